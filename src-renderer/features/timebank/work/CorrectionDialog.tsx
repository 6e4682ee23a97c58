import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { civilDate, id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';
import { ServiceChoice } from './ServiceChoice.tsx';

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
  /** Only to find the service. */
  search: z.string(),
  day: civilDate.or(z.literal('')),
  transactionId: id,
  wantedMinutes: z.int().min(0).max(1440),
  words: text(300),
});

function CorrectionForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(schema, {
    ...{ memberId: '', search: '', day: '', transactionId: '', wantedMinutes: 0, words: '' },
  });
  const draft = useDraft('correction:new', form);
  const [memberId, transactionId] = form.watch(['memberId', 'transactionId']);
  const ask = useCommand('timebank.askCorrection', {
    form,
    onDone: () => {
      void draft.discard();
      onClose();
      notifyDone(t('done.asked'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('corrections.new')}
      onSubmit={({ search: _search, day: _day, ...values }) => void ask.run(values)}
    >
      <Stack>
        {draft.notice}
        <MemberField
          name="memberId"
          label={t('field.member')}
          required
          onChosen={() => form.setValue('transactionId', '')}
        />
        {memberId === '' ? null : (
          <ServiceChoice
            key={memberId}
            memberId={memberId}
            onChosen={({ minutes }) => form.setValue('wantedMinutes', minutes, { shouldDirty: true })}
          />
        )}
        {transactionId === '' ? null : (
          <IntegerField
            name="wantedMinutes"
            label={t('field.wantedMinutes')}
            description={t('field.wantedMinutesHint')}
            min={0}
            max={1440}
            required
          />
        )}
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
