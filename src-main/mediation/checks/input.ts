import type { AgreementFields, CaseParty } from '../../contract/mediation.ts';

/** Words of `seeds/reference/checker-terms.json` in force in the committee’s region. */
export interface CheckerTerm {
  code: string;
  kind: string;
  words: readonly string[];
  /** What to write in its place. */
  instead: string;
  source: string;
}

/** Everything the checker looks at: values in, remarks out. */
export interface CheckInput {
  agreement: AgreementFields;
  parties: readonly CaseParty[];
  disputeType: string;
  claimedFen: number | null;
  acceptedOn: string | null;
  /** End of the term of mediation. */
  termOn: string | null;
  mediatorCount: number;
  today: string;
  terms: readonly CheckerTerm[];
}

export const nameOf = (input: CheckInput, partyId: string): string =>
  input.parties.find((party) => party.id === partyId)?.name ?? '';

export const wordsOf = (input: CheckInput, kind: string): string[] =>
  input.terms.filter((term) => term.kind === kind).flatMap((term) => [...term.words]);
