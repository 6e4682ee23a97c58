import type { Finding } from '../contract/mediation/finding.ts';
import { sourceClasses, type Credit } from '../contract/timebank.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CivilDate } from '../platform/dates.ts';
import { decideSheet, type CreditLine, type LineCredit, type Standing } from './credit.ts';
import { groupFactsOf } from './activities/group-work-store.ts';
import { personsOfCodes } from './activities/sign-sheet-store.ts';
import { isGuardedOn } from './circle/representative-store.ts';
import { countedMinutes, creditedMinutes } from './counted-store.ts';
import { coinAccountsOf, type CoinAccount } from './ledger-store.ts';
import { standingsOf } from './membership/standing-store.ts';
import type { TimebankRules } from './rules.ts';
import { servedSpans } from './served-store.ts';
import { checkSheet, explainCredits, type KnownMember, type OtherLine } from './sheet-check.ts';
import { checkCodes } from './sheet-code-check.ts';
import type { CheckedSheet } from './sheet-draft.ts';

export interface Assessment {
  findings: Finding[];
  credits: LineCredit[];
  accounts: ReadonlyMap<string, CoinAccount>;
}

/**
 * Doubts and credits of a sheet against what is on file, in four look-ups however many lines it has. The same for the
 * check while typing, for saving and for approval, so that nobody approves other numbers than were shown.
 */
export async function assessSheet(
  tx: Reader,
  request: { sheet: CheckedSheet; sheetId?: string | undefined; today: CivilDate; rules: TimebankRules },
): Promise<Assessment> {
  const { sheet, rules, today } = request;
  const ids = [...new Set(sheet.lines.flatMap((line) => line.memberId ?? []))];
  const members = await knownMembersOf(tx, ids, sheet.servedOn ?? today);
  const others =
    sheet.servedOn === undefined ? [] : await otherLines(tx, ids, sheet.servedOn, request.sheetId ?? '');
  const accounts = await coinAccountsOf(tx, ids);
  const used = await usedBefore(tx, ids, sheet);
  const credited = await creditedMinutes(tx, ids, rules.credit);
  const standings = new Map<string, Standing>(
    [...members].map(([id, member]) => [
      id,
      {
        kind: member.kind,
        storedMinutes: accounts.get(id)?.balance ?? 0,
        lifetimeMinutes: credited.get(id),
        dayMinutes: used.day.get(id) ?? 0,
        eventMinutes: used.event.get(id) ?? 0,
      },
    ]),
  );
  const credits = decideSheet(creditLines(sheet, rules), standings, rules.credit, {
    sourceClass: sourceClasses.find((known) => known === sheet.sourceClass) ?? 'sheet',
    bookedOn: today,
  });
  const printedFor = await personsOfCodes(
    tx,
    sheet.lines.flatMap((line) => line.printedCode ?? []),
  );
  const groups = await groupFactsOf(tx, sheet, members, request.sheetId ?? '');
  return {
    findings: [
      ...checkSheet(
        sheet,
        { today, members, others, serviceTypes: rules.serviceTypes, ...groups },
        rules.doubts,
        rules.earners,
      ),
      ...checkCodes(sheet, printedFor, members),
      ...explainCredits(sheet.lines, credits, members),
    ],
    credits,
    accounts,
  };
}

export function creditView(credit: LineCredit): Credit {
  return {
    lineId: credit.lineId,
    servedMinutes: credit.servedMinutes,
    coinMinutes: credit.coinMinutes,
    donatedMinutes: credit.donatedMinutes,
    points: credit.points,
    perServiceMinutes: credit.coefficient.perServiceMinutes ?? null,
    numerator: credit.coefficient.numerator,
    denominator: credit.coefficient.denominator,
    rule: credit.rule,
  };
}

/** What members have used up already of the limits of the sheet’s day, and of its activity on another sheet of that day. */
async function usedBefore(tx: Reader, memberIds: readonly string[], { servedOn, activity }: CheckedSheet) {
  const none = new Map<string, number>();
  if (servedOn === undefined) return { day: none, event: none };
  return {
    day: await countedMinutes(tx, { memberIds, servedOn }),
    event: activity ? await countedMinutes(tx, { memberIds, servedOn, activity }) : none,
  };
}

/** Lines that are complete enough to be worth something. */
function creditLines(sheet: CheckedSheet, rules: TimebankRules): CreditLine[] {
  return sheet.lines.flatMap(({ id, memberId, minutes, serviceType }) => {
    const type = rules.serviceTypes.get(serviceType ?? '');
    if (id === undefined || memberId === undefined || minutes === undefined || !type) return [];
    return [{ lineId: id, memberId, minutes, coefficient: type.coefficient }];
  });
}

/** Members by id. A guardian is who acts for the member on the day, or who was typed before guardians had records. */
export async function knownMembersOf(
  tx: Reader,
  ids: readonly string[],
  day: string,
): Promise<Map<string, KnownMember>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.all<{
    id: string;
    name: string;
    kind: KnownMember['kind'];
    state: KnownMember['state'];
    gender: KnownMember['gender'];
    birth_date: string | null;
    guarded: number;
    joined_on: string;
  }>(
    `SELECT id, name, kind, state, gender, birth_date, joined_on,
       guardian <> '' OR ${isGuardedOn('members.id', '?1')} AS guarded
     FROM members WHERE id IN (${ids.map(() => '?').join(', ')})`,
    [day, ...ids],
  );
  const standings = await standingsOf(tx, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: row.name,
        kind: row.kind,
        state: row.state,
        gender: row.gender,
        birthDate: row.birth_date,
        guarded: row.guarded === 1,
        joinedOn: row.joined_on,
        ...standings.get(row.id),
      },
    ]),
  );
}

/** What members served on a day, booked or waiting, without the one of which this is asked. */
export async function otherLines(
  tx: Reader,
  ids: readonly string[],
  servedOn: string,
  exceptId: string,
): Promise<OtherLine[]> {
  const spans = await servedSpans(tx, { memberIds: ids, from: servedOn, to: servedOn, exceptId });
  return spans.map(({ memberId, startsAt, endsAt, minutes, number, activity }) => ({
    ...{ memberId, startsAt, endsAt, minutes, activity },
    sheetNumber: number,
  }));
}
