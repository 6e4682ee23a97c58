import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import {
  participantFields,
  participantKinds,
} from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import type { Proceedings } from './use-proceedings.ts';

export type Participant = Proceedings['participants'][number];

interface ParticipantDialogProps {
  view: CaseView;
  participant: Participant | undefined;
  onClose(): void;
}

export function ParticipantDialog({ view, participant: one, onClose }: ParticipantDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={one ? t('people.editParticipant', { name: one.name }) : t('people.addParticipant')}
      schema={participantFields}
      initial={{
        kind: one?.kind ?? 'relative',
        name: one?.name ?? '',
        relation: one?.relation ?? '',
        organisation: one?.organisation ?? '',
        invitedOn: one?.invitedOn ?? todayText(),
        invitedBy: one?.invitedBy ?? 'committee',
        partiesConsent: one?.partiesConsent ?? false,
        note: one?.note ?? '',
        withdrawnReason: one?.withdrawnReason ?? '',
      }}
      draftKey={`participant:${view.id}:${one?.id ?? 'new'}`}
      version={one?.version}
      command="mediation.recordParticipant"
      under="participant"
      toInput={(participant) => ({
        caseId: view.id,
        ...(one ? { participantId: one.id, version: one.version } : {}),
        participant,
      })}
      doneText={t('common.saved')}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <TextField name="name" label={t('people.name')} required autoFocus />
        <SelectField
          name="kind"
          label={t('people.kind')}
          choices={participantKinds.map((value) => ({ value, label: t(`people.kinds.${value}`) }))}
        />
        <TextField name="relation" label={t('people.relation')} />
        <TextField name="organisation" label={t('people.organisation')} />
        <DateField name="invitedOn" label={t('people.invitedOn')} emptyValue="" required />
        <SelectField
          name="invitedBy"
          label={t('people.invitedBy')}
          choices={(['committee', 'party'] as const).map((value) => ({
            value,
            label: t(`people.invitedByKinds.${value}`),
          }))}
        />
      </div>
      <CheckboxField name="partiesConsent" label={t('people.partiesConsent')} />
      <TextField name="note" label={t('common.note')} />
      {one ? (
        <TextField
          name="withdrawnReason"
          label={t('people.withdrawnReason')}
          description={t('people.withdrawnHint')}
        />
      ) : null}
    </RecordDialog>
  );
}
