import type { Finding } from '../../contract/mediation/finding.ts';
import { anyClass, type SubsidyRules } from '../../contract/mediation/subsidy.ts';
import { remark } from './remarks.ts';
import { fits, subsidyFor, type RateTable, type SubsidyFacts } from './rules.ts';

/**
 * What is wrong with a rule set before it is adopted: two classes of one code or name, a row for a class that is not
 * there, cases for which two rows stand side by side, rows that never decide, cases that no row pays.
 */
export function checkRules(rules: Pick<SubsidyRules, 'classes' | 'rows'>): Finding[] {
  const findings: Finding[] = [];
  rules.classes.forEach((one, index) => {
    const twin = rules.classes.findIndex((other) => other.code === one.code || other.name === one.name);
    if (twin !== index) {
      findings.push(remark('error', 'subsidyClassTwice', `classes.${index}.name`, { name: one.name }));
    }
  });
  rules.rows.forEach((row, index) => {
    if (row.class !== anyClass && !rules.classes.some(({ code }) => code === row.class)) {
      findings.push(remark('error', 'subsidyRowClassUnknown', `rows.${index}.class`, { row: index + 1 }));
    }
  });
  return findings.length > 0 ? findings : checkTable(rules);
}

/** Asks the table about every case there can be: few enough, and then no reasoning about overlaps can go wrong. */
function checkTable(table: RateTable): Finding[] {
  const ambiguous = new Set<string>();
  const deciding = new Set<number>();
  const unpaid: SubsidyFacts[] = [];
  for (const facts of everyCase(table)) {
    const { row, problem, steps } = subsidyFor(table, facts);
    if (row !== null) deciding.add(row);
    if (problem === 'ambiguous') ambiguous.add(String(steps.at(-1)?.params['rows']));
    if (problem === 'noRow' && facts.outcome === 'agreement') unpaid.push(facts);
  }
  const findings = [...ambiguous].map((rows) => {
    const first = Number(rows.split('、')[0]) - 1;
    return remark('error', 'subsidyRowsAmbiguous', `rows.${first}.class`, { rows });
  });
  table.rows.forEach((row, index) => {
    const inAmbiguity = [...ambiguous].some((rows) => rows.split('、').includes(String(index + 1)));
    if (deciding.has(index + 1) || inAmbiguity) return;
    const possible = [...everyCase(table)].some((facts) => fits(row, facts, 'unknownFails'));
    const code = possible ? 'subsidyRowNeverDecides' : 'subsidyRowImpossible';
    findings.push(remark('warning', code, `rows.${index}.class`, { row: index + 1 }));
  });
  if (unpaid.length > 0) {
    const classes = table.classes.filter(({ code }) => unpaid.some((facts) => facts.classCode === code));
    findings.push(
      remark('hint', 'subsidyCasesUnpaid', 'rows', {
        names: classes.map(({ name }) => name).join('、'),
      }),
    );
  }
  return findings;
}

/** Every class with every way a case can end, at every score that a row asks for and just below. */
function* everyCase(table: RateTable): Generator<SubsidyFacts> {
  const thresholds = new Set([0, 100]);
  for (const { minScore } of table.rows) {
    thresholds.add(minScore);
    if (minScore > 0) thresholds.add(minScore - 1);
  }
  const ends = [
    ...(['written', 'oral'] as const).flatMap((form) =>
      [true, false].map((performed) => ({ form, outcome: 'agreement' as const, performed })),
    ),
    { form: 'none' as const, outcome: 'terminated' as const, performed: false },
  ];
  for (const { code } of table.classes) {
    for (const end of ends) for (const score of thresholds) yield { classCode: code, score, ...end };
  }
}
