import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

const schema = routes['mediation.returnSubsidySheet'].input.pick({ reason: true });
const route = { return: 'mediation.returnSubsidySheet', cancel: 'mediation.cancelSubsidySheet' } as const;
const told = { return: 'sheet.returned', cancel: 'sheet.cancelled' } as const;

interface Props {
  sheet: { id: string; version: number };
  step: 'return' | 'cancel' | undefined;
  onClose(): void;
}

/** Returning and cancelling ask for the reason, which stands on the sheet afterwards. */
export function SheetReasonDialog({ sheet, step, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  return (
    <FormDialog
      opened={step !== undefined}
      onClose={onClose}
      title={step === undefined ? '' : t(`sheet.${step}`)}
      size="md"
    >
      {step === undefined ? null : <ReasonForm sheet={sheet} step={step} onClose={onClose} />}
    </FormDialog>
  );
}

function ReasonForm({ sheet, step, onClose }: Props & { step: 'return' | 'cancel' }) {
  const { t } = useTranslation('subsidy');
  const form = useAppForm(schema, { reason: '' });
  const draft = useDraft(`subsidyReason:${step}:${sheet.id}`, form, { version: sheet.version });
  const command = useCommand(route[step], {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t(told[step]));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t(`sheet.${step}`)}
      onSubmit={({ reason }) => void command.run({ ...sheet, reason })}
    >
      <Stack>
        {draft.notice}
        <Text>{t(step === 'return' ? 'sheet.returnText' : 'sheet.cancelText')}</Text>
        <TextArea name="reason" label={t('sheet.reason')} required autoFocus />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={command.pending} {...(step === 'cancel' ? { color: 'red' } : {})}>
            {t(`sheet.${step}`)}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
