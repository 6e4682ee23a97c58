import type { BatchFields, BatchRow, BatchTemplate } from '../../contract/mediation/batches.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import { areaText, chargeAmounts } from './charge.ts';
import { unknownPlaceholders } from './placeholders.ts';

const FORMULA = 'area × rate × months − waiver + penalty';
const ART_29 = '人民调解法 art. 29';
const SHARES = 'arithmetic: the parts are the whole';
const PRACTICE = 'practice: one dwelling, one line';

/** What of a batch may still be missing while it is typed. */
export type TypedBatch = Partial<Pick<BatchFields, 'rows' | 'template'>>;

/** Remarks on a sheet: place `rows.N.<field>` or `template.…`. Errors keep it from being opened. */
export function checkBatch({ rows = [], template }: TypedBatch): Finding[] {
  return [
    ...rows.flatMap((row, index) => checkRow(row, index)),
    ...checkTwins(rows),
    ...(template ? checkTemplate(template) : []),
  ];
}

/** What each line comes to, in 分. */
export const duesOf = (rows: readonly BatchRow[]) =>
  rows.map((row) => ({ id: row.id, ...chargeAmounts(row) }));

function checkRow(row: BatchRow, index: number): Finding[] {
  const findings: Finding[] = [];
  const line = index + 1;
  const { feeFen, dueFen } = chargeAmounts(row);
  if (row.amountFen !== null && row.amountFen !== dueFen) {
    const params = { line, amountFen: row.amountFen, dueFen, area: areaText(row.areaCenti) };
    findings.push(remark('warning', 'batchAmountDiffers', `rows.${index}.amountFen`, FORMULA, params));
  }
  if (row.waiverFen > feeFen + row.penaltyFen) {
    findings.push(remark('error', 'waiverExceedsFee', `rows.${index}.waiverFen`, FORMULA, { line, feeFen }));
  } else if (dueFen === 0) {
    findings.push(remark('error', 'nothingDue', `rows.${index}.rateFen`, FORMULA, { line }));
  }
  if (row.from !== null && row.to !== null) {
    if (row.to < row.from) {
      findings.push(remark('error', 'periodReversed', `rows.${index}.to`, 'order of time', { line }));
    } else if (monthsBetween(row.from, row.to) !== row.months) {
      const params = { line, months: row.months, counted: monthsBetween(row.from, row.to) };
      findings.push(remark('hint', 'monthsDiffer', `rows.${index}.months`, FORMULA, params));
    }
  }
  return findings;
}

/** A dwelling twice is nearly always a slip of the paste; an owner of two dwellings is not. */
function checkTwins(rows: readonly BatchRow[]): Finding[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, index) => {
    const key = row.room.normalize('NFKC').replace(/\s/g, '');
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, index + 1);
    const params = { line: index + 1, other: twin ?? 0, room: row.room };
    return twin === undefined ? [] : [remark('error', 'roomTwice', `rows.${index}.room`, PRACTICE, params)];
  });
}

function checkTemplate(template: BatchTemplate): Finding[] {
  return [...checkPlaceholders(template), ...checkShares(template), ...checkDues(template)];
}

function checkShares({ clauses }: BatchTemplate): Finding[] {
  return clauses.flatMap(({ instalments }, index) => {
    const percent = instalments.reduce((sum, one) => sum + one.percent, 0);
    if (instalments.length === 0 || percent === 100) return [];
    const place = `template.clauses.${index}.instalments`;
    return [remark('error', 'batchSharesDiffer', place, SHARES, { clause: index + 1, percent })];
  });
}

/** Once the cases are made, a date that the template forgot has to be entered in each of their agreements. */
function checkDues({ clauses, performance }: BatchTemplate): Finding[] {
  return clauses.flatMap((clause, index) => {
    const place = `template.clauses.${index}`;
    const missing = (at: string) =>
      remark('error', 'batchDueMissing', `${place}.${at}dueOn`, ART_29, { clause: index + 1 });
    const open = ({ dueOn, dueText }: { dueOn: string | null; dueText: string }) =>
      dueOn === null && dueText === '';
    if (clause.kind !== 'payment') return [];
    if (clause.instalments.length === 0) return open(clause) && performance === '' ? [missing('')] : [];
    return clause.instalments.flatMap((one, at) => (open(one) ? [missing(`instalments.${at}.`)] : []));
  });
}

function checkPlaceholders(template: BatchTemplate): Finding[] {
  const texts: [string, string][] = [
    ['template.title', template.title],
    ['template.facts', template.facts],
    ['template.issues', template.issues],
    ['template.ownerResponsibility', template.ownerResponsibility],
    ['template.performance', template.performance],
    ...template.requests.map((text): [string, string] => ['template.requests', text]),
    ...template.clauses.map((one, index): [string, string] => [`template.clauses.${index}.text`, one.text]),
  ];
  return texts.flatMap(([place, text]) =>
    unknownPlaceholders(text).map((word) =>
      remark('error', 'placeholderUnknown', place, 'columns of the sheet', { word }),
    ),
  );
}

/** Months that a period touches, both ends counted: January to December are twelve. */
function monthsBetween(from: string, to: string): number {
  const ordinal = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return ordinal(to) - ordinal(from) + 1;
}
