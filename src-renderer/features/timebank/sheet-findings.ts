import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { readClock } from '../../ui/ClockInput.tsx';
import { readMinutes } from './read-minutes.ts';
import { cellText, columns, isBlank, type Column, type DraftLine } from './sheet-lines.ts';

/** A remark on one cell of one line. */
export interface LineFinding {
  column: Column;
  severity: Finding['severity'];
  code: string;
  params: Finding['params'];
}

const FIELD_COLUMNS: Record<string, Column> = { memberId: 'member' };

/**
 * What the window can see by itself: text it could not read, and members it could not find or tell apart. These lines
 * cannot be sent, so the main process would never get to remark on them.
 */
export function localFindings(line: DraftLine): LineFinding[] {
  if (isBlank(line)) return [];
  const found: LineFinding[] = [];
  const say = (column: Column, code: string, params: LineFinding['params'] = {}) =>
    found.push({ column, severity: 'error', code, params });
  if (line.member === null) {
    const text = line.memberText.trim();
    if (text === '') say('member', 'cell.memberMissing');
    else if (line.lookup === 'unknown') say('member', 'cell.memberUnknown', { text });
    else if (line.lookup === 'ambiguous') say('member', 'cell.memberAmbiguous', { text });
    else say('member', 'cell.memberUnsettled', { text });
  }
  if (line.serviceType === '') {
    const text = line.serviceText.trim();
    say('serviceType', text === '' ? 'cell.serviceMissing' : 'cell.serviceUnknown', { text });
  }
  for (const column of ['startsAt', 'endsAt'] as const) {
    const text = line[column].trim();
    if (text === '') say(column, 'cell.timeMissing');
    else if (readClock(text) === undefined) say(column, 'cell.timeUnreadable', { text });
  }
  const [from, to] = [readClock(line.startsAt), readClock(line.endsAt)];
  if (from !== undefined && to !== undefined && to <= from) say('endsAt', 'cell.endNotAfterStart');
  const text = line.minutesText.trim();
  if (text !== '' && readMinutes(text) === undefined) say('minutes', 'cell.minutesUnreadable', { text });
  return found;
}

/**
 * Splits remarks of the main process by line: `lines.3.startsAt` belongs to the fourth id that was sent. What has no line
 * is the head's.
 */
export function findingsByLine(
  findings: readonly Finding[],
  sentIds: readonly string[],
): { lines: Map<string, LineFinding[]>; head: Finding[] } {
  const lines = new Map<string, LineFinding[]>();
  const head: Finding[] = [];
  for (const finding of findings) {
    const match = /^(?:sheet\.)?lines\.(\d+)(?:\.(\w+))?/.exec(finding.place);
    const id = match ? sentIds[Number(match[1])] : undefined;
    if (id === undefined) {
      head.push(finding);
      continue;
    }
    const { severity, code, params } = finding;
    lines.set(id, [...(lines.get(id) ?? []), { column: columnOfField(match?.[2]), severity, code, params }]);
  }
  return { lines, head };
}

/** The column of a field of the contract; a remark on the line as a whole stands at its member. */
export function columnOfField(field = ''): Column {
  return FIELD_COLUMNS[field] ?? columns.find((column) => column === field) ?? 'member';
}

/** Both sets for one line, without what the window has already said about the same cell in its own words. */
export function mergeFindings(local: readonly LineFinding[], remote: readonly LineFinding[]): LineFinding[] {
  return [...local, ...remote.filter((finding) => !local.some(({ column }) => column === finding.column))];
}

/** The keyboard came to a cell, and this is what its line was then. */
export interface Arrival {
  line: DraftLine;
  column: Column;
}

/**
 * All remarks on a line that are fair to make now: in the line being typed, cells not reached yet are not called missing,
 * and the text under the keyboard is not called unreadable before it is finished.
 */
export function findingsNow(
  line: DraftLine,
  remote: readonly LineFinding[],
  arrival: Arrival | undefined,
): LineFinding[] {
  if (isBlank(line)) return [];
  const all = mergeFindings(localFindings(line), remote);
  if (arrival?.line.id !== line.id) return all;
  const typing = cellText(line, arrival.column, []) !== cellText(arrival.line, arrival.column, []);
  return all.filter(({ column, code }) => {
    if (code.endsWith('Missing') || code === 'cell.memberUnsettled') return false;
    return !(typing && column === arrival.column && code.startsWith('cell.'));
  });
}

/** The next line after `from` (the one before, with `step` -1) that has errors or warnings, round the end; undefined when none has. */
export function nextDoubtful(doubtful: readonly boolean[], from: number, step: 1 | -1): number | undefined {
  const count = doubtful.length;
  for (let distance = 1; distance <= count; distance += 1) {
    const row = (((from + step * distance) % count) + count) % count;
    if (doubtful[row]) return row;
  }
  return undefined;
}
