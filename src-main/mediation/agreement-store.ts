import type { AgreementFields, Clause, SignatureAct } from '../contract/mediation/agreement-values.ts';
import { AppError, fieldError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { civilDateOfInstant } from '../platform/dates.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import {
  AgreementClauses,
  AgreementResponsibilities,
  Agreements,
  ClauseInstalments,
  ClauseParties,
  SignatureActs,
  type AgreementRecord,
  type ClausePartyRecord,
  type ClauseRecord,
  type InstalmentRecord,
} from './entities.ts';
import { keyOf } from './performance/schedule.ts';
import { droppedPerformance } from './performance/succession.ts';
import { clauseAmount, isPrintable, totalFen } from './totals.ts';

export interface StoredAgreement {
  record: AgreementRecord;
  fields: AgreementFields;
}

export async function agreementOf(tx: Reader, caseId: string): Promise<StoredAgreement | null> {
  const record = await tx.find(Agreements).findOneBy({ case_id: caseId });
  if (!record) return null;
  const responsibilities = await tx
    .find(AgreementResponsibilities)
    .find({ where: { agreement_id: record.id }, order: { position: 'ASC' } });
  return {
    record,
    fields: {
      form: record.form,
      facts: record.facts,
      issues: record.issues,
      responsibilities: responsibilities.map((one) => ({ partyId: one.party_id, text: one.text })),
      clauses: await clausesOf(tx, record.id),
      performance: record.performance,
      concludedOn: record.concluded_on,
      place: record.place,
      recorder: record.recorder,
    },
  };
}

/** What the next action and the list’s amount depend on. */
export async function agreementOutline(tx: Reader, caseId: string) {
  const stored = await agreementOf(tx, caseId);
  if (!stored) return null;
  const { record, fields } = stored;
  const issued = record.issued_document_id
    ? await tx.get<{ issued_at: string }>('SELECT issued_at FROM documents WHERE id = ?', [
        record.issued_document_id,
      ])
    : undefined;
  const total = totalFen(fields.clauses);
  const known = fields.clauses.some((clause) => clauseAmount(clause) !== null);
  return {
    form: record.form,
    clauses: fields.clauses,
    issuedOn: issued ? civilDateOfInstant(issued.issued_at) : null,
    effectiveOn: record.effective_on,
    // A sum that no document can carry is not one yet (`totalTooLarge`).
    amountFen: known && isPrintable(total) ? total : null,
  };
}

/**
 * Writes the terms of an agreement that is not yet issued. Errors: `input.invalid` for a repeated clause id or a party
 * of another case; `record.duplicate` for a clause id of another agreement; `agreement.clausePerformed`. Answers the new
 * version.
 */
export async function writeAgreement(
  context: CommandContext,
  caseId: string,
  before: AgreementRecord | null,
  fields: AgreementFields,
): Promise<number> {
  const { tx, services, now } = context;
  if (before?.issued_document_id) throw new AppError('agreement.alreadyIssued');
  const id = before?.id ?? services.ids.next();
  await refuseForeignIds(tx, caseId, id, fields);
  const columns = {
    form: fields.form,
    facts: fields.facts,
    issues: fields.issues,
    performance: fields.performance,
    concluded_on: fields.concludedOn,
    place: fields.place,
    recorder: fields.recorder,
    updated_at: now,
  };
  const version = (before?.version ?? 0) + 1;
  if (before) {
    await refuseDropped(tx, caseId, await clausesOf(tx, id), fields.clauses);
    await tx.update(Agreements, id, { ...columns, version });
    await clearTerms(tx, id, fields);
  } else {
    const unissued = { number: null, issued_document_id: null, effective_on: null };
    await tx.insert(Agreements, { id, case_id: caseId, version, created_at: now, ...unissued, ...columns });
  }
  await insertTerms(tx, id, fields);
  return version;
}

export async function actsOf(tx: Reader, agreementId: string): Promise<SignatureAct[]> {
  const rows = await tx.find(SignatureActs).find({ where: { agreement_id: agreementId } });
  return rows.map((row) => ({
    actor: row.actor,
    actorId: row.actor_id === '' ? null : row.actor_id,
    signature: row.signature === 1,
    fingerprint: row.fingerprint === 1,
    seal: row.seal === 1,
    doneOn: row.done_on,
  }));
}

/** The acts become exactly these; an act without a mark is forgotten. */
export async function replaceActs(
  context: CommandContext,
  agreementId: string,
  acts: readonly SignatureAct[],
): Promise<void> {
  await context.tx.run('DELETE FROM signature_acts WHERE agreement_id = ?', [agreementId]);
  const marked = acts.filter((act) => act.signature || act.fingerprint || act.seal);
  if (marked.length === 0) return;
  await context.tx.insert(
    SignatureActs,
    marked.map((act) => ({
      agreement_id: agreementId,
      actor: act.actor,
      actor_id: act.actorId ?? '',
      signature: act.signature ? 1 : 0,
      fingerprint: act.fingerprint ? 1 : 0,
      seal: act.seal ? 1 : 0,
      done_on: act.doneOn,
      recorded_by: context.actor.userId,
      recorded_at: context.now,
    })),
  );
}

async function clausesOf(tx: Reader, agreementId: string): Promise<Clause[]> {
  const clauses = await tx
    .find(AgreementClauses)
    .find({ where: { agreement_id: agreementId }, order: { position: 'ASC' } });
  const own =
    'clause_id IN (SELECT id FROM agreement_clauses WHERE agreement_id = ?) ORDER BY clause_id, position';
  const parties = await tx.all<ClausePartyRecord>(`SELECT * FROM clause_parties WHERE ${own}`, [agreementId]);
  const instalments = await tx.all<InstalmentRecord>(`SELECT * FROM clause_instalments WHERE ${own}`, [
    agreementId,
  ]);
  return clauses.map((row) => {
    const side = (name: ClausePartyRecord['side']) =>
      parties.filter((one) => one.clause_id === row.id && one.side === name).map((one) => one.party_id);
    return {
      id: row.id,
      kind: row.kind,
      text: row.text,
      debtorIds: side('debtor'),
      creditorIds: side('creditor'),
      amountFen: row.amount_fen,
      amountText: row.amount_text,
      dueOn: row.due_on,
      dueText: row.due_text,
      manner: row.manner,
      instalments: instalments
        .filter((one) => one.clause_id === row.id)
        .map((one) => ({ amountFen: one.amount_fen, dueOn: one.due_on, dueText: one.due_text })),
    };
  });
}

async function refuseForeignIds(
  tx: Reader,
  caseId: string,
  agreementId: string,
  fields: AgreementFields,
): Promise<void> {
  const parties = await tx.all<{ id: string }>('SELECT id FROM case_parties WHERE case_id = ?', [caseId]);
  const known = new Set(parties.map((party) => party.id));
  const seen = new Set<string>();
  for (const [index, clause] of fields.clauses.entries()) {
    if (seen.has(clause.id)) throw fieldError(`agreement.clauses.${index}.id`, 'field.duplicate');
    seen.add(clause.id);
    for (const side of ['debtorIds', 'creditorIds'] as const) {
      if (clause[side].some((id) => !known.has(id))) {
        throw fieldError(`agreement.clauses.${index}.${side}`, 'field.unknownReference');
      }
    }
  }
  fields.responsibilities.forEach((one, index) => {
    if (!known.has(one.partyId)) {
      throw fieldError(`agreement.responsibilities.${index}.partyId`, 'field.unknownReference');
    }
  });
  const foreign = await tx.get(
    'SELECT 1 FROM agreement_clauses WHERE agreement_id <> ? AND id IN (SELECT value FROM json_each(?))',
    [agreementId, JSON.stringify([...seen])],
  );
  if (foreign) throw new AppError('record.duplicate', { params: { what: 'clause' } });
}

/** What a former version has already seen performed is not struck out of the next. */
async function refuseDropped(
  tx: Reader,
  caseId: string,
  former: readonly Clause[],
  next: readonly Clause[],
): Promise<void> {
  const rows = await tx.all<{ id: string; clause_id: string; instalment: number; in_force: number }>(
    `SELECT e.id, e.clause_id, e.instalment, e.kind <> 'reversal'
         AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id) AS in_force
     FROM performance_entries e WHERE e.case_id = ?`,
    [caseId],
  );
  const performed = rows.map((row) => ({
    itemKey: keyOf(row.clause_id, row.instalment),
    clauseId: row.clause_id,
    inForce: row.in_force === 1,
  }));
  const dropped = droppedPerformance(former, next, performed);
  if (dropped >= 0) throw new AppError('agreement.clausePerformed', { params: { clause: dropped + 1 } });
}

/** The terms go, but for the clauses that stay by their id: receipts of a former version hang on them. */
async function clearTerms(
  tx: CommandContext['tx'],
  agreementId: string,
  { clauses }: AgreementFields,
): Promise<void> {
  const own = 'clause_id IN (SELECT id FROM agreement_clauses WHERE agreement_id = ?)';
  await tx.run(`DELETE FROM clause_parties WHERE ${own}`, [agreementId]);
  await tx.run(`DELETE FROM clause_instalments WHERE ${own}`, [agreementId]);
  await tx.run(
    'DELETE FROM agreement_clauses WHERE agreement_id = ? AND id NOT IN (SELECT value FROM json_each(?))',
    [agreementId, JSON.stringify(clauses.map((clause) => clause.id))],
  );
  // Out of the way of the unique places while they change.
  await tx.run('UPDATE agreement_clauses SET position = -1 - position WHERE agreement_id = ?', [agreementId]);
  await tx.run('DELETE FROM agreement_responsibilities WHERE agreement_id = ?', [agreementId]);
}

async function insertTerms(
  tx: CommandContext['tx'],
  agreementId: string,
  fields: AgreementFields,
): Promise<void> {
  const sides = (clause: Clause): ClausePartyRecord[] =>
    (['debtor', 'creditor'] as const).flatMap((side) =>
      [...new Set(side === 'debtor' ? clause.debtorIds : clause.creditorIds)].map((party_id, position) => ({
        clause_id: clause.id,
        side,
        position,
        party_id,
      })),
    );
  const clauses = fields.clauses.map((clause, position): ClauseRecord => ({
    id: clause.id,
    agreement_id: agreementId,
    position,
    kind: clause.kind,
    text: clause.text,
    amount_fen: clause.amountFen,
    amount_text: clause.amountText,
    due_on: clause.dueOn,
    due_text: clause.dueText,
    manner: clause.manner,
  }));
  await tx.insert(
    AgreementResponsibilities,
    fields.responsibilities.map((one, position) => ({
      agreement_id: agreementId,
      position,
      party_id: one.partyId,
      text: one.text,
    })),
  );
  const kept = new Set(
    (
      await tx.all<{ id: string }>('SELECT id FROM agreement_clauses WHERE agreement_id = ?', [agreementId])
    ).map(({ id }) => id),
  );
  for (const { id, ...columns } of clauses.filter((clause) => kept.has(clause.id))) {
    await tx.update(AgreementClauses, id, columns);
  }
  await tx.insert(
    AgreementClauses,
    clauses.filter((clause) => !kept.has(clause.id)),
  );
  await tx.insert(ClauseParties, fields.clauses.flatMap(sides));
  await tx.insert(
    ClauseInstalments,
    fields.clauses.flatMap((clause) =>
      clause.instalments.map((one, position) => ({
        clause_id: clause.id,
        position,
        amount_fen: one.amountFen,
        due_on: one.dueOn,
        due_text: one.dueText,
      })),
    ),
  );
}
