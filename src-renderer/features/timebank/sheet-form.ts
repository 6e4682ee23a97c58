import { z } from 'zod';
import type { FieldProblem } from '../../../src-main/contract/errors.ts';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { sheetHead } from '../../../src-main/contract/timebank.ts';
import { columnOfField, type LineFinding } from './sheet-findings.ts';
import { clockMinutes, type DraftLine } from './sheet-lines.ts';

type Sheet = RouteOutput<'timebank.readSheet'>;
type Prepared = RouteOutput<'timebank.prepareSheet'>;

/** What a new sheet is filled from: an activity’s list or a printed sheet. */
export interface SheetSource {
  /** For the draft: one sheet of one activity is typed in one place. */
  key: string;
  prepared: Prepared;
  /** Name of a further sheet of the activity; empty for the first. */
  part: string;
}

/** The head by the contract; the lines ride along as they are typed, so that one draft holds the whole sheet. */
export const sheetFormSchema = sheetHead.extend({ lines: z.custom<DraftLine[]>() });

export const LINE_PATH = /^(?:sheet\.)?lines\.(\d+)(?:\.(\w+))?$/;

export interface RefusedLine {
  /** The line as it was refused; once it is changed, the refusal no longer speaks of it. */
  line: DraftLine;
  findings: LineFinding[];
}

/** Field errors of a refused save (`sheet.lines.3.startsAt`), by the line that was sent at that position. */
export function refusedLines(
  fields: Record<string, FieldProblem>,
  sent: readonly DraftLine[],
): RefusedLine[] {
  const byLine = new Map<DraftLine, LineFinding[]>();
  for (const [path, { code, params = {} }] of Object.entries(fields)) {
    const match = LINE_PATH.exec(path);
    const line = match ? sent[Number(match[1])] : undefined;
    if (!line) continue;
    byLine.set(line, [
      ...(byLine.get(line) ?? []),
      { column: columnOfField(match?.[2]), severity: 'error', code, params },
    ]);
  }
  return [...byLine].map(([line, findings]): RefusedLine => ({ line, findings }));
}

/** The checker's remarks and, on lines not changed since, what the last save was refused for. */
export function withRefused(
  found: ReadonlyMap<string, readonly LineFinding[]>,
  refused: readonly RefusedLine[],
  lines: readonly DraftLine[],
): ReadonlyMap<string, readonly LineFinding[]> {
  const still = refused.filter(({ line }) => lines.includes(line));
  if (still.length === 0) return found;
  const all = new Map(found);
  for (const { line, findings } of still) {
    const known = all.get(line.id) ?? [];
    const news = findings.filter(
      (finding) => !known.some(({ code, column }) => code === finding.code && column === finding.column),
    );
    all.set(line.id, [...known, ...news]);
  }
  return all;
}

export function headOf(sheet: Sheet | undefined) {
  return {
    activity: sheet?.activity ?? '',
    servedOn: sheet?.servedOn ?? '',
    place: sheet?.place ?? '',
    areaId: sheet?.areaId ?? null,
    responsible: sheet?.responsible ?? '',
    sourceClass: sheet?.sourceClass ?? ('sheet' as const),
    note: sheet?.note ?? '',
    groupId: sheet?.groupId ?? null,
    activityId: sheet?.activityId ?? null,
    part: sheet?.part ?? '',
  };
}

/** The head of a sheet filled from an activity or a printed sheet; `part` names a further one. */
export const headOfPrepared = ({ head }: Prepared, part: string) => ({
  ...headOf(undefined),
  ...head,
  part,
});

/** A line of the list or of a printed sheet. `presence` says whether the person is known to have come. */
export function lineOfPrepared(
  line: Prepared['lines'][number],
  id: string,
  presence: DraftLine['presence'],
): DraftLine {
  return {
    id,
    member:
      line.memberId === null
        ? null
        : { id: line.memberId, name: line.name, volunteerNumber: line.volunteerNumber },
    memberText: '',
    lookup: 'none',
    serviceType: line.serviceType,
    serviceText: '',
    startsAt: line.startsAt,
    endsAt: line.endsAt,
    minutesText: '',
    recipient: '',
    note: '',
    ...(line.printedCode === '' ? {} : { printedCode: line.printedCode }),
    presence,
  };
}

export function linesOf(sheet: Sheet): DraftLine[] {
  return sheet.lines.map((line) => ({
    id: line.id,
    member: { id: line.memberId, name: line.memberName, volunteerNumber: line.volunteerNumber },
    memberText: '',
    lookup: 'none',
    serviceType: line.serviceType,
    serviceText: '',
    startsAt: line.startsAt,
    endsAt: line.endsAt,
    minutesText: line.minutes === clockMinutes(line) ? '' : String(line.minutes),
    recipient: line.recipient,
    note: line.note,
    ...(line.printedCode === '' ? {} : { printedCode: line.printedCode }),
  }));
}
