import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { promoteFields, type EnquiryView } from '../../../../src-main/contract/mediation/enquiries.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../mediation.module.css';
import { useReference } from '../use-reference.ts';

const sources = ['writtenApplication', 'oralApplication', 'ownInitiative'] as const;

/** What a case needs beyond what the enquiry knows. */
export function PromoteForm({
  enquiry,
  label,
  onClose,
}: {
  enquiry: EnquiryView;
  label: string;
  onClose(): void;
}) {
  const { t } = useTranslation('enquiries');
  const { t: tm } = useTranslation('mediation');
  const navigate = useNavigate();
  const reference = useReference();
  const type = enquiry.disputeType === '' ? '' : reference.typeName(enquiry.disputeType);
  const form = useAppForm(promoteFields, {
    title: `${enquiry.personName}${type}`,
    disputeType: enquiry.disputeType,
    source: enquiry.kind === 'screening' ? 'ownInitiative' : 'oralApplication',
    appliedOn: todayText(),
    applicantName: '',
    respondentName: '',
  });
  const promote = useCommand('mediation.promoteEnquiry', {
    form,
    fieldsUnder: 'case',
    onDone: ({ caseId }) => {
      notifyDone(t('promoted'));
      navigate({ page: 'case', params: { id: caseId } });
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) => void promote.run({ id: enquiry.id, version: enquiry.version, case: values })}
    >
      <Stack>
        <Text>{t('promoteText')}</Text>
        <TextField name="title" label={t('caseTitle')} required autoFocus />
        <div className={classes.fields}>
          <SelectField
            name="disputeType"
            label={t('disputeType')}
            choices={reference.disputeTypes}
            searchable
            required
          />
          <SelectField
            name="source"
            label={t('source')}
            choices={sources.map((value) => ({ value, label: tm(`source.${value}`) }))}
          />
          <DateField name="appliedOn" label={t('appliedOn')} emptyValue="" required />
          {enquiry.anonymous ? <TextField name="applicantName" label={t('applicantName')} required /> : null}
          <TextField name="respondentName" label={t('respondentName')} />
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.back')}
          </Button>
          <Button type="submit" loading={promote.pending}>
            {t('promoteDo')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
