import { useTranslation } from 'react-i18next';
import { consentManners } from '../../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { consentFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';

interface ConsentDialogProps {
  view: CaseView;
  party: CaseView['parties'][number];
  onClose(): void;
}

/** What a party answered, when and how; earlier answers stay on file (人民调解法 art. 17). */
export function ConsentDialog({ view, party, onClose }: ConsentDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={t('statements.recordOf', { name: party.name })}
      schema={consentFields}
      initial={{ partyId: party.id, answer: 'consents', on: todayText(), manner: 'inPerson', note: '' }}
      draftKey={`consent:${party.id}`}
      command="mediation.recordConsent"
      under="consent"
      toInput={(consent) => ({ caseId: view.id, consent })}
      doneText={t('statements.consentSaved')}
      size="lg"
      onClose={onClose}
    >
      <RadioGroupField
        name="answer"
        label={t('statements.answer')}
        choices={(['consents', 'refuses'] as const).map((value) => ({
          value,
          label: t(`statements.answers.${value}`),
        }))}
      />
      <div className={classes.fields}>
        <DateField name="on" label={t('statements.on')} emptyValue="" required />
        <SelectField
          name="manner"
          label={t('statements.manner')}
          choices={consentManners.map((value) => ({ value, label: t(`statements.manners.${value}`) }))}
        />
      </div>
      <TextField name="note" label={t('common.note')} />
    </RecordDialog>
  );
}
