import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { suspensionFields } from '../../../../src-main/contract/timebank/membership.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface Props {
  member: { id: string; name: string };
  membership: { version: number };
  onClose(): void;
}

/** Suspends a member until a day, or openly. */
export function SuspendDialog(props: Props) {
  const { t } = useTranslation('timebankMembership');
  return (
    <FormDialog
      opened
      title={t('suspend.title', { name: props.member.name })}
      size="md"
      onClose={props.onClose}
    >
      <SuspendForm {...props} />
    </FormDialog>
  );
}

function SuspendForm({ member, membership, onClose }: Props) {
  const { t } = useTranslation('timebankMembership');
  const form = useAppForm(suspensionFields, { untilDay: null, reason: '' });
  const draft = useDraft(`suspend:${member.id}`, form, { version: membership.version });
  const suspend = useCommand('timebank.suspendMember', { form, fieldsUnder: 'suspension' });
  return (
    <AppForm
      form={form}
      label={t('suspend.title', { name: member.name })}
      onSubmit={async (suspension) => {
        const saved = await suspend.run({ id: member.id, version: membership.version, suspension });
        if (!saved) return;
        await draft.discard();
        onClose();
        notifyDone(t('done.suspend'));
      }}
    >
      <Stack>
        {draft.notice}
        <Text>{t('suspend.text')}</Text>
        <DateField name="untilDay" label={t('suspend.until')} />
        <TextArea name="reason" label={t('form.reason')} minRows={2} required />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={suspend.pending}>
            {t('step.suspend')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
