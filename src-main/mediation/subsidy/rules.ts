import {
  anyClass,
  type SubsidyCase,
  type SubsidyRow,
  type SubsidyStep,
} from '../../contract/mediation/subsidy.ts';

/** What the rules look at. `null`: not graded, not scored. */
export interface SubsidyFacts {
  classCode: string | null;
  form: SubsidyCase['form'];
  outcome: SubsidyCase['outcome'];
  performed: boolean;
  /** 0 to 100. */
  score: number | null;
}

export interface RateTable {
  classes: readonly { code: string; name: string }[];
  rows: readonly SubsidyRow[];
}

/** Why a table of rates gives no amount. */
export type NoAmount = 'classMissing' | 'classUnknown' | 'scoreMissing' | 'noRow' | 'ambiguous';

export interface SubsidyAnswer {
  /** In 分; `null` exactly when there is a `problem`. */
  amountFen: number | null;
  /** The row that decided, from 1. */
  row: number | null;
  problem: NoAmount | null;
  /** “Why this amount”, in order. */
  steps: SubsidyStep[];
}

/**
 * The amount that a table of rates gives a case (以案定补: class × form × outcome × performance × score, domain §1.8).
 * Of the rows that fit, the most specific wins: the one that asks for everything the others ask for, and more. When no
 * row is that one, the table is ambiguous and gives nothing; the order of the rows never decides.
 */
export function subsidyFor(table: RateTable, facts: SubsidyFacts): SubsidyAnswer {
  const name = table.classes.find(({ code }) => code === facts.classCode)?.name;
  const steps: SubsidyStep[] = [
    {
      code: 'facts',
      params: {
        class: name ?? '',
        form: facts.form,
        outcome: facts.outcome,
        performed: facts.performed ? 'yes' : 'no',
        score: facts.score ?? '',
      },
    },
  ];
  const refuse = (problem: NoAmount, params: SubsidyStep['params'] = {}): SubsidyAnswer => ({
    amountFen: null,
    row: null,
    problem,
    steps: [...steps, { code: problem, params }],
  });
  if (facts.classCode !== null && name === undefined) return refuse('classUnknown');

  const numbered = table.rows.map((row, index) => ({ row, number: index + 1 }));
  const possible = numbered.filter(({ row }) => fits(row, facts, 'unknownFits'));
  if (possible.length === 0) return refuse('noRow');
  // What is not known yet must not be decided by leaving out the rows that ask for it.
  if (facts.classCode === null && possible.some(({ row }) => row.class !== anyClass))
    return refuse('classMissing');
  if (facts.score === null && possible.some(({ row }) => row.minScore > 0)) return refuse('scoreMissing');

  for (const { row, number } of possible) steps.push({ code: 'fits', params: rowParams(table, row, number) });
  const best = possible.filter(
    ({ row }) => !possible.some((other) => other.row !== row && isNarrower(other.row, row)),
  );
  const [winner] = best;
  if (best.length !== 1 || !winner) {
    return refuse('ambiguous', { rows: best.map(({ number }) => number).join('、') });
  }
  const { number, row } = winner;
  steps.push({
    code: possible.length > 1 ? 'mostSpecific' : 'chosen',
    params: { row: number, amountFen: row.amountFen },
  });
  return { amountFen: row.amountFen, row: number, problem: null, steps };
}

/** Everything that `wide` asks for, `row` asks for too, and something more. */
export function isNarrower(row: SubsidyRow, wide: SubsidyRow): boolean {
  const within =
    (wide.class === anyClass || row.class === wide.class) &&
    (wide.form === 'any' || row.form === wide.form) &&
    (wide.outcome === 'any' || row.outcome === wide.outcome) &&
    (wide.performed === 'any' || row.performed === wide.performed) &&
    row.minScore >= wide.minScore;
  return within && !sameConditions(row, wide);
}

export function sameConditions(one: SubsidyRow, other: SubsidyRow): boolean {
  return (
    one.class === other.class &&
    one.form === other.form &&
    one.outcome === other.outcome &&
    one.performed === other.performed &&
    one.minScore === other.minScore
  );
}

/** Does a row fit? An unknown class or score fits every row, or only those that do not ask. */
export function fits(row: SubsidyRow, facts: SubsidyFacts, unknown: 'unknownFits' | 'unknownFails'): boolean {
  const open = unknown === 'unknownFits';
  return (
    (row.class === anyClass || (facts.classCode === null ? open : row.class === facts.classCode)) &&
    (row.form === 'any' || row.form === facts.form) &&
    (row.outcome === 'any' || row.outcome === facts.outcome) &&
    (row.performed === 'any' || (row.performed === 'yes') === facts.performed) &&
    (row.minScore === 0 || (facts.score === null ? open : facts.score >= row.minScore))
  );
}

const rowParams = (table: RateTable, row: SubsidyRow, number: number): SubsidyStep['params'] => ({
  row: number,
  class: table.classes.find(({ code }) => code === row.class)?.name ?? '',
  form: row.form,
  outcome: row.outcome,
  performed: row.performed,
  minScore: row.minScore,
  amountFen: row.amountFen,
});
