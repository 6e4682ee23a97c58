import type { CaseParty } from '../contract/mediation/case-values.ts';
import { partyColumnsOf, partyFieldsOf, rememberParty } from '../people/public.ts';
import { AppError, fieldError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { maskAddress, maskIdNumber, maskPhone } from '../platform/masking.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import {
  CaseParties,
  CaseRepresentatives,
  type CasePartyRecord,
  type CaseRepresentativeRecord,
} from './entities.ts';
import { leaveCaucuses } from './proceedings/caucus-store.ts';

export type StoredParty = CaseParty & { directoryId: string };

/** The parties of a case in their order, in full. */
export async function partiesOf(tx: Reader, caseId: string): Promise<StoredParty[]> {
  const rows = await tx.find(CaseParties).find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  const representatives = await tx.all<CaseRepresentativeRecord>(
    `SELECT r.* FROM case_representatives r JOIN case_parties p ON p.id = r.party_id
     WHERE p.case_id = ? ORDER BY p.position, r.position`,
    [caseId],
  );
  return rows.map((row) =>
    partyOf(
      row,
      representatives.filter((one) => one.party_id === row.id),
    ),
  );
}

export function maskParty(party: StoredParty): StoredParty {
  return {
    ...party,
    phone: maskPhone(party.phone),
    address: maskAddress(party.address),
    idNumber: maskIdNumber(party.idNumber),
    representatives: party.representatives.map((one) => ({
      ...one,
      phone: maskPhone(one.phone),
      idNumber: maskIdNumber(one.idNumber),
    })),
  };
}

/**
 * Makes the parties of a case what was typed: known ids are changed, new ones added, missing ones removed. A value that
 * comes back exactly as it was masked is what is on file. New parties enter the directory. Errors: `input.invalid` for a
 * repeated id; `record.duplicate` for an id of another case; `record.inUse` when an agreement names a removed party
 * (a caucus alone does not hold it: that would tell of the caucus);
 * `agreement.alreadyIssued` for another kind, name or role, or a new party, once the agreement is issued.
 */
export async function replaceParties(
  context: CommandContext,
  caseId: string,
  parties: readonly CaseParty[],
): Promise<void> {
  const { tx } = context;
  await refuseForeignIds(tx, caseId, parties);
  const onFile = new Map((await partiesOf(tx, caseId)).map((party) => [party.id, party]));
  await removeParties(
    context,
    [...onFile.values()].filter((party) => !parties.some((one) => one.id === party.id)),
  );
  if (await agreementIssued(tx, caseId)) refuseOtherPeople(onFile, parties);
  // Out of the way of the unique positions while they change.
  await tx.run('UPDATE case_parties SET position = -1 - position WHERE case_id = ?', [caseId]);
  for (const [position, typed] of parties.entries()) {
    const before = onFile.get(typed.id);
    const party = before ? completed(typed, before) : typed;
    const directoryId = await rememberParty(
      context,
      directoryFields(party),
      party.directoryId ?? before?.directoryId,
    );
    const columns = { ...partyColumns(party), position, directory_id: directoryId };
    if (before) await tx.update(CaseParties, party.id, columns);
    else await tx.insert(CaseParties, { id: party.id, case_id: caseId, ...columns });
    await replaceRepresentatives(context, party, before);
  }
}

async function refuseForeignIds(tx: Reader, caseId: string, parties: readonly CaseParty[]): Promise<void> {
  const seen = new Set<string>();
  for (const [index, party] of parties.entries()) {
    if (seen.has(party.id)) throw fieldError(`case.parties.${index}.id`, 'field.duplicate');
    seen.add(party.id);
  }
  const foreign = await tx.get(
    'SELECT 1 FROM case_parties WHERE case_id <> ? AND id IN (SELECT value FROM json_each(?))',
    [caseId, JSON.stringify([...seen])],
  );
  if (foreign) throw new AppError('record.duplicate', { params: { what: 'party' } });
}

const agreementIssued = async (tx: Reader, caseId: string): Promise<boolean> =>
  (await tx.get('SELECT 1 FROM agreements WHERE case_id = ? AND issued_document_id IS NOT NULL', [
    caseId,
  ])) !== undefined;

/** Who stands in the issued paper stays who it is; how to reach them may still be corrected. */
function refuseOtherPeople(onFile: ReadonlyMap<string, StoredParty>, parties: readonly CaseParty[]): void {
  for (const party of parties) {
    const before = onFile.get(party.id);
    const same = before?.kind === party.kind && before.name === party.name && before.role === party.role;
    if (!same) throw new AppError('agreement.alreadyIssued');
  }
}

async function removeParties(context: CommandContext, parties: readonly StoredParty[]): Promise<void> {
  const { tx } = context;
  for (const party of parties) {
    const named = await tx.get(
      `SELECT 1 FROM clause_parties WHERE party_id = ?1
       UNION ALL SELECT 1 FROM agreement_responsibilities WHERE party_id = ?1
       UNION ALL SELECT 1 FROM case_parties p JOIN agreements a ON a.case_id = p.case_id
         WHERE p.id = ?1 AND a.issued_document_id IS NOT NULL
       UNION ALL SELECT 1 FROM case_evidence WHERE provider_party_id = ?1
       UNION ALL SELECT 1 FROM recusals WHERE party_id = ?1
       UNION ALL SELECT 1 FROM recusal_requests WHERE party_id = ?1
       UNION ALL SELECT 1 FROM offer_parties WHERE party_id = ?1
       UNION ALL SELECT 1 FROM service_addresses WHERE party_id = ?1`,
      [party.id],
    );
    if (named) throw new AppError('record.inUse', { params: { name: party.name } });
    await leaveCaucuses(context, party);
    await tx.run('DELETE FROM case_parties WHERE id = ?', [party.id]);
  }
}

async function replaceRepresentatives(
  { tx, services }: CommandContext,
  party: CaseParty,
  before?: StoredParty,
) {
  await tx.run('DELETE FROM case_representatives WHERE party_id = ?', [party.id]);
  if (party.representatives.length === 0) return;
  const known = new Set(before?.representatives.map((one) => one.id));
  await tx.insert(
    CaseRepresentatives,
    party.representatives.map((one, position) => ({
      // An id that this party’s representatives did not have before is not taken from the outside.
      id: one.id !== undefined && known.delete(one.id) ? one.id : services.ids.next(),
      party_id: party.id,
      position,
      kind: one.kind,
      name: one.name,
      relation: one.relation,
      scope: one.kind === 'guardian' ? ('byLaw' as const) : one.scope,
      authority: one.authority,
      phone: one.phone,
      id_number: one.idNumber,
    })),
  );
}

function completed(typed: CaseParty, before: StoredParty): CaseParty {
  const masked = maskParty(before);
  const keep = (value: string, shown: string, full: string) =>
    value.includes('*') && value === shown ? full : value;
  return {
    ...typed,
    // Who has been asked has been asked: a form that does not know does not take it back.
    consents: typed.consents ?? before.consents,
    phone: keep(typed.phone, masked.phone, before.phone),
    address: keep(typed.address, masked.address, before.address),
    idNumber: keep(typed.idNumber, masked.idNumber, before.idNumber),
    representatives: typed.representatives.map((one) => {
      const at = before.representatives.findIndex((other) => other.id === one.id);
      const [full, shown] = [before.representatives[at], masked.representatives[at]];
      if (!full || !shown) return one;
      return {
        ...one,
        phone: keep(one.phone, shown.phone, full.phone),
        idNumber: keep(one.idNumber, shown.idNumber, full.idNumber),
      };
    }),
  };
}

function directoryFields(party: CaseParty) {
  const {
    id: _id,
    role: _role,
    directoryId: _directoryId,
    consents: _consents,
    representatives: _agents,
    ...fields
  } = party;
  return fields;
}

function partyOf(row: CasePartyRecord, representatives: readonly CaseRepresentativeRecord[]): StoredParty {
  return {
    id: row.id,
    role: row.role,
    directoryId: row.directory_id,
    consents: row.consents === null ? null : row.consents === 1,
    ...partyFieldsOf(row),
    representatives: representatives.map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      relation: one.relation,
      scope: one.scope,
      authority: one.authority,
      phone: one.phone,
      idNumber: one.id_number,
    })),
  };
}

const partyColumns = (party: CaseParty) => ({
  ...partyColumnsOf(party),
  role: party.role,
  consents: party.consents === null ? null : party.consents ? 1 : 0,
});
