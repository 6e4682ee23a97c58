import { isCivilDate, type CivilDate } from '../platform/dates.ts';
import { formatClock, parseClock } from '../platform/minutes.ts';

/** A line as far as it can be read; what is missing or unreadable is left out. */
export interface CheckLine {
  id?: string;
  memberId?: string;
  serviceType?: string;
  startsAt?: string;
  endsAt?: string;
  minutes?: number;
  /** Code of the printed line that it was scanned from. */
  printedCode?: string;
}

export interface CheckedSheet {
  servedOn?: CivilDate;
  activity?: string;
  sourceClass?: string;
  /** Group in whose name the people serve. */
  groupId?: string;
  lines: CheckLine[];
}

/** Reads a sheet as typed so far. Never throws: what cannot be read yet is simply not there. */
export function readDraft(draft: {
  [field: string]: unknown;
  lines: readonly { [field: string]: unknown }[];
}): CheckedSheet {
  return {
    ...(isCivilDate(draft.servedOn) ? { servedOn: draft.servedOn } : {}),
    ...(typeof draft.activity === 'string' ? { activity: draft.activity.trim() } : {}),
    ...(typeof draft.sourceClass === 'string' ? { sourceClass: draft.sourceClass } : {}),
    ...(typeof draft.groupId === 'string' && draft.groupId !== '' ? { groupId: draft.groupId } : {}),
    lines: draft.lines.map((line) => ({
      ...textIn(line, 'id'),
      ...textIn(line, 'memberId'),
      ...textIn(line, 'serviceType'),
      ...textIn(line, 'printedCode'),
      ...clockIn(line, 'startsAt'),
      ...clockIn(line, 'endsAt'),
      ...(typeof line.minutes === 'number' && Number.isSafeInteger(line.minutes) && line.minutes > 0
        ? { minutes: line.minutes }
        : {}),
    })),
  };
}

function textIn(line: Record<string, unknown>, field: 'id' | 'memberId' | 'serviceType' | 'printedCode') {
  const value = line[field];
  return typeof value === 'string' && value !== '' ? { [field]: value } : {};
}

/** Normal form `HH:MM`, so that `9:00` and `09:00` are one time. */
function clockIn(line: Record<string, unknown>, field: 'startsAt' | 'endsAt') {
  const value = line[field];
  const time = typeof value === 'string' ? parseClock(value) : undefined;
  return time === undefined ? {} : { [field]: formatClock(time) };
}
