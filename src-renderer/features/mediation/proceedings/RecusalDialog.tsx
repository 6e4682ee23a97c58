import { Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { recusalDecision, recusalInput } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextArea } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import { partyChoices } from './use-proceedings.ts';

/** A request that a mediator step back, with the decision; it says what granting does. */
export function RecusalDialog({ view, onClose }: { view: CaseView; onClose(): void }) {
  const { t } = useTranslation('proceedings');
  const [only] = view.mediators;
  return (
    <RecordDialog
      title={t('people.addRecusal')}
      schema={recusalInput}
      initial={{
        userId: view.mediators.length === 1 && only ? only.userId : '',
        askedBy: 'party',
        partyId: null,
        askedOn: todayText(),
        reason: '',
        decision: null,
        decidedOn: null,
      }}
      draftKey={`recusal:${view.id}`}
      version={view.version}
      command="mediation.recordRecusal"
      under="recusal"
      // Without a decision no day of one.
      toInput={(recusal) => ({
        caseId: view.id,
        recusal: { ...recusal, decidedOn: recusal.decision === null ? null : recusal.decidedOn },
      })}
      doneText={t('people.recusalSaved')}
      intro={<Text>{t('people.recusalText')}</Text>}
      onClose={onClose}
    >
      <SelectField
        name="userId"
        label={t('people.mediator')}
        choices={view.mediators.map(({ userId, name }) => ({ value: userId, label: name }))}
        required
      />
      <AskedBy view={view} />
      <TextArea name="reason" label={t('common.reason')} required />
      <div className={classes.fields}>
        <DateField name="askedOn" label={t('people.askedOn')} emptyValue="" required />
      </div>
      <Decision />
    </RecordDialog>
  );
}

/** The decision on a request that was recorded before. */
export function DecideRecusalDialog({ view, one, onClose }: DecideRecusalDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={t('people.decideTitle', { mediator: one.mediator })}
      schema={recusalDecision}
      initial={{ decision: 'granted', decidedOn: todayText() }}
      draftKey={`recusal:${view.id}:${one.id}`}
      command="mediation.decideRecusal"
      under="decision"
      toInput={(decision) => ({ caseId: view.id, recusalId: one.id, decision })}
      doneText={t('people.recusalSaved')}
      intro={<Text>{t('people.recusalText')}</Text>}
      onClose={onClose}
    >
      <RadioGroupField
        name="decision"
        label={t('people.decision')}
        choices={(['granted', 'denied'] as const).map((value) => ({
          value,
          label: t(`people.decisions.${value}`),
        }))}
      />
      <DateField name="decidedOn" label={t('people.decidedOn')} emptyValue="" required />
    </RecordDialog>
  );
}

interface DecideRecusalDialogProps {
  view: CaseView;
  one: { id: string; mediator: string };
  onClose(): void;
}

function Decision() {
  const { t } = useTranslation('proceedings');
  const decision = useWatch<{ decision: string | null }, 'decision'>({ name: 'decision' });
  return (
    <div className={classes.fields}>
      <SelectField
        name="decision"
        label={t('people.decision')}
        choices={(['granted', 'denied'] as const).map((value) => ({
          value,
          label: t(`people.decisions.${value}`),
        }))}
        emptyValue={null}
        placeholder={t('people.pending')}
      />
      {decision === null ? null : <DateField name="decidedOn" label={t('people.decidedOn')} required />}
    </div>
  );
}

function AskedBy({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const askedBy = useWatch<{ askedBy: string }, 'askedBy'>({ name: 'askedBy' });
  return (
    <>
      <RadioGroupField
        name="askedBy"
        label={t('people.askedBy')}
        choices={(['party', 'mediator', 'committee'] as const).map((value) => ({
          value,
          label: t(`people.askedByKinds.${value}`),
        }))}
      />
      {askedBy === 'party' ? (
        <SelectField
          name="partyId"
          label={t('people.askedParty')}
          choices={partyChoices(view)}
          emptyValue={null}
          required
        />
      ) : null}
    </>
  );
}
