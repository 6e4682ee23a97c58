import type { CaseFields } from '../contract/mediation/case-values.ts';
import { AppError, notFound } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext, QueryContext } from '../platform/router/handlers.ts';
import { keptOf, writeDues } from './deadlines/dues-store.ts';
import { Cases, type CaseRecord } from './entities.ts';
import { importedAmount } from './register/origin-store.ts';
import { keepSearchWords } from './search/index-store.ts';
import { onEvent, type CaseEvent } from './stage.ts';

/** What both kinds of handler have that reading a case needs. */
export type CaseContext = Pick<QueryContext, 'actor' | 'services' | 'today'> & { tx: Reader };

/** One case; a file holds one committee’s. Errors: `record.notFound`. */
export async function caseById(context: CaseContext, id: string): Promise<CaseRecord> {
  const row = await context.tx.find(Cases).findOneBy({ id });
  if (!row) throw notFound('case');
  return row;
}

/** A new case in the stage `registered`, version 1; its parties are inserted before `keepCase` is called. */
export async function insertCase(
  context: CommandContext,
  id: string,
  fields: CaseFields,
): Promise<CaseRecord> {
  const row = newCase(context, { id, seq: await nextSeq(context.tx) }, fields);
  await context.tx.insert(Cases, { ...row, version: 1 });
  return row;
}

/** Place of the next case in the order of registration. */
export async function nextSeq(tx: Reader): Promise<number> {
  const last = await tx.get<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM cases');
  return (last?.seq ?? 0) + 1;
}

/** The row of a case that is not on file yet: version 0, stage `registered`. */
export function newCase(
  context: CommandContext,
  place: { id: string; seq: number },
  fields: CaseFields,
): CaseRecord {
  return {
    ...place,
    version: 0,
    committee_id: context.actor.committee.id,
    number: null,
    stage: 'registered',
    accepted_on: null,
    rights_notified_on: null,
    declined_on: null,
    decline_reason: '',
    decline_kind: '',
    terminated_on: null,
    termination_reason: '',
    termination_note: '',
    outcome: null,
    outcome_note: '',
    closed_on: null,
    due_on: null,
    next_action: null,
    next_due_on: null,
    amount_fen: null,
    registered_by: context.actor.userId,
    created_at: context.now,
    updated_at: context.now,
    ...caseColumns(fields),
  };
}

/**
 * Writes changes of a case and everything that is kept beside it: search keys, deadline, dues, next action, amount. The one
 * place that does so; every command that touches a case, its parties, sessions or agreement ends here. `bump`: the
 * caller’s optimistic lock was on the case itself, so its version goes up.
 */
export async function keepCase(
  context: CommandContext,
  row: CaseRecord,
  changes: Partial<CaseRecord> = {},
  bump = true,
): Promise<{ id: string; version: number }> {
  const next = { ...row, ...changes };
  const version = bump ? row.version + 1 : row.version;
  const kept = await keptOf(context, next);
  await context.tx.update(Cases, row.id, {
    ...changes,
    version,
    ...kept.columns,
    amount_fen: kept.amountFen === undefined ? await importedAmount(context.tx, row.id) : kept.amountFen,
    updated_at: context.now,
  });
  await writeDues(context.tx, row.id, kept.dues);
  await keepSearchWords(context.tx, row.seq);
  return { id: row.id, version };
}

/** The stage after an event. Errors: `case.stageForbids` with stage, event and reason. */
export function stageAfter(row: Pick<CaseRecord, 'stage'>, event: CaseEvent): CaseRecord['stage'] {
  const answer = onEvent(row.stage, event);
  if (answer.allowed) return answer.next;
  throw new AppError('case.stageForbids', { params: { stage: row.stage, event, reason: answer.reason } });
}

export function caseColumns(fields: CaseFields) {
  return {
    area_id: fields.areaId,
    title: fields.title,
    dispute_type: fields.disputeType,
    dispute_sub_type: fields.disputeSubType,
    source: fields.source,
    referral_source: fields.source === 'referral' ? fields.referralSource : '',
    referral_body: fields.source === 'referral' ? fields.referralBody : '',
    referral_number: fields.source === 'referral' ? fields.referralNumber : '',
    applied_on: fields.appliedOn,
    facts: fields.facts,
    requests: JSON.stringify(fields.requests),
    claimed_fen: fields.claimedFen,
    closed_to_public: fields.closedToPublic ? 1 : 0,
  };
}

export function caseFieldsOf(row: CaseRecord): Omit<CaseFields, 'parties'> {
  return {
    title: row.title,
    disputeType: row.dispute_type,
    disputeSubType: row.dispute_sub_type,
    source: row.source,
    referralSource: row.referral_source,
    referralBody: row.referral_body,
    referralNumber: row.referral_number,
    appliedOn: row.applied_on,
    areaId: row.area_id,
    facts: row.facts,
    requests: JSON.parse(row.requests) as string[],
    claimedFen: row.claimed_fen,
    closedToPublic: row.closed_to_public === 1,
  };
}
