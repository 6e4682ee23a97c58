import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import type { CheckInput } from './input.ts';
import { nameOf, wordsOf } from './input.ts';

const ART_29 = '人民调解法 art. 29';
const PRACTICE = 'practice: a term that cannot be told apart cannot be performed';

/** Every clause says who owes what to whom, and by when. */
export function checkClauses(input: CheckInput): Finding[] {
  return [
    ...input.agreement.clauses.flatMap((clause, index) => checkClause(input, clause, index)),
    ...checkBystanders(input),
  ];
}

function checkClause(input: CheckInput, clause: Clause, index: number): Finding[] {
  const findings: Finding[] = [];
  const place = `clauses.${index}`;
  const number = { clause: index + 1 };
  const names = clause.kind === 'payment' || clause.kind === 'apology';

  if (clause.text === '' && clause.kind === 'payment') {
    findings.push(remark('warning', 'paymentPurposeMissing', `${place}.text`, ART_29, number));
  }
  if (clause.text === '' && (clause.kind === 'act' || clause.kind === 'other')) {
    findings.push(remark('error', 'clauseTextMissing', `${place}.text`, ART_29, number));
  }
  if (clause.debtorIds.length === 0 && clause.kind !== 'other') {
    findings.push(
      remark(names ? 'error' : 'warning', 'clauseDebtorMissing', `${place}.debtorIds`, ART_29, number),
    );
  }
  if (clause.creditorIds.length === 0 && names) {
    findings.push(remark('error', 'clauseCreditorMissing', `${place}.creditorIds`, ART_29, number));
  }
  for (const [side, ids] of [
    ['debtorIds', clause.debtorIds],
    ['creditorIds', clause.creditorIds],
  ] as const) {
    if (ids.some((id) => nameOf(input, id) === '')) {
      findings.push(remark('error', 'clausePartyUnknown', `${place}.${side}`, ART_29, number));
    }
  }
  const both = names ? clause.debtorIds.find((id) => clause.creditorIds.includes(id)) : undefined;
  if (both !== undefined) {
    const params = { ...number, name: nameOf(input, both) };
    findings.push(remark('error', 'clausePartySame', `${place}.creditorIds`, PRACTICE, params));
  }
  findings.push(...checkSharing(input, clause, place, index), ...checkDue(input, clause, place, index));
  return findings;
}

/** Several who pay: jointly, or each a share? The words that say it are data. */
function checkSharing(input: CheckInput, clause: Clause, place: string, index: number): Finding[] {
  const count = clause.debtorIds.length;
  if (clause.kind !== 'payment' || count < 2) return [];
  const text = `${clause.text}${clause.amountText}${input.agreement.performance}`;
  if (wordsOf(input, 'sharing').some((word) => text.includes(word))) return [];
  return [
    remark('warning', 'severalDebtorsUnclear', `${place}.debtorIds`, PRACTICE, { clause: index + 1, count }),
  ];
}

/** Manner and time limit of performance (art. 29 (3)): in the clause, in its instalments, or for all of them together. */
function checkDue(input: CheckInput, clause: Clause, place: string, index: number): Finding[] {
  const told =
    clause.dueOn !== null ||
    clause.dueText !== '' ||
    clause.instalments.length > 0 ||
    input.agreement.performance !== '';
  if (told || clause.kind === 'other') return [];
  const severity = clause.kind === 'payment' ? 'error' : 'warning';
  return [remark(severity, 'clauseDueMissing', `${place}.dueOn`, ART_29, { clause: index + 1 })];
}

function checkBystanders(input: CheckInput): Finding[] {
  const named = new Set(
    input.agreement.clauses.flatMap((clause) => [...clause.debtorIds, ...clause.creditorIds]),
  );
  if (named.size === 0) return [];
  return input.parties.flatMap((party, index) =>
    named.has(party.id)
      ? []
      : [remark('hint', 'partyWithoutClause', `parties.${index}`, PRACTICE, { name: party.name })],
  );
}
