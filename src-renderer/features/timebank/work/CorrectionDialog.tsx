import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField, SelectField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';

/** Writes down which record a volunteer says is wrong, and what it should be. */
export function CorrectionDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('timebankWork');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('corrections.new')} size="lg">
      <CorrectionForm onClose={onClose} />
    </FormDialog>
  );
}

const schema = z.strictObject({
  memberId: id,
  transactionId: id,
  wantedMinutes: z.int().min(0).max(1440),
  words: text(300),
});

function CorrectionForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(schema, { memberId: '', transactionId: '', wantedMinutes: 0, words: '' });
  const draft = useDraft('correction:new', form);
  const memberId = form.watch('memberId');
  const entries = useRoute(
    'timebank.listEntries',
    { memberId, page: { offset: 0, limit: 500 } },
    { enabled: memberId !== '' },
  );
  const ask = useCommand('timebank.askCorrection', {
    form,
    onDone: () => {
      void draft.discard();
      onClose();
      notifyDone(t('done.asked'));
    },
  });
  const choices = (entries.data?.rows ?? [])
    .filter((row) => row.sourceClass !== null && row.reversesSeq === null && row.reversedBySeq === null)
    .reverse()
    .map((row) => ({
      value: row.transactionId,
      label: t('corrections.entry', {
        date: dateText(row.servedOn),
        text: row.text,
        time: minutesText(row.minutes),
      }),
    }));
  return (
    <AppForm form={form} label={t('corrections.new')} onSubmit={(values) => void ask.run(values)}>
      <Stack>
        {draft.notice}
        <MemberField
          name="memberId"
          label={t('field.member')}
          required
          onChosen={() => form.setValue('transactionId', '')}
        />
        {memberId !== '' && entries.data && choices.length === 0 ? (
          <Text c="dimmed">{t('corrections.noEntries')}</Text>
        ) : (
          <SelectField name="transactionId" label={t('field.entry')} choices={choices} searchable required />
        )}
        <IntegerField
          name="wantedMinutes"
          label={t('field.wantedMinutes')}
          description={t('field.wantedMinutesHint')}
          min={0}
          max={1440}
          required
        />
        <TextArea name="words" label={t('field.correctionWords')} minRows={2} required />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={ask.pending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
