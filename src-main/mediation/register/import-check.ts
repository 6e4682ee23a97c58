import type { ImportField, ImportLine, ImportProblem } from '../../contract/mediation/register.ts';
import { fold } from '../search/fold.ts';
import {
  fingerprintOf,
  readLine,
  type AssumedField,
  type ImportCase,
  type ImportRules,
} from './import-line.ts';

/** What is on file already, as far as lines of a register can meet it. */
export interface OnFile {
  /** Folded numbers of cases, used or void. */
  numbers: ReadonlySet<string>;
  /** Fingerprints of imported cases. */
  fingerprints: ReadonlySet<string>;
}

export interface CheckedLine extends ImportLine {
  fingerprint: string;
  case: ImportCase;
  assumed: readonly AssumedField[];
}

/** Judges the lines of one register in their order; a number or case that comes twice in the file is bad the second time. */
export function createLineCheck(
  mapping: readonly (ImportField | null)[],
  rules: ImportRules,
  onFile: OnFile,
) {
  const numbers = new Map<string, number>();
  const fingerprints = new Map<string, number>();

  return (row: { line: number; cells: readonly string[] }): CheckedLine => {
    const { case: read, problems, assumed } = readLine(cellsOf(row.cells, mapping), rules);
    const fingerprint = fingerprintOf(read);
    const line = { line: row.line, title: read.title, number: read.number, fingerprint, case: read, assumed };
    // What was taken over before is left as it is, even if the line has become a bad one since.
    if (onFile.fingerprints.has(fingerprint)) return { ...line, state: 'known', problems: [] };
    const all = [...problems, ...twice(read, fingerprint, row.line)];
    return { ...line, state: all.length > 0 ? 'bad' : 'good', problems: all };
  };

  function twice(read: ImportCase, fingerprint: string, line: number): ImportProblem[] {
    const number = fold(read.number);
    const problem = (code: string, first?: number): ImportProblem => ({
      field: 'number',
      code,
      params: first === undefined ? {} : { first },
      value: read.number,
    });
    if (number !== '') {
      const first = numbers.get(number);
      if (first !== undefined) return [problem('numberTwice', first)];
      numbers.set(number, line);
      return onFile.numbers.has(number) ? [problem('numberTaken')] : [];
    }
    const first = fingerprints.get(fingerprint);
    if (first !== undefined) return [{ ...problem('lineTwice', first), field: null, value: '' }];
    fingerprints.set(fingerprint, line);
    return [];
  }
}

function cellsOf(
  cells: readonly string[],
  mapping: readonly (ImportField | null)[],
): Partial<Record<ImportField, string>> {
  const byField: Partial<Record<ImportField, string>> = {};
  for (const [index, field] of mapping.entries()) {
    if (field === null) continue;
    const cell = cells[index] ?? '';
    byField[field] = byField[field] ? `${byField[field]}；${cell}` : cell;
  }
  return byField;
}
