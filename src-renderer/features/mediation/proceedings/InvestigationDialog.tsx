import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { investigationFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { useSession } from '../../../bridge/session.tsx';
import { CheckboxField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { HeldFields } from './HeldFields.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import type { Proceedings } from './use-proceedings.ts';
import { todayText } from '../../../i18n/format.ts';

export type Investigation = Proceedings['investigations'][number];

interface InvestigationDialogProps {
  view: CaseView;
  investigation: Investigation | undefined;
  onClose(): void;
}

export function InvestigationDialog({ view, investigation: one, onClose }: InvestigationDialogProps) {
  const { t } = useTranslation('proceedings');
  const { user } = useSession();
  const self = user?.displayName ?? '';
  return (
    <RecordDialog
      title={one ? t('investigation.edit', { n: one.number }) : t('investigation.add')}
      schema={investigationFields}
      initial={{
        heldOn: one?.heldOn ?? todayText(),
        startsAt: one?.startsAt ?? '',
        endsAt: one?.endsAt ?? '',
        place: one?.place ?? '',
        participants: one?.participants ?? '',
        asked: one?.asked ?? '',
        askedRelation: one?.askedRelation ?? '',
        matter: one?.matter ?? '',
        record: one?.record ?? '',
        investigator: one?.investigator ?? self,
        recorder: one?.recorder ?? self,
        inDossier: one?.inDossier ?? true,
      }}
      draftKey={`investigation:${view.id}:${one?.id ?? 'new'}`}
      version={one?.version}
      command="mediation.recordInvestigation"
      under="investigation"
      toInput={(investigation) => ({
        caseId: view.id,
        ...(one ? { investigationId: one.id, version: one.version } : {}),
        investigation,
      })}
      doneText={t('investigation.saved')}
      size="52rem"
      onClose={onClose}
    >
      <div className={classes.fields}>
        <HeldFields />
        <TextField name="asked" label={t('investigation.asked')} required />
        <TextField name="askedRelation" label={t('investigation.askedRelation')} />
        <TextField
          name="participants"
          label={t('investigation.participants')}
          className={classes.span2 ?? ''}
        />
      </div>
      <TextField name="matter" label={t('investigation.matter')} required />
      <TextArea name="record" label={t('investigation.record')} minRows={6} required />
      <div className={classes.fields}>
        <TextField name="investigator" label={t('investigation.investigator')} />
        <TextField name="recorder" label={t('common.recorder')} />
      </div>
      <CheckboxField name="inDossier" label={t('common.inDossier')} />
    </RecordDialog>
  );
}
