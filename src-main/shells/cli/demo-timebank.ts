import { setTimeout as wait } from 'node:timers/promises';
import type { RouteInput, RouteName, RouteOutput } from '../../contract/index.ts';
import { addDays, civilDate, type CivilDate } from '../../platform/dates.ts';
import { createIds } from '../../platform/ids.ts';
import { formatMinutes, minutes } from '../../platform/minutes.ts';
import { systemClock } from '../../platform/clock.ts';

/** The stage of the demo: the routes as the administrator calls them, and the clock. `call` throws on a refusal. */
export interface DemoStage {
  call<T>(route: string, input: unknown): Promise<T>;
  setClock(instant: string): void;
}

interface SeedLine {
  member: string;
  startsAt: string;
  endsAt: string;
  minutes: number;
  serviceType: string;
  recipient?: string;
  note?: string;
}

interface SeedSheet {
  key: string;
  enteredAt: string;
  activity: string;
  servedOn: string;
  place: string;
  responsible: string;
  sourceClass: 'signInOut' | 'sheet' | 'lateEntry';
  lines: SeedLine[];
  asTyped?: SeedLine[];
  secondTry?: SeedLine[];
  returnedBecause?: string;
}

interface SeedSeries {
  member: string;
  activity: string;
  place: string;
  responsible: string;
  serviceType: string;
  first: string;
  last: string;
  startsAt: string;
  endsAt: string;
  minutes: number;
  absentOn: string[];
  shortened?: Record<string, { endsAt: string; minutes: number }>;
  others: Record<string, string[]>;
  published: { atLeast: number; below: number; text: string };
}

/** `seeds/demo/timebank.json`. */
export interface TimebankSeeds {
  joinedOn: string;
  month: string;
  issuedAt: string;
  street: string;
  members: {
    key: string;
    name: string;
    kind?: 'person' | 'group';
    community: string;
    skills: string;
    joinedOn?: string;
  }[];
  series: SeedSeries[];
  sheets: SeedSheet[];
  reversal: { at: string; servedOn: string; activity: string; member: string; reason: string };
  statements: { member: string; large?: boolean }[];
}

/**
 * Plays the time bank's line through the routes: members, sign-in sheets week by week, doubts and their correction,
 * approvals, a reversal, and the statements of a month. Throws when a published total does not come out.
 */
export async function playTimebank(
  stage: DemoStage,
  seeds: TimebankSeeds,
  say: (line: string) => void,
): Promise<{ documentIds: string[] }> {
  const play: Play = {
    stage,
    seeds,
    say,
    ids: createIds(systemClock),
    members: new Map(),
    sheets: new Map(),
  };
  await registerMembers(play);
  await playSheets(play);
  await checkPublished(play);
  return { documentIds: await issueStatements(play) };
}

interface Play {
  stage: DemoStage;
  seeds: TimebankSeeds;
  say: (line: string) => void;
  ids: ReturnType<typeof createIds>;
  members: Map<string, string>;
  /** Ids of approved sheets by date and activity. */
  sheets: Map<string, string>;
}

const call = <N extends RouteName>(play: Play, route: N, input: RouteInput<N>) =>
  play.stage.call<RouteOutput<N>>(route, input);

async function registerMembers(play: Play): Promise<void> {
  const { areas } = await call(play, 'platform.readReference', {});
  const street = areas.find((area) => area.level === 'street' && area.name === play.seeds.street);
  for (const member of play.seeds.members) {
    const joinedOn = member.joinedOn ?? play.seeds.joinedOn;
    play.stage.setClock(`${joinedOn}T01:00:00.000Z`);
    const community = areas.find((area) => area.parentId === street?.id && area.name === member.community);
    const saved = await call(play, 'timebank.saveMember', {
      member: {
        name: member.name,
        kind: member.kind ?? 'person',
        skills: member.skills,
        joinedOn,
        areaId: community?.id ?? street?.id ?? null,
      },
    });
    play.members.set(member.key, saved.id);
  }
  play.say(`  ${play.members.size} members registered, each with a volunteer number and a coin account`);
}

/** Everything in the order in which it was entered; the reversal takes its place among the sheets. */
async function playSheets(play: Play): Promise<void> {
  const { seeds, say } = play;
  const events = [
    ...seeds.series
      .flatMap(sheetsOfSeries)
      .map((sheet) => ({ at: sheet.enteredAt, run: () => playSheet(play, sheet) })),
    ...seeds.sheets.map((sheet) => ({ at: sheet.enteredAt, run: () => playSheet(play, sheet) })),
    { at: seeds.reversal.at, run: () => playReversal(play) },
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const { at, run } of events) {
    play.stage.setClock(at);
    await run();
  }
  say(`  ${play.sheets.size} sign-in sheets entered, checked, approved and posted`);
}

/** One sheet for each week of a series, entered in the afternoon of its day. */
function sheetsOfSeries(series: SeedSeries): SeedSheet[] {
  const sheets: SeedSheet[] = [];
  for (let day: CivilDate = civilDate(series.first); day <= series.last; day = addDays(day, 7)) {
    const present = [
      ...(series.absentOn.includes(day) ? [] : [series.member]),
      ...(series.others[day] ?? []),
    ];
    if (present.length === 0) continue;
    const { endsAt, minutes: given } = series.shortened?.[day] ?? series;
    sheets.push({
      key: `${series.activity} ${day}`,
      enteredAt: `${day}T09:00:00.000Z`,
      activity: series.activity,
      servedOn: day,
      place: series.place,
      responsible: series.responsible,
      sourceClass: 'sheet',
      lines: present.map((member) => ({
        member,
        startsAt: series.startsAt,
        endsAt,
        minutes: given,
        serviceType: series.serviceType,
      })),
    });
  }
  return sheets;
}

async function playSheet(play: Play, seed: SeedSheet): Promise<void> {
  const { say } = play;
  if (seed.asTyped) {
    const { findings } = await call(play, 'timebank.checkSheet', {
      sheet: sheetInput(play, seed, seed.asTyped),
    });
    const errors = findings.filter(({ severity }) => severity === 'error');
    say(`  ${seed.activity} ${seed.servedOn}: ${errors.length} errors while typing`);
    for (const { code, place, params } of errors) {
      say(`    ${place}: ${code}${'name' in params ? ` (${params['name']})` : ''}`);
    }
    if (errors.length === 0) throw new Error(`${seed.key}: the slips of the clerk were not found`);
  }
  let saved = await call(play, 'timebank.saveSheet', {
    sheet: sheetInput(play, seed, seed.secondTry ?? seed.lines),
  });
  if (seed.returnedBecause) {
    const back = await call(play, 'timebank.returnSheet', {
      id: saved.id,
      version: saved.version,
      reason: seed.returnedBecause,
    });
    say(`    ${saved.number} returned: ${seed.returnedBecause}`);
    const sheet = sheetInput(play, seed, seed.lines);
    saved = await call(play, 'timebank.saveSheet', { id: saved.id, version: back.version, sheet });
  }
  const posted = await call(play, 'timebank.approveSheet', { id: saved.id, version: saved.version });
  play.sheets.set(`${seed.servedOn} ${seed.activity}`, saved.id);
  if (posted.posted > 5 || posted.donatedMinutes > 0 || seed.sourceClass === 'lateEntry' || seed.asTyped) {
    const donated = posted.donatedMinutes > 0 ? `, ${shown(posted.donatedMinutes)} to the donation pool` : '';
    const late = seed.sourceClass === 'lateEntry' ? ', late entry' : '';
    say(
      `  ${saved.number} ${seed.activity}: ${posted.posted} lines, ${shown(posted.coinMinutes)}${donated}${late}`,
    );
  }
}

function sheetInput(
  play: Play,
  seed: SeedSheet,
  lines: readonly SeedLine[],
): RouteInput<'timebank.saveSheet'>['sheet'] {
  return {
    activity: seed.activity,
    servedOn: seed.servedOn,
    place: seed.place,
    responsible: seed.responsible,
    sourceClass: seed.sourceClass,
    lines: lines.map(({ member, ...line }) => ({
      ...line,
      id: play.ids.next(),
      memberId: idOf(play, member),
    })),
  };
}

async function playReversal(play: Play): Promise<void> {
  const { reversal } = play.seeds;
  const id = play.sheets.get(`${reversal.servedOn} ${reversal.activity}`);
  if (id === undefined) throw new Error('the sheet of the reversal was not played');
  const sheet = await call(play, 'timebank.readSheet', { id });
  const line = sheet.lines.find((one) => one.memberId === idOf(play, reversal.member));
  if (!line?.transactionId) throw new Error('the line of the reversal was not posted');
  const { seq } = await call(play, 'timebank.reverseTransaction', {
    transactionId: line.transactionId,
    reason: reversal.reason,
  });
  play.say(`  ${sheet.number} ${line.memberName}: reversed as no. ${seq}, ${reversal.reason}`);
}

/** The totals that were published must come out of the books. */
async function checkPublished(play: Play): Promise<void> {
  play.stage.setClock(play.seeds.issuedAt);
  for (const { member, activity, published } of play.seeds.series) {
    const view = await call(play, 'timebank.readMember', { id: idOf(play, member) });
    const { serviceMinutes } = view;
    const right = serviceMinutes >= published.atLeast && serviceMinutes < published.below;
    play.say(
      `  ${view.name} ${activity}: ${serviceMinutes}分 = ${shown(serviceMinutes)}, published ${published.text}`,
    );
    if (!right) throw new Error(`${view.name}: ${serviceMinutes} minutes, published ${published.text}`);
  }
}

async function issueStatements(play: Play): Promise<string[]> {
  const { month, statements } = play.seeds;
  const { jobId } = await call(play, 'timebank.issueStatementBatch', { month });
  let job = await call(play, 'platform.readJob', { id: jobId });
  while (job.state === 'running') {
    await wait(50);
    job = await call(play, 'platform.readJob', { id: jobId });
  }
  if (job.state !== 'done' || job.resultId === null)
    throw new Error(`the batch of statements ended ${job.state}`);
  play.say(`  statements of ${month} for all members: one PDF`);
  const documentIds = [job.resultId];
  for (const { member, large = false } of statements) {
    const issued = await call(play, 'timebank.issueStatement', {
      memberId: idOf(play, member),
      month,
      large,
    });
    documentIds.push(issued.documentId);
  }
  play.say(`  ${statements.length} statements one by one, one of them in large print`);
  return documentIds;
}

function idOf(play: Play, key: string): string {
  const id = play.members.get(key);
  if (id === undefined) throw new Error(`no member “${key}” in the seeds`);
  return id;
}

const shown = (value: number) => formatMinutes(minutes(value));
