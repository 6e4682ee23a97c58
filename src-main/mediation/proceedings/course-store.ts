import { fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { caseById, stageAfter } from '../case-store.ts';
import { termsOf } from '../deadlines/terms-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import type { CaseRecord } from '../entities.ts';
import { isOpen, type CaseEvent } from '../stage.ts';

/** The case, its stage after the event, and what every new row about it carries. */
export interface Course {
  row: CaseRecord;
  stage: CaseRecord['stage'];
  /** Columns of a row that is written down now. */
  recorded: { late: number; recorded_by: string; recorded_at: string };
}

/**
 * Begins a command on the course of a case. `heldOn`: the day that the row tells of.
 * Errors: `record.notFound`, `case.stageForbids`.
 */
export async function courseOf(
  context: CommandContext,
  caseId: string,
  event: CaseEvent,
  heldOn?: string,
): Promise<Course> {
  const row = await caseById(context, caseId);
  const stage = stageAfter(row, event);
  const late = heldOn === undefined ? !isOpen(row.stage) : await isLate(context, row, heldOn);
  return {
    row,
    stage,
    recorded: { late: late ? 1 : 0, recorded_by: context.actor.userId, recorded_at: context.now },
  };
}

/** Whether what happened on a day is entered long after it (`sessionEntry`, a term of the reference data), or after the end of the case. */
export async function isLate(context: CommandContext, row: CaseRecord, happenedOn: string): Promise<boolean> {
  const inTime = (await termsOf(context, row))('sessionEntry', happenedOn);
  return !isOpen(row.stage) || (inTime !== null && context.today > inTime);
}

/** A talk of one day: it has happened, not before the case began, and ends after its start. */
export function requireHeld(
  path: string,
  held: { heldOn: string; startsAt: string; endsAt: string },
  today: string,
  earliest: string | null,
): void {
  requirePast(`${path}.heldOn`, held.heldOn, today);
  requireNotBefore(`${path}.heldOn`, held.heldOn, earliest);
  if (held.startsAt >= held.endsAt) throw fieldError(`${path}.endsAt`, 'field.endBeforeStart');
}

/** Names of the parties of a case by id. */
export async function partyNames(tx: Reader, caseId: string): Promise<Map<string, string>> {
  const rows = await tx.all<{ id: string; name: string }>(
    'SELECT id, name FROM case_parties WHERE case_id = ? ORDER BY position',
    [caseId],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Errors: `input.invalid` beside the field when somebody is no party of this case. */
export async function requireParties(
  tx: Reader,
  caseId: string,
  path: string,
  ids: readonly (string | null)[],
): Promise<void> {
  const known = await partyNames(tx, caseId);
  if (ids.some((id) => id !== null && !known.has(id))) throw fieldError(path, 'field.unknownReference');
}

/** Place of a new row in a numbered list of a case. */
export async function nextNumber(
  tx: Reader,
  table: 'case_evidence' | 'investigations' | 'dispute_issues' | 'mediation_sessions',
  caseId: string,
): Promise<number> {
  const row = await tx.get<{ last: number | null }>(
    `SELECT MAX(number) AS last FROM ${table} WHERE case_id = ?`,
    [caseId],
  );
  return (row?.last ?? 0) + 1;
}

/** Names of the columns whose value differs: what an audit row may tell without telling the values. */
export const changedColumns = <T extends object>(before: T, columns: Partial<T>): string[] =>
  Object.entries(columns)
    .filter(([name, value]) => before[name as keyof T] !== value)
    .map(([name]) => name);
