import type { CaseFields } from '../contract/mediation/case-values.ts';
import { fieldError, requireVersion } from '../platform/app-error.ts';
import { Areas } from '../platform/reference-data/entities.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { listCases } from './case-list.ts';
import { partiesOf, replaceParties } from './case-party-store.ts';
import { caseById, caseColumns, insertCase, keepCase, stageAfter } from './case-store.ts';
import { caseView } from './case-view.ts';
import { withCurrentStep } from './current-step-store.ts';
import { checkParties } from './checks/parties.ts';
import { requireNotAfter, requirePast } from './dates-check.ts';

type CaseRoutes =
  | 'mediation.listCases'
  | 'mediation.readCase'
  | 'mediation.revealCase'
  | 'mediation.registerCase'
  | 'mediation.updateCase'
  | 'mediation.checkParties';

export const caseHandlers: Pick<HandlersOf<'mediation'>, CaseRoutes> = {
  'mediation.listCases': (context, filter) => listCases(context, filter),

  async 'mediation.readCase'(context, { id }) {
    const row = await caseById(context, id);
    const [current = row] = await withCurrentStep(context, [row]);
    return caseView(context, current);
  },

  async 'mediation.revealCase'(context, { id }) {
    const row = await caseById(context, id);
    context.audit(`case:${id}`, { revealed: true });
    return { version: row.version, parties: await partiesOf(context.tx, id) };
  },

  async 'mediation.registerCase'(context, { case: fields }) {
    await checkCase(context, fields);
    const row = await insertCase(context, context.services.ids.next(), fields);
    await replaceParties(context, row.id, fields.parties);
    context.audit(`case:${row.id}`, {
      source: fields.source,
      disputeType: fields.disputeType,
      parties: fields.parties.length,
    });
    return keepCase(context, row);
  },

  async 'mediation.updateCase'(context, { id, version, case: fields }) {
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'correct');
    await checkCase(context, fields);
    requireNotAfter('case.appliedOn', fields.appliedOn, row.accepted_on);
    await replaceParties(context, id, fields.parties);
    const changes = caseColumns(fields);
    const changed = Object.entries(changes).filter(
      ([name, value]) => row[name as keyof typeof row] !== value,
    );
    // Names of columns only: what stands in them may be personal.
    context.audit(`case:${id}`, { changed: changed.map(([name]) => name), parties: fields.parties.length });
    return keepCase(context, row, { ...changes, stage });
  },

  async 'mediation.checkParties'({ today }, { parties }) {
    return { findings: checkParties(parties, today) };
  },
};

/** What the schema cannot know: codes of the reference data, the area tree, the calendar. */
export async function checkCase(context: CommandContext, fields: CaseFields): Promise<void> {
  const { reference } = context.services;
  const { region } = context.actor.committee;
  requirePast('case.appliedOn', fields.appliedOn, context.today);
  const type = reference
    .inForce('disputeTypes', region, context.today)
    .find((one) => one.code === fields.disputeType);
  if (!type) throw fieldError('case.disputeType', 'field.unknownReference');
  if (fields.disputeSubType !== '' && !type.subTypes.some((one) => one.code === fields.disputeSubType)) {
    throw fieldError('case.disputeSubType', 'field.unknownReference');
  }
  const sources = reference.inForce('referralSources', region, context.today);
  if (fields.source === 'referral' && !sources.some((one) => one.code === fields.referralSource)) {
    throw fieldError('case.referralSource', 'field.unknownReference');
  }
  if (fields.areaId !== null && !(await context.tx.find(Areas).existsBy({ id: fields.areaId }))) {
    throw fieldError('case.areaId', 'field.unknownReference');
  }
}
