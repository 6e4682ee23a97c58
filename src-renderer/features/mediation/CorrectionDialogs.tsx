import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../src-main/contract/index.ts';
import { outcomes, terminationReasons } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { todayText } from '../../i18n/format.ts';
import { CommandDialog } from '../../ui/form/CommandDialog.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { SelectField, TextArea, TextField } from '../../ui/form/fields.tsx';

interface DialogProps {
  view: CaseView;
  onClose(): void;
}

const acceptance = routes['mediation.correctAcceptance'].input.omit({ id: true, version: true });
const ending = routes['mediation.correctEnding'].input.omit({ id: true, version: true });

/** The days of acceptance and of the notice, and the dossier number: entered late, or put right. */
export function AcceptanceCorrection({ view, onClose }: DialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <CommandDialog
      title={t('accept.correct')}
      submit={t('common:action.save')}
      done={t('accept.corrected')}
      route="mediation.correctAcceptance"
      schema={acceptance}
      defaults={{
        acceptedOn: view.acceptedOn ?? '',
        rightsNotifiedOn: view.rightsNotifiedOn ?? '',
        manualNumber: '',
        reason: '',
      }}
      draftKey={`correctAcceptance:${view.id}`}
      version={view.version}
      input={(values) => ({ id: view.id, version: view.version, ...values })}
      onClose={onClose}
    >
      <DateField name="acceptedOn" label={t('accept.acceptedOn')} emptyValue="" required />
      <DateField name="rightsNotifiedOn" label={t('accept.rightsNotifiedOn')} emptyValue="" required />
      <TextField
        name="manualNumber"
        label={t('accept.otherNumber')}
        description={t('accept.otherNumberHint')}
      />
      <TextArea name="reason" label={t('accept.correctReason')} required />
    </CommandDialog>
  );
}

/** How and when the case ended: what may be put right depends on how it did. */
export function EndingCorrection({ view, onClose }: DialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <CommandDialog
      title={t('closing.correct')}
      submit={t('common:action.save')}
      done={t('closing.corrected')}
      route="mediation.correctEnding"
      schema={ending}
      defaults={{
        on: endedOn(view) ?? todayText(),
        outcome: view.outcome,
        terminationReason: terminationReasons.find((one) => one === view.terminationReason) ?? null,
        declineReason: view.declineReason,
        note: '',
        reason: '',
      }}
      draftKey={`correctEnding:${view.id}`}
      version={view.version}
      input={(values) => ({ id: view.id, version: view.version, ...values })}
      onClose={onClose}
    >
      <Text>{t('closing.correctText')}</Text>
      <EndingFields stage={view.stage} />
      <TextArea name="reason" label={t('closing.correctReason')} required />
    </CommandDialog>
  );
}

function EndingFields({ stage }: Pick<CaseView, 'stage'>) {
  const { t } = useTranslation('mediation');
  if (stage === 'declined') {
    return (
      <>
        <DateField name="on" label={t('accept.declinedOn')} emptyValue="" required />
        <TextArea name="declineReason" label={t('accept.declineReason')} required />
      </>
    );
  }
  return (
    <>
      {stage === 'closed' ? (
        <SelectField
          name="outcome"
          label={t('closing.outcome')}
          choices={outcomes.map((value) => ({ value, label: t(`closing.outcomes.${value}`) }))}
          required
        />
      ) : (
        <SelectField
          name="terminationReason"
          label={t('closing.reason')}
          choices={terminationReasons.map((value) => ({ value, label: t(`closing.reasons.${value}`) }))}
          required
        />
      )}
      <DateField
        name="on"
        label={t(stage === 'closed' ? 'closing.on' : 'closing.terminatedOn')}
        emptyValue=""
        required
      />
      <TextArea name="note" label={t('closing.newNote')} />
    </>
  );
}

/** The day on which the case ended, as its timeline tells it; undefined while it is open. */
export const endedOn = ({ timeline }: CaseView): string | undefined =>
  timeline.find(({ what }) => what === 'closed' || what === 'terminated' || what === 'declined')?.on;
