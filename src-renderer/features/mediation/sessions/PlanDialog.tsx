import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { planFields, type PlannedSession } from '../../../../src-main/contract/mediation/sessions.ts';
import { todayText } from '../../../i18n/format.ts';
import { ClockField } from '../../../ui/form/ClockField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { MultiSelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from '../proceedings/RecordDialog.tsx';
import { partyChoices } from '../proceedings/use-proceedings.ts';

const moving = planFields.extend({ reason: routes['mediation.moveSession'].input.shape.reason });
const cancelling = z.object({ reason: routes['mediation.cancelSession'].input.shape.reason });

interface PlanDialogProps {
  view: CaseView;
  onClose(): void;
}

/** A session is planned: day, time, place, who is asked to come. */
export function PlanDialog({ view, onClose }: PlanDialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <RecordDialog
      title={t('plan.add')}
      schema={planFields}
      initial={{
        plannedOn: todayText(),
        startsAt: '',
        endsAt: '',
        place: view.sessions.at(-1)?.place ?? '',
        partyIds: view.parties.map((party) => party.id),
        others: '',
        matters: '',
      }}
      draftKey={`plan:${view.id}:new`}
      command="mediation.planSession"
      under="plan"
      toInput={(plan) => ({ caseId: view.id, plan })}
      doneText={t('plan.saved')}
      onClose={onClose}
    >
      <PlanFields view={view} />
    </RecordDialog>
  );
}

/** Another day, time or place, or others who come: the former plan stays on file with the reason. */
export function MovePlanDialog({ view, plan, onClose }: PlanDialogProps & { plan: PlannedSession }) {
  const { t } = useTranslation('mediation');
  const present = view.parties.map((party) => party.id);
  return (
    <RecordDialog
      title={t('plan.move')}
      schema={moving}
      initial={{
        plannedOn: plan.plannedOn,
        startsAt: plan.startsAt,
        endsAt: plan.endsAt,
        place: plan.place,
        partyIds: plan.partyIds.filter((id) => present.includes(id)),
        others: plan.others,
        matters: plan.matters,
        reason: '',
      }}
      draftKey={`plan:${view.id}:${plan.id}`}
      version={plan.version}
      command="mediation.moveSession"
      under="plan"
      toInput={({ reason, ...fields }) => ({
        caseId: view.id,
        planId: plan.id,
        version: plan.version,
        plan: fields,
        reason,
      })}
      doneText={t('plan.moved')}
      onClose={onClose}
    >
      <PlanFields view={view} />
      <TextField name="reason" label={t('plan.reason')} required />
    </RecordDialog>
  );
}

export function CancelPlanDialog({ view, plan, onClose }: PlanDialogProps & { plan: PlannedSession }) {
  const { t } = useTranslation('mediation');
  return (
    <RecordDialog
      title={t('plan.cancel')}
      schema={cancelling}
      initial={{ reason: '' }}
      draftKey={`plan:${view.id}:${plan.id}:cancel`}
      version={plan.version}
      command="mediation.cancelSession"
      toInput={({ reason }) => ({ caseId: view.id, planId: plan.id, version: plan.version, reason })}
      doneText={t('plan.cancelled')}
      submitLabel={t('plan.cancel')}
      danger
      submitOnEnter
      size="md"
      onClose={onClose}
    >
      <TextField name="reason" label={t('plan.reason')} required />
    </RecordDialog>
  );
}

function PlanFields({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  return (
    <>
      <div className={classes.fields}>
        <DateField name="plannedOn" label={t('session.heldOn')} emptyValue="" required />
        <ClockField
          name="startsAt"
          label={t('session.startsAt')}
          placeholder={t('session.timeHint')}
          required
        />
        <ClockField name="endsAt" label={t('session.endsAt')} placeholder={t('session.timeHint')} />
        <TextField name="place" label={t('session.place')} required />
      </div>
      <MultiSelectField name="partyIds" label={t('plan.parties')} choices={partyChoices(view)} required />
      <TextField name="others" label={t('plan.others')} />
      <TextArea name="matters" label={t('plan.matters')} placeholder={t('plan.mattersHint')} minRows={2} />
    </>
  );
}
