import type { RouteInput } from '../../../src-main/contract/index.ts';
import { readClock } from '../../ui/ClockInput.tsx';
import { readMinutes } from './read-minutes.ts';

export const columns = [
  'member',
  'serviceType',
  'startsAt',
  'endsAt',
  'minutes',
  'recipient',
  'note',
] as const;
export type Column = (typeof columns)[number];

export interface MemberChoice {
  id: string;
  name: string;
  volunteerNumber: string;
}

/** One line as it is being typed. Text that cannot be read yet is kept as typed and reported, never thrown away. */
export interface DraftLine {
  id: string;
  member: MemberChoice | null;
  /** What was typed in the member cell while no member is chosen. */
  memberText: string;
  /** `wanted`: to be looked up; `unknown`, `ambiguous`: looked up in vain. */
  lookup: 'none' | 'wanted' | 'unknown' | 'ambiguous';
  /** Code of the service type, empty while none is chosen. */
  serviceType: string;
  serviceText: string;
  startsAt: string;
  endsAt: string;
  /** Typed minutes; empty: what the clock says. */
  minutesText: string;
  recipient: string;
  note: string;
  /** Code of the printed line that it was scanned from. */
  printedCode?: string | undefined;
  /** `planned`: on the list of the activity, and nobody has said yet that the person came. Absent: typed by hand. */
  presence?: 'planned' | 'came' | undefined;
}

export type ServiceChoice = { code: string; name: string };
export type SheetLineInput = RouteInput<'timebank.saveSheet'>['sheet']['lines'][number];

/** An empty line; the service type is that of the line above, which it nearly always is. */
export function newLine(id: string, above?: DraftLine): DraftLine {
  return {
    id,
    member: null,
    memberText: '',
    lookup: 'none',
    serviceType: above?.serviceType ?? '',
    serviceText: '',
    startsAt: '',
    endsAt: '',
    minutesText: '',
    recipient: '',
    note: '',
  };
}

/** True while nothing was typed; a copied service type alone is not typing. */
export function isBlank(line: DraftLine): boolean {
  const typed = [line.memberText, line.startsAt, line.endsAt, line.minutesText, line.recipient, line.note];
  return line.member === null && line.serviceText === '' && typed.every((text) => text.trim() === '');
}

/** Minutes between start and end by the clock; undefined when one is unreadable or the end is not after the start. */
export function clockMinutes(line: Pick<DraftLine, 'startsAt' | 'endsAt'>): number | undefined {
  const from = readClock(line.startsAt);
  const to = readClock(line.endsAt);
  if (from === undefined || to === undefined) return undefined;
  const length = minuteOfDay(to) - minuteOfDay(from);
  return length > 0 ? length : undefined;
}

/** The minutes that will be entered: typed ones, or what the clock says. */
export function givenMinutes(line: DraftLine): number | undefined {
  return line.minutesText.trim() === '' ? clockMinutes(line) : readMinutes(line.minutesText);
}

/** A line with new text in one cell, as typed. Choosing a member or service type has its own functions. */
export function typeCell(line: DraftLine, column: Column, text: string): DraftLine {
  switch (column) {
    case 'member':
      return { ...line, member: null, memberText: text, lookup: 'none' };
    case 'serviceType':
      return { ...line, serviceType: '', serviceText: text };
    case 'minutes':
      return { ...line, minutesText: text };
    default:
      return { ...line, [column]: text };
  }
}

/** What a cell shows. */
export function cellText(line: DraftLine, column: Column, services: readonly ServiceChoice[]): string {
  switch (column) {
    case 'member':
      return line.member?.name ?? line.memberText;
    case 'serviceType':
      return (
        services.find(({ code }) => code === line.serviceType)?.name ?? (line.serviceText || line.serviceType)
      );
    case 'minutes':
      return line.minutesText;
    default:
      return line[column];
  }
}

/** A cell as it is left: `900` becomes `09:00`, minutes equal to the clock become empty again, so that they follow it. */
export function settleCell(line: DraftLine, column: Column, services: readonly ServiceChoice[]): DraftLine {
  switch (column) {
    case 'member':
      return line.member === null && line.memberText.trim() !== '' && line.lookup === 'none'
        ? { ...line, lookup: 'wanted' }
        : line;
    case 'serviceType': {
      if (line.serviceText.trim() === '')
        return line.serviceText === '' ? line : { ...line, serviceText: '' };
      const found = matchServices(line.serviceText, services)[0];
      return found ? { ...line, serviceType: found.code, serviceText: '' } : line;
    }
    case 'startsAt':
    case 'endsAt': {
      const clock = readClock(line[column]);
      return clock === undefined || clock === line[column] ? line : { ...line, [column]: clock };
    }
    case 'minutes': {
      const minutes = readMinutes(line.minutesText);
      if (minutes === undefined) return line;
      const minutesText = minutes === clockMinutes(line) ? '' : String(minutes);
      return minutesText === line.minutesText ? line : { ...line, minutesText };
    }
    default:
      return line;
  }
}

/** The cell above, taken over (Ctrl+D, or Enter on an empty time). */
export function copyCell(line: DraftLine, above: DraftLine, column: Column): DraftLine {
  switch (column) {
    case 'member':
      return { ...line, member: above.member, memberText: above.memberText, lookup: above.lookup };
    case 'serviceType':
      return { ...line, serviceType: above.serviceType, serviceText: above.serviceText };
    case 'minutes':
      return { ...line, minutesText: above.minutesText };
    default:
      return { ...line, [column]: above[column] };
  }
}

/** Service types by code or name: an exact code first, then beginnings, then parts. */
export function matchServices(text: string, services: readonly ServiceChoice[]): ServiceChoice[] {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return [...services];
  const rank = ({ code, name }: ServiceChoice) => {
    const [lowCode, lowName] = [code.toLowerCase(), name.toLowerCase()];
    if (lowCode === wanted || lowName === wanted) return 0;
    if (lowName.startsWith(wanted)) return 1;
    if (lowCode.startsWith(wanted)) return 2;
    return lowName.includes(wanted) ? 3 : lowCode.includes(wanted) ? 4 : 5;
  };
  return services.filter((service) => rank(service) < 5).sort((left, right) => rank(left) - rank(right));
}

/**
 * What typed text means among the members found for it: one of them, or why none. Two members of one name are never
 * decided by their order: only the number, or a choice made with the eyes, tells them apart.
 */
export function decideMember<M extends MemberChoice>(
  text: string,
  found: readonly M[],
): M | 'unknown' | 'ambiguous' {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  const byNumber = found.find(({ volunteerNumber }) => volunteerNumber.toLowerCase() === wanted);
  if (byNumber) return byNumber;
  const exact = found.filter(({ name }) => name.toLowerCase() === wanted);
  const first = exact[0] ?? found[0];
  if (!first) return 'unknown';
  return found.filter(({ name }) => name === first.name).length > 1 ? 'ambiguous' : first;
}

/** The line as the contract wants it, unfinished where it is unfinished (for checkSheet). */
export function toDraftInput(line: DraftLine): Record<string, unknown> & { memberId?: string } {
  return {
    id: line.id,
    ...(line.member ? { memberId: line.member.id } : {}),
    ...(line.serviceType ? { serviceType: line.serviceType } : {}),
    ...definedText('startsAt', readClock(line.startsAt)),
    ...definedText('endsAt', readClock(line.endsAt)),
    ...(givenMinutes(line) === undefined ? {} : { minutes: givenMinutes(line) }),
    recipient: line.recipient.trim(),
    note: line.note.trim(),
    ...(line.printedCode ? { printedCode: line.printedCode } : {}),
  };
}

/** The finished line; call only when `localFindings` is empty. */
export function toLineInput(line: DraftLine): SheetLineInput {
  return {
    id: line.id,
    memberId: line.member?.id ?? '',
    serviceType: line.serviceType,
    startsAt: readClock(line.startsAt) ?? '',
    endsAt: readClock(line.endsAt) ?? '',
    minutes: givenMinutes(line) ?? 0,
    recipient: line.recipient.trim(),
    note: line.note.trim(),
    ...(line.printedCode ? { printedCode: line.printedCode } : {}),
  };
}

function definedText(key: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: value };
}

function minuteOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
