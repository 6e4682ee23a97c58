import type { AgreementFields } from '../../contract/mediation/agreement-values.ts';
import type { CaseParty } from '../../contract/mediation/case-values.ts';
import type {
  JointBody,
  LineKind,
  MedicalFields,
  ReachedThreshold,
  TrafficFields,
} from '../../contract/mediation/line-values.ts';

/** Words of `seeds/reference/checker-terms.json` in force in the committee’s region. */
export interface CheckerTerm {
  code: string;
  kind: string;
  words: readonly string[];
  /** What to write in its place. */
  instead: string;
  source: string;
  verified: boolean;
}

/** What a case holds of its special line; each part is `null` while nothing was entered. */
export interface LineFacts {
  line: LineKind | null;
  closedToPublic: boolean;
  /** Thresholds that the case’s amount has reached in the committee’s region. */
  effects: readonly ReachedThreshold[];
  medical: MedicalFields | null;
  traffic: TrafficFields | null;
  /** What the formula of a property charge comes to, in 分. */
  chargeDueFen: number | null;
  /** Rest of a wage sheet, in 分, and whether the sheet is printed with the agreement. */
  wages: { restFen: number; inAnnex: boolean } | null;
  joint: readonly JointBody[];
}

export const noLine: LineFacts = {
  line: null,
  closedToPublic: true,
  effects: [],
  medical: null,
  traffic: null,
  chargeDueFen: null,
  wages: null,
  joint: [],
};

/** Everything the checker looks at: values in, remarks out. */
export interface CheckInput {
  agreement: AgreementFields;
  parties: readonly CaseParty[];
  disputeType: string;
  claimedFen: number | null;
  acceptedOn: string | null;
  /** End of the term of mediation. */
  termOn: string | null;
  /** When the agreement that this one replaces was concluded: its days of performance may be named again. */
  formerConcludedOn?: string | null;
  mediatorCount: number;
  today: string;
  terms: readonly CheckerTerm[];
  /** Those days of performance that are days off by the calendar of the region. */
  daysOff: readonly string[];
  /** Last day on which an insurer can be told of a session of that day, where a rule in force sets one. */
  insurerToldBy: Readonly<Record<string, string>>;
  line: LineFacts;
}

export const nameOf = (input: CheckInput, partyId: string): string =>
  input.parties.find((party) => party.id === partyId)?.name ?? '';

export const wordsOf = (input: CheckInput, kind: string): string[] =>
  input.terms.filter((term) => term.kind === kind).flatMap((term) => [...term.words]);

/** All that the agreement says in its clauses and on performance. */
export const termsText = ({ agreement }: CheckInput): string =>
  [agreement.performance, ...agreement.clauses.map((clause) => clause.text)].join('\n');

/** Whether the parties are told of judicial confirmation or want it; the words are data. */
export const speaksOfConfirmation = (input: CheckInput): boolean => {
  const text = termsText(input);
  return wordsOf(input, 'judicialConfirmation').some((word) => text.includes(word));
};
