import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { text } from '../../../src-main/contract/values.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';

export interface ReasonDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, spelled out. */
  consequence: string;
  confirmLabel: string;
  pending: boolean;
  danger?: boolean;
  /** Longest reason that the route takes. */
  max: number;
  onConfirm: (reason: string) => void;
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
  return (
    <AppForm form={form} label={title} onSubmit={({ reason }) => onConfirm(reason)}>
      <Stack>
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
