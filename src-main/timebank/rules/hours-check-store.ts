import type { HoursField, HoursLine } from '../../contract/timebank/rules.ts';
import type { CivilDate } from '../../platform/dates.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { TableFile } from '../../platform/files/table-file.ts';
import { parseClock } from '../../platform/minutes.ts';
import type { LineCredit } from '../credit.ts';
import { countedMinutes, creditedMinutes } from '../counted-store.ts';
import { decideSeries, eventKey, type SeriesLine, type SeriesStanding } from '../credit-series.ts';
import { coinAccountsOf, type CoinAccount } from '../ledger-store.ts';
import type { ServiceType, TimebankRules } from '../rules.ts';
import { servedSpans } from '../served-store.ts';
import { readHoursLine, wordOf, type ReadHours } from './hours-line.ts';

export interface CheckedHours {
  line: number;
  read: ReadHours;
  state: HoursLine['state'];
  problems: HoursLine['problems'];
  member: FoundMember | undefined;
  type: ServiceType | undefined;
  credit: LineCredit | undefined;
}

interface FoundMember {
  id: string;
  name: string;
  volunteer_number: string;
  kind: 'person' | 'group';
  state: string;
}

/** The name under which a row of a file is booked: once, whatever happens to the file afterwards. */
export const hoursOccasion = (sha256: string, line: number): string => `import:${sha256}:${line}`;

/**
 * Judges every row against what is on file, and gives the good ones their credit in the order of the file, by the same
 * decision as a sheet. Used by the dry run and again by the booking, in its own transaction.
 */
export async function checkHours(
  tx: Reader,
  request: {
    table: TableFile;
    mapping: readonly (HoursField | null)[];
    today: CivilDate;
    rules: TimebankRules;
  },
): Promise<{ lines: CheckedHours[]; accounts: ReadonlyMap<string, CoinAccount> }> {
  const { table, mapping, today, rules } = request;
  const read = table.rows.map(({ line, cells }) => ({
    line,
    read: readHoursLine(byField(cells, mapping), today),
  }));
  const members = await membersNamed(
    tx,
    read.map((row) => row.read),
  );
  const types = new Map(
    [...rules.serviceTypes.values()].flatMap((type) => [
      [wordOf(type.name), type] as const,
      [wordOf(type.code), type] as const,
    ]),
  );
  const onFile = await servicesOnFile(tx, table.sha256, [...members.values()].flat(), daysOf(read));
  const lines = read.map((row) => judge(row, { members, types, onFile, sha256: table.sha256 }));
  markOverlaps(lines);
  const ids = [
    ...new Set(lines.flatMap(({ state, member }) => (state === 'good' && member ? [member.id] : []))),
  ];
  const accounts = await coinAccountsOf(tx, ids);
  const credits = await creditsOf(tx, lines, accounts, rules, today);
  for (const line of lines) {
    line.credit = credits.get(line.line);
    if (line.state !== 'good' || !line.credit) continue;
    if (line.credit.coinMinutes + line.credit.donatedMinutes === 0) {
      line.state = 'bad';
      line.problems.push({ field: 'serviceType', code: 'worthNothing', params: {} });
      line.credit = undefined;
    }
  }
  return { lines, accounts };
}

function byField(
  cells: readonly string[],
  mapping: readonly (HoursField | null)[],
): Partial<Record<HoursField, string>> {
  return Object.fromEntries(
    mapping.flatMap((field, index) => (field === null ? [] : [[field, cells[index] ?? ''] as const])),
  );
}

interface OnFile {
  members: ReadonlyMap<string, FoundMember[]>;
  types: ReadonlyMap<string, ServiceType>;
  onFile: { booked: ReadonlySet<string>; services: ReadonlySet<string>; spans: ReadonlyMap<string, Span[]> };
  sha256: string;
}
interface Span {
  from: number;
  to: number;
}

function judge(
  { line, read }: { line: number; read: ReadHours },
  { members, types, onFile, sha256 }: OnFile,
): CheckedHours {
  const problems = [...read.problems];
  const found =
    members.get(read.volunteerNumber === '' ? `name ${read.name}` : `number ${read.volunteerNumber}`) ?? [];
  const member = found.length === 1 ? found[0] : undefined;
  const report = (field: HoursField, code: string, params: HoursLine['problems'][number]['params'] = {}) =>
    problems.push({ field, code, params });
  const named = read.volunteerNumber === '' ? 'name' : 'volunteerNumber';
  if (found.length > 1) report('name', 'memberAmbiguous', { name: read.name });
  if (found.length === 0 && (read.name !== '' || read.volunteerNumber !== '')) report(named, 'memberUnknown');
  if (member && read.volunteerNumber !== '' && read.name !== '' && member.name !== read.name) {
    report('name', 'nameDiffers', { name: member.name });
  }
  if (member && member.state !== 'active') report(named, 'memberInactive', { name: member.name });
  const type = types.get(wordOf(read.serviceText));
  if (!type)
    report('serviceType', read.serviceText === '' ? 'serviceMissing' : 'serviceUnknown', {
      text: read.serviceText,
    });
  if (onFile.booked.has(hoursOccasion(sha256, line))) {
    return { line, read, state: 'known', problems: [], member, type, credit: undefined };
  }
  if (member && read.servedOn && read.minutes !== null) {
    if (onFile.services.has(serviceKey(member.id, read.servedOn, read.minutes, read.activity))) {
      report('activity', 'sameServiceOnFile');
    }
    const span = spanOf(read);
    const others = onFile.spans.get(`${member.id} ${read.servedOn}`) ?? [];
    if (span && others.some((other) => meets(other, span))) report('startsAt', 'overlapElsewhere');
  }
  return {
    line,
    read,
    state: problems.length > 0 ? 'bad' : 'good',
    problems,
    member,
    type,
    credit: undefined,
  };
}

/** Nobody serves in two places at once, in one file neither; the later row carries the finding. */
function markOverlaps(lines: readonly CheckedHours[]): void {
  const seen = new Map<string, { line: number; span: Span }[]>();
  const services = new Map<string, number>();
  for (const one of lines) {
    const { member, read } = one;
    if (one.state === 'bad' || !member || !read.servedOn) continue;
    const span = spanOf(read);
    const key = `${member.id} ${read.servedOn}`;
    const before = seen.get(key) ?? [];
    const twin = span && before.find((other) => meets(other.span, span));
    const same = serviceKey(member.id, read.servedOn, read.minutes ?? 0, read.activity);
    const keep = () => {
      services.set(same, one.line);
      if (span) seen.set(key, [...before, { line: one.line, span }]);
    };
    // What an earlier import booked is not judged again, but what overlaps it still is.
    if (one.state === 'known') {
      keep();
      continue;
    }
    const first = services.get(same);
    if (twin) one.problems.push({ field: 'startsAt', code: 'overlapInFile', params: { line: twin.line } });
    else if (!span && first !== undefined) {
      one.problems.push({ field: 'activity', code: 'sameServiceInFile', params: { line: first } });
    }
    if (one.problems.length > 0) one.state = 'bad';
    else keep();
  }
}

async function creditsOf(
  tx: Reader,
  lines: readonly CheckedHours[],
  accounts: ReadonlyMap<string, CoinAccount>,
  rules: TimebankRules,
  today: CivilDate,
): Promise<Map<number, LineCredit>> {
  const series = lines.flatMap(({ line, state, member, type, read }): SeriesLine[] => {
    if (state !== 'good' || !member || !type || !read.servedOn || read.minutes === null) return [];
    const { servedOn, activity, sourceClass, minutes } = read;
    return [
      {
        lineId: String(line),
        memberId: member.id,
        minutes,
        coefficient: type.coefficient,
        servedOn,
        activity,
        sourceClass,
      },
    ];
  });
  const days = await usedBy(tx, series, ({ servedOn }) => ({ servedOn }));
  const events = await usedBy(tx, series, ({ servedOn, activity }) => ({ servedOn, activity }));
  const standings = new Map<string, SeriesStanding>();
  const credited = await creditedMinutes(
    tx,
    lines.flatMap(({ member }) => member?.id ?? []),
    rules.credit,
  );
  for (const { member } of lines) {
    if (!member) continue;
    standings.set(member.id, {
      kind: member.kind,
      storedMinutes: accounts.get(member.id)?.balance ?? 0,
      lifetimeMinutes: credited.get(member.id),
      days: days.get(member.id) ?? new Map<string, number>(),
      events: events.get(member.id) ?? new Map<string, number>(),
    });
  }
  return new Map(
    decideSeries(series, standings, rules.credit, today).map((credit) => [Number(credit.lineId), credit]),
  );
}

/** What members have used up before the file: by day, or by day and activity; one look-up for each of these. */
async function usedBy(
  tx: Reader,
  series: readonly SeriesLine[],
  limitOf: (line: SeriesLine) => { servedOn: string; activity?: string },
): Promise<Map<string, Map<string, number>>> {
  const keyOf = ({ servedOn, activity }: ReturnType<typeof limitOf>) =>
    activity === undefined ? servedOn : eventKey(servedOn, activity);
  const members = new Map<string, { limit: ReturnType<typeof limitOf>; ids: Set<string> }>();
  for (const line of series) {
    const limit = limitOf(line);
    const known = members.get(keyOf(limit)) ?? { limit, ids: new Set<string>() };
    known.ids.add(line.memberId);
    members.set(keyOf(limit), known);
  }
  const used = new Map<string, Map<string, number>>();
  for (const [key, { limit, ids }] of members) {
    for (const [id, minutes] of await countedMinutes(tx, { memberIds: [...ids], ...limit })) {
      used.set(id, (used.get(id) ?? new Map<string, number>()).set(key, minutes));
    }
  }
  return used;
}

async function membersNamed(tx: Reader, rows: readonly ReadHours[]): Promise<Map<string, FoundMember[]>> {
  const found = await tx.all<FoundMember>(
    `SELECT id, name, volunteer_number, kind, state FROM members
     WHERE volunteer_number IN (SELECT value FROM json_each(?)) OR name IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map((row) => row.volunteerNumber)), JSON.stringify(rows.map((row) => row.name))],
  );
  const members = new Map<string, FoundMember[]>();
  for (const member of found) {
    members.set(`number ${member.volunteer_number}`, [member]);
    members.set(`name ${member.name}`, [...(members.get(`name ${member.name}`) ?? []), member]);
  }
  return members;
}

/** First and last day of service that the file tells of. */
function daysOf(rows: readonly { read: ReadHours }[]): { from: string; to: string } {
  const days = rows.flatMap(({ read }) => read.servedOn ?? []).sort();
  return { from: days.at(0) ?? '', to: days.at(-1) ?? '' };
}

async function servicesOnFile(
  tx: Reader,
  sha256: string,
  members: readonly FoundMember[],
  days: { from: string; to: string },
): Promise<OnFile['onFile']> {
  const memberIds = [...new Set(members.map(({ id }) => id))];
  const booked = await tx.all<{ occasion: string }>(
    `SELECT occasion FROM ledger_transactions WHERE occasion >= ? AND occasion < ?`,
    [`import:${sha256}:`, `import:${sha256};`],
  );
  const served = await servedSpans(tx, { memberIds, ...days });
  const spans = new Map<string, Span[]>();
  for (const one of served) {
    const span = spanOf(one);
    const key = `${one.memberId} ${one.servedOn}`;
    if (span) spans.set(key, [...(spans.get(key) ?? []), span]);
  }
  return {
    booked: new Set(booked.map((row) => row.occasion)),
    services: new Set(served.map((one) => serviceKey(one.memberId, one.servedOn, one.minutes, one.activity))),
    spans,
  };
}

const serviceKey = (memberId: string, servedOn: string, minutes: number, activity: string) =>
  JSON.stringify([memberId, servedOn, minutes, activity]);

function spanOf(line: { startsAt: string; endsAt: string }): Span | undefined {
  const [from, to] = [parseClock(line.startsAt), parseClock(line.endsAt)];
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

const meets = (a: Span, b: Span) => a.from < b.to && b.from < a.to;
