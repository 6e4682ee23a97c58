import { userNames } from '../people/public.ts';
import { AppError, fieldError } from '../platform/app-error.ts';
import type { Reader, Writer } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { CaseMediators } from './entities.ts';

export interface MediatorChoice {
  userId: string;
  lead: boolean;
  chosenBy: 'committee' | 'parties';
}

/** Mediators of a case, the leading one first. */
export async function mediatorsOf(
  tx: Reader,
  caseId: string,
): Promise<(MediatorChoice & { name: string })[]> {
  const rows = await tx.find(CaseMediators).find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  const names = await userNames(
    tx,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => ({
    userId: row.user_id,
    name: names.get(row.user_id) ?? '',
    lead: row.lead === 1,
    chosenBy: row.chosen_by,
  }));
}

/** Mediators of a case with the moment they were put on it, where that is known. */
export async function mediatorsAssigned(
  tx: Reader,
  caseId: string,
): Promise<{ name: string; assignedAt: string | null }[]> {
  return tx.all(
    `SELECT u.display_name AS name, m.assigned_at AS assignedAt FROM case_mediators m JOIN users u ON u.id = m.user_id
     WHERE m.case_id = ? ORDER BY m.position`,
    [caseId],
  );
}

/**
 * Who mediates from now on (人民调解法 art. 19: one or several, appointed or chosen). Exactly one leads: the first, when
 * none is marked. Errors: `case.mediatorMissing` when one is no active mediator of the committee; `case.mediatorRecused`;
 * `input.invalid` for a person named twice or two who lead.
 */
export async function replaceMediators(
  context: CommandContext,
  caseId: string,
  choices: readonly MediatorChoice[],
): Promise<void> {
  const { tx, actor, now } = context;
  choices.forEach((choice, index) => {
    if (choices.findIndex((other) => other.userId === choice.userId) !== index) {
      throw fieldError(`mediators.${index}.userId`, 'field.duplicate');
    }
  });
  const leads = choices.filter((choice) => choice.lead);
  if (leads.length > 1) throw fieldError('mediators', 'field.oneLead');
  await requireMediators(context, choices);
  await refuseRecused(tx, caseId, choices);
  const lead = leads[0] ?? choices[0];
  const ordered = [...choices].sort((a, b) => Number(b === lead) - Number(a === lead));
  const before = await tx.find(CaseMediators).findBy({ case_id: caseId });
  for (const row of before) {
    if (!choices.some((choice) => choice.userId === row.user_id)) await forgetDrafts(tx, caseId, row.user_id);
  }
  await tx.run('DELETE FROM case_mediators WHERE case_id = ?', [caseId]);
  await tx.insert(
    CaseMediators,
    ordered.map((choice, position) => {
      // Who put a mediator on the case stays on record while the mediator stays: caucus notes depend on it.
      const kept = before.find((row) => row.user_id === choice.userId);
      return {
        case_id: caseId,
        user_id: choice.userId,
        position,
        lead: choice === lead ? 1 : 0,
        chosen_by: choice.chosenBy,
        assigned_by: kept ? (kept.assigned_by ?? null) : actor.userId,
        assigned_at: kept ? (kept.assigned_at ?? null) : now,
      };
    }),
  );
}

/** A mediator who stepped back leaves the case; the next in line leads it then. */
export async function leaveCase(tx: Writer, caseId: string, userId: string): Promise<void> {
  await tx.run('DELETE FROM case_mediators WHERE case_id = ? AND user_id = ?', [caseId, userId]);
  await tx.run(
    `UPDATE case_mediators SET lead = 1 WHERE case_id = ?1
       AND position = (SELECT MIN(position) FROM case_mediators WHERE case_id = ?1)
       AND NOT EXISTS (SELECT 1 FROM case_mediators WHERE case_id = ?1 AND lead = 1)`,
    [caseId],
  );
  await forgetDrafts(tx, caseId, userId);
}

/** Whoever leaves a case keeps no half-typed words of its private talks. */
async function forgetDrafts(tx: Writer, caseId: string, userId: string): Promise<void> {
  await tx.run('DELETE FROM drafts WHERE user_id = ? AND key LIKE ?', [userId, `caucus:${caseId}:%`]);
}

async function refuseRecused(tx: Reader, caseId: string, choices: readonly MediatorChoice[]): Promise<void> {
  const recused = await tx.all<{ user_id: string }>(
    `SELECT user_id FROM recusals WHERE case_id = ? AND decision = 'granted'`,
    [caseId],
  );
  const at = choices.findIndex((choice) => recused.some((row) => row.user_id === choice.userId));
  if (at < 0) return;
  throw new AppError('case.mediatorRecused', {
    fields: { [`mediators.${at}.userId`]: { code: 'field.recused' } },
  });
}

async function requireMediators(
  { tx, actor }: CommandContext,
  choices: readonly MediatorChoice[],
): Promise<void> {
  const fit = await tx.all<{ id: string }>(
    `SELECT id FROM users WHERE committee_id = ? AND active = 1 AND id IN (SELECT value FROM json_each(?))
       AND EXISTS (SELECT 1 FROM user_roles WHERE user_id = users.id AND role IN ('mediator', 'administrator'))`,
    [actor.committee.id, JSON.stringify(choices.map((choice) => choice.userId))],
  );
  const known = new Set(fit.map((row) => row.id));
  const wrong = choices.findIndex((choice) => !known.has(choice.userId));
  if (wrong === -1 && choices.length > 0) return;
  throw new AppError('case.mediatorMissing', {
    fields: { [`mediators.${Math.max(wrong, 0)}.userId`]: { code: 'field.notAMediator' } },
  });
}
