import type { OfferFields } from '../../contract/mediation/proceedings-fields.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import {
  DisputeIssues,
  OfferParties,
  type IssueRecord,
  type OfferPartyRecord,
  type OfferRecord,
} from './entities.ts';
import type { ChainOffer } from './offer-chain.ts';

/** An offer with its people: what was typed, and its row. */
export interface StoredOffer {
  record: OfferRecord;
  fields: OfferFields;
}

export async function issuesOf(tx: Reader, caseId: string): Promise<IssueRecord[]> {
  return tx.find(DisputeIssues).find({ where: { case_id: caseId }, order: { number: 'ASC' } });
}

/** Every offer of a case, or of one of its issues, in the order in which they were written down. */
export async function offersOf(tx: Reader, caseId: string, issueId?: string): Promise<StoredOffer[]> {
  const where = issueId === undefined ? 'case_id = ?' : 'case_id = ? AND issue_id = ?';
  const params = issueId === undefined ? [caseId] : [caseId, issueId];
  const records = await tx.all<OfferRecord>(
    `SELECT * FROM offers WHERE ${where} ORDER BY issue_id, number`,
    params,
  );
  const parties = await tx.all<OfferPartyRecord>(
    `SELECT * FROM offer_parties WHERE offer_id IN (SELECT id FROM offers WHERE ${where})
     ORDER BY offer_id, side, position`,
    params,
  );
  return records.map((record) => {
    const side = (name: OfferPartyRecord['side']) =>
      parties.filter((one) => one.offer_id === record.id && one.side === name).map((one) => one.party_id);
    return {
      record,
      fields: {
        issueId: record.issue_id,
        counterTo: record.counter_to,
        by: record.made_by,
        fromIds: side('from'),
        toIds: side('to'),
        offeredOn: record.offered_on,
        kind: record.kind,
        text: record.text,
        amountFen: record.amount_fen,
        debtorIds: side('debtor'),
        creditorIds: side('creditor'),
        dueOn: record.due_on,
        dueText: record.due_text,
        manner: record.manner,
        note: record.note,
      },
    };
  });
}

/** One offer and the chain of its issue. Errors: `record.notFound`. */
export async function offerById(
  tx: Reader,
  caseId: string,
  id: string,
): Promise<{ offer: StoredOffer; chain: ChainOffer[] }> {
  const place = await tx.get<{ issue_id: string }>(
    'SELECT issue_id FROM offers WHERE id = ? AND case_id = ?',
    [id, caseId],
  );
  const all = place ? await offersOf(tx, caseId, place.issue_id) : [];
  const offer = all.find((one) => one.record.id === id);
  if (!offer) throw notFound('offer');
  return { offer, chain: chainOf(all) };
}

export const chainOf = (offers: readonly StoredOffer[]): ChainOffer[] =>
  offers.map(({ record, fields }) => ({
    id: record.id,
    counterTo: record.counter_to,
    by: record.made_by,
    fromIds: fields.fromIds,
    toIds: fields.toIds,
    offeredOn: record.offered_on,
    answer: record.answer,
    answeredOn: record.answered_on,
  }));

/** Ids of the offers that stand in the agreement: a clause made from an offer carries its id. */
export async function offersInAgreement(tx: Reader, caseId: string): Promise<Set<string>> {
  const rows = await tx.all<{ id: string }>(
    `SELECT c.id FROM agreement_clauses c JOIN agreements a ON a.id = c.agreement_id
     WHERE a.case_id = ? AND c.id IN (SELECT id FROM offers WHERE case_id = ?)`,
    [caseId, caseId],
  );
  return new Set(rows.map((row) => row.id));
}

export function offerColumns(fields: OfferFields) {
  return {
    made_by: fields.by,
    offered_on: fields.offeredOn,
    kind: fields.kind,
    text: fields.text,
    amount_fen: fields.kind === 'payment' ? fields.amountFen : null,
    due_on: fields.dueOn,
    due_text: fields.dueText,
    manner: fields.manner,
    note: fields.note,
  };
}

export async function replaceOfferParties(tx: Writer, id: string, fields: OfferFields): Promise<void> {
  const side = (name: OfferPartyRecord['side'], ids: readonly string[]) =>
    [...new Set(ids)].map((party_id, position) => ({ offer_id: id, side: name, position, party_id }));
  await tx.run('DELETE FROM offer_parties WHERE offer_id = ?', [id]);
  await tx.insert(OfferParties, [
    ...side('from', fields.by === 'party' ? fields.fromIds : []),
    ...side('to', fields.toIds),
    ...side('debtor', fields.debtorIds),
    ...side('creditor', fields.creditorIds),
  ]);
}
