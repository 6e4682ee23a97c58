import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { text } from '../../../src-main/contract/values.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

export interface ReasonDialogProps {
  opened: boolean;
  /** What is asked and of which record, for the draft: `return:<sheet id>`. */
  about: string;
  title: string;
  /** What will happen, spelled out. */
  consequence: string;
  confirmLabel: string;
  pending: boolean;
  danger?: boolean;
  /** Longest reason that the route takes. */
  max: number;
  /** Gives nothing when the step was refused: what was typed is then kept. */
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the reason of a step that others will want to understand later. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <FormDialog opened={props.opened} title={props.title} size="md" onClose={props.onClose}>
      <ReasonForm {...props} />
    </FormDialog>
  );
}

function ReasonForm({
  about,
  title,
  consequence,
  confirmLabel,
  pending,
  danger = false,
  max,
  onConfirm,
  onClose,
}: ReasonDialogProps) {
  const { t } = useTranslation('timebank');
  const form = useAppForm(z.strictObject({ reason: text(max) }), { reason: '' });
  const draft = useDraft(`reason:${about}`, form);
  return (
    <AppForm
      form={form}
      label={title}
      onSubmit={async ({ reason }) => {
        if ((await onConfirm(reason)) !== undefined) await draft.discard();
      }}
    >
      <Stack>
        {draft.notice}
        <Text>{consequence}</Text>
        <TextArea name="reason" label={t('reason')} required autoFocus minRows={2} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={pending} {...(danger ? { color: 'red' } : {})}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
