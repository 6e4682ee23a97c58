import { AppError, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { CaseContext } from '../case-store.ts';
import { CaucusNotes } from './entities.ts';

/*
 * The words of a caucus are the mediators’ of the case and nobody else’s (人民调解法 art. 15): not the administrator’s, the
 * clerk’s, the auditor’s, nor another mediator’s. Who they are is asked of the database in the statement that reads:
 * a row of case_mediators for this account and this case. Who put himself on the case opens only what is written from
 * then on, so that nobody becomes a reader by his own hand.
 */
const mayRead = `EXISTS (SELECT 1 FROM case_mediators m
   WHERE m.case_id = s.case_id AND m.user_id = ?1
     AND (m.assigned_by IS NOT m.user_id OR m.assigned_at < n.written_at OR n.written_by = m.user_id))`;

export interface CaucusNote {
  version: number;
  text: string;
  changedAt: string;
}

/**
 * The one reader of notes. Null: this caucus has none. Errors: `case.notItsMediator`, also where there is no such
 * caucus, so that the answer tells a stranger nothing.
 */
export async function readCaucusNote(
  context: Pick<CaseContext, 'tx' | 'actor'>,
  caseId: string,
  sessionId: string,
): Promise<CaucusNote | null> {
  const { tx, actor } = context;
  await requireItsMediator(tx, actor.userId, caseId);
  const note = await tx.get<{ version: number; body: string; changed_at: string; readable: number }>(
    `SELECT n.version, n.changed_at, ${mayRead} AS readable, CASE WHEN ${mayRead} THEN n.body ELSE '' END AS body
     FROM caucus_notes n JOIN mediation_sessions s ON s.id = n.session_id
     WHERE s.case_id = ?2 AND n.session_id = ?3`,
    [actor.userId, caseId, sessionId],
  );
  if (!note) return null;
  if (note.readable !== 1) throw new AppError('case.notItsMediator');
  return { version: note.version, text: note.body, changedAt: note.changed_at };
}

/**
 * The caucuses of a case that this account may know of, in their order, and whether there is a note; no words. For everybody
 * else there was none: that a mediator met one side alone tells much of what was said. One without a note is seen by whom
 * a note written together with it would be open to.
 */
export async function caucusesInSight(
  context: Pick<CaseContext, 'tx' | 'actor'>,
  caseId: string,
): Promise<Map<string, 'none' | 'readable'>> {
  const rows = await context.tx.all<{ id: string; noted: number }>(
    `SELECT s.id, n.session_id IS NOT NULL AS noted
     FROM mediation_sessions s LEFT JOIN caucus_notes n ON n.session_id = s.id
     WHERE s.case_id = ?2 AND s.kind = 'caucus' AND EXISTS (SELECT 1 FROM case_mediators m
       WHERE m.case_id = s.case_id AND m.user_id = ?1
         AND (m.assigned_by IS NOT m.user_id OR m.assigned_at < coalesce(n.written_at, s.recorded_at)
           OR coalesce(n.written_by, s.recorded_by) = m.user_id))
     ORDER BY s.number`,
    [context.actor.userId, caseId],
  );
  return new Map(rows.map((row) => [row.id, row.noted === 1 ? 'readable' : 'none']));
}

/**
 * Writes or corrects the note of a caucus; the caller has made sure that the session is one of the case. Answers the new
 * version. Errors: `case.notItsMediator`; `record.stale`.
 */
export async function writeCaucusNote(
  context: CommandContext,
  caseId: string,
  sessionId: string,
  note: { version?: number | undefined; text: string },
): Promise<number> {
  const { tx, actor, now } = context;
  const before = await readCaucusNote(context, caseId, sessionId);
  if (!before) {
    await tx.insert(CaucusNotes, {
      session_id: sessionId,
      version: 1,
      body: note.text,
      written_by: actor.userId,
      written_at: now,
      changed_by: actor.userId,
      changed_at: now,
    });
    return 1;
  }
  requireVersion(before.version, note.version);
  await tx.run(
    'UPDATE caucus_notes SET version = version + 1, body = ?, changed_by = ?, changed_at = ? WHERE session_id = ?',
    [note.text, actor.userId, now, sessionId],
  );
  return before.version + 1;
}

export const mediatesCase = async (tx: Reader, userId: string, caseId: string): Promise<boolean> =>
  (await tx.get('SELECT 1 FROM case_mediators WHERE case_id = ? AND user_id = ?', [caseId, userId])) !==
  undefined;

/** Errors: `case.notItsMediator`. */
export async function requireItsMediator(tx: Reader, userId: string, caseId: string): Promise<void> {
  if (!(await mediatesCase(tx, userId, caseId))) throw new AppError('case.notItsMediator');
}
