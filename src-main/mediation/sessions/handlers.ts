import type { ParsedInput } from '../../contract/index.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase, stageAfter } from '../case-store.ts';
import { requireNotBefore } from '../dates-check.ts';
import type { CaseRecord } from '../entities.ts';
import { requireParties } from '../proceedings/course-store.ts';
import { isOpen } from '../stage.ts';
import { PlannedSessions } from './entities.ts';
import { endPlan, openPlan, plansOf, planView } from './plan-store.ts';

type PlanRoutes =
  | 'mediation.readPlannedSessions'
  | 'mediation.planSession'
  | 'mediation.moveSession'
  | 'mediation.cancelSession';

export const planHandlers: Pick<HandlersOf<'mediation'>, PlanRoutes> = {
  async 'mediation.readPlannedSessions'(context, { caseId }) {
    await caseById(context, caseId);
    return { plans: (await plansOf(context.tx, caseId)).map(planView) };
  },

  async 'mediation.planSession'(context, { caseId, plan }) {
    const row = await stillMediated(context, caseId);
    const id = await insertPlan(context, caseId, plan);
    context.audit(`case:${caseId}`, { planned: plan.plannedOn, parties: plan.partyIds.length });
    await keepCase(context, row, {}, false);
    return { id, version: 1 };
  },

  async 'mediation.moveSession'(context, { caseId, planId, version, plan, reason }) {
    const row = await stillMediated(context, caseId);
    const before = await openPlan(context.tx, caseId, planId, version);
    const id = await insertPlan(context, caseId, plan);
    await endPlan(context.tx, before, { state: 'moved', reason, moved_to: id });
    context.audit(`case:${caseId}`, { from: before.planned_on, to: plan.plannedOn });
    await keepCase(context, row, {}, false);
    return { id, version: 1 };
  },

  // After the end of a case too: a plan that nobody will keep is not left standing.
  async 'mediation.cancelSession'(context, { caseId, planId, version, reason }) {
    const row = await caseById(context, caseId);
    const before = await openPlan(context.tx, caseId, planId, version);
    await endPlan(context.tx, before, { state: 'cancelled', reason });
    context.audit(`case:${caseId}`, { cancelled: before.planned_on });
    await keepCase(context, row, {}, false);
    return { id: planId, version: before.version + 1 };
  },
};

/** Errors: `case.stageForbids` before acceptance and after the end. */
async function stillMediated(context: CommandContext, caseId: string): Promise<CaseRecord> {
  const row = await caseById(context, caseId);
  stageAfter(row, 'recordSession');
  if (isOpen(row.stage)) return row;
  throw new AppError('case.stageForbids', {
    params: { stage: row.stage, event: 'recordSession', reason: 'over' },
  });
}

async function insertPlan(
  { tx, services, actor, now, today }: CommandContext,
  caseId: string,
  plan: ParsedInput<'mediation.planSession'>['plan'],
): Promise<string> {
  requireNotBefore('plan.plannedOn', plan.plannedOn, today);
  if (plan.endsAt !== '' && plan.startsAt >= plan.endsAt) {
    throw fieldError('plan.endsAt', 'field.endBeforeStart');
  }
  await requireParties(tx, caseId, 'plan.partyIds', plan.partyIds);
  const id = services.ids.next();
  await tx.insert(PlannedSessions, {
    id,
    case_id: caseId,
    version: 1,
    planned_on: plan.plannedOn,
    starts_at: plan.startsAt,
    ends_at: plan.endsAt,
    place: plan.place,
    party_ids: JSON.stringify([...new Set(plan.partyIds)]),
    others: plan.others,
    matters: plan.matters,
    state: 'planned',
    reason: '',
    moved_to: null,
    session_id: null,
    recorded_by: actor.userId,
    recorded_at: now,
  });
  return id;
}
