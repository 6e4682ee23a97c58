import type { RetentionTerm } from '../../contract/mediation/archive.ts';

/** What the term of a dossier is chosen from. */
export interface EndedCase {
  disputeType: string;
  disputeSubType: string;
  ended: 'agreement' | 'termination';
  /** Form of the agreement; null after a termination. */
  form: 'written' | 'oral' | null;
  outcome: string | null;
  /** In 分; null when the agreement has no fixed sum. */
  amountFen: number | null;
  parties: number;
  /** Civil date on which the case was over. */
  endedOn: string;
}

/** A record of retention-rules.json; empty lists and nulls are no condition. */
export interface RetentionRule {
  code: string;
  rank: number;
  name: string;
  source: string;
  term: RetentionTerm;
  disputeTypes: readonly string[];
  disputeSubTypes: readonly string[];
  outcomes: readonly string[];
  ended: readonly string[];
  forms: readonly string[];
  fromFen: number | null;
  fromParties: number | null;
}

export interface RetentionYears {
  code: RetentionTerm;
  years: number | null;
  countedFrom: 'nextYear' | 'end';
}

/** The rule of the lowest rank whose every condition holds; undefined when the data has none for this case. */
export function retentionRuleFor<R extends RetentionRule>(
  rules: readonly R[],
  ended: EndedCase,
): R | undefined {
  return [...rules].sort((a, b) => a.rank - b.rank).find((rule) => applies(rule, ended));
}

/**
 * Last day of a term of `years`, counted from 1 January after the end or from the day of the end itself; null for ever.
 * A term from 29 February ends on 28 February of a common year.
 */
export function retainUntil(
  endedOn: string,
  years: number | null,
  countedFrom: RetentionYears['countedFrom'],
): string | null {
  if (years === null) return null;
  const year = Number(endedOn.slice(0, 4)) + years;
  if (countedFrom === 'nextYear') return `${year}-12-31`;
  const day = endedOn.slice(4);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}${day === '-02-29' && !isLeap ? '-02-28' : day}`;
}

function applies(rule: RetentionRule, ended: EndedCase): boolean {
  const isOfType =
    (rule.disputeTypes.length === 0 && rule.disputeSubTypes.length === 0) ||
    rule.disputeTypes.includes(ended.disputeType) ||
    rule.disputeSubTypes.includes(ended.disputeSubType);
  const among = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    isOfType &&
    among(rule.outcomes, ended.outcome) &&
    among(rule.ended, ended.ended) &&
    among(rule.forms, ended.form) &&
    (rule.fromFen === null || (ended.amountFen ?? 0) >= rule.fromFen) &&
    (rule.fromParties === null || ended.parties >= rule.fromParties)
  );
}
