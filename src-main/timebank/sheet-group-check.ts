import type { Finding } from '../contract/mediation/finding.ts';
import { parseClock } from '../platform/minutes.ts';
import type { CheckedSheet, CheckLine } from './sheet-draft.ts';

/** The group of a sheet, with those of the sheet who belonged to it on the day. */
export interface SheetGroup {
  id: string;
  name: string;
  active: boolean;
  people: ReadonlySet<string>;
}

/** A line of another sheet of the day that may count the same work: of a group itself, or of somebody in its name. */
export interface GroupWork {
  groupId: string;
  ofGroup: boolean;
  startsAt: string;
  endsAt: string;
  sheetNumber: string;
}

interface Known {
  members: ReadonlyMap<string, { name: string; kind: 'person' | 'group' }>;
  group?: SheetGroup | undefined;
  groupWork?: readonly GroupWork[] | undefined;
}

/**
 * What concerns groups: a sheet in the name of one that is not there, people who do not belong to it, and hours that
 * would be counted for a group and for its people at once (`error`: one of the two must go).
 */
export function checkGroup(sheet: CheckedSheet, known: Known): Finding[] {
  const found: Finding[] = [];
  const { group } = known;
  if (sheet.groupId !== undefined && !group?.active)
    found.push(finding('sheet.groupUnknown', 'error', 'groupId', { name: group?.name ?? '' }));
  const placed = sheet.lines.flatMap((line, index) => {
    const member = line.memberId === undefined ? undefined : known.members.get(line.memberId);
    return member ? [{ line, index, member }] : [];
  });
  const people = placed.filter(({ member }) => member.kind === 'person');
  if (group) {
    for (const { line, index, member } of people) {
      if (group.people.has(line.memberId ?? '')) continue;
      const params = { name: member.name, group: group.name };
      found.push(finding('sheet.notInGroup', 'warning', `lines.${index}.memberId`, params));
    }
    // Said once: whoever takes the group’s own line away has mended all of them.
    const first = people
      .map(({ line, index }) => ({ index, twin: workAt(known, group.id, true, line) }))
      .find(({ twin }) => twin !== undefined);
    if (first?.twin) {
      const params = { name: group.name, number: first.twin.sheetNumber };
      found.push(finding('sheet.groupTwiceElsewhere', 'error', `lines.${first.index}.memberId`, params));
    }
  }
  for (const { line, index, member } of placed) {
    if (member.kind !== 'group' || line.memberId === undefined) continue;
    const place = `lines.${index}.memberId`;
    const own = group?.id === line.memberId ? people.find((other) => meets(other.line, line)) : undefined;
    if (own)
      found.push(finding('sheet.groupTwice', 'error', place, { name: member.name, line: own.index + 1 }));
    const twin = workAt(known, line.memberId, false, line);
    if (twin)
      found.push(
        finding('sheet.groupTwiceElsewhere', 'error', place, { name: member.name, number: twin.sheetNumber }),
      );
  }
  return found;
}

const workAt = (known: Known, groupId: string, ofGroup: boolean, line: CheckLine) =>
  known.groupWork?.find((work) => work.groupId === groupId && work.ofGroup === ofGroup && meets(work, line));

/** Touching ends are no overlap; what cannot be read yet meets nothing. */
function meets(
  a: Pick<CheckLine, 'startsAt' | 'endsAt'>,
  b: Pick<CheckLine, 'startsAt' | 'endsAt'>,
): boolean {
  const [from, to] = [parseClock(a.startsAt ?? ''), parseClock(a.endsAt ?? '')];
  const [otherFrom, otherTo] = [parseClock(b.startsAt ?? ''), parseClock(b.endsAt ?? '')];
  if (from === undefined || to === undefined || otherFrom === undefined || otherTo === undefined)
    return false;
  return from < otherTo && otherFrom < to;
}

function finding(
  code: string,
  severity: Finding['severity'],
  place: string,
  params: Finding['params'],
): Finding {
  // 民政部令第67号: records are 真实、准确、完整 (timebank.md §1.4); an hour counted twice is neither.
  return { code, severity, place, params, source: '志愿服务记录与证明出具办法（试行）：真实、准确、完整' };
}
