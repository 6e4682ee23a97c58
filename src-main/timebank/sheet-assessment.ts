import type { Finding } from '../contract/mediation/finding.ts';
import { sourceClasses, type Credit } from '../contract/timebank.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CivilDate } from '../platform/dates.ts';
import { decideSheet, type CreditLine, type LineCredit, type Standing } from './credit.ts';
import { coinAccountsOf, type CoinAccount } from './ledger-store.ts';
import type { TimebankRules } from './rules.ts';
import { checkSheet, explainCredits, type KnownMember, type OtherLine } from './sheet-check.ts';
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
  const members = await knownMembersOf(tx, ids);
  const others =
    sheet.servedOn === undefined ? [] : await otherLines(tx, ids, sheet.servedOn, request.sheetId ?? '');
  const accounts = await coinAccountsOf(tx, ids);
  const coinsThatDay =
    sheet.servedOn === undefined ? new Map<string, number>() : await coinsOfDay(tx, ids, sheet.servedOn);
  const standings = new Map<string, Standing>(
    [...members].map(([id, member]) => [
      id,
      {
        kind: member.kind,
        storedMinutes: accounts.get(id)?.balance ?? 0,
        dayMinutes: coinsThatDay.get(id) ?? 0,
      },
    ]),
  );
  const credits = decideSheet(creditLines(sheet, rules), standings, rules.credit, {
    sourceClass: sourceClasses.find((known) => known === sheet.sourceClass) ?? 'sheet',
    bookedOn: today,
  });
  return {
    findings: [
      ...checkSheet(
        sheet,
        { today, members, others, serviceTypes: rules.serviceTypes },
        rules.doubts,
        rules.earners,
      ),
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

/** Lines that are complete enough to be worth something. */
function creditLines(sheet: CheckedSheet, rules: TimebankRules): CreditLine[] {
  return sheet.lines.flatMap(({ id, memberId, minutes, serviceType }) => {
    const type = rules.serviceTypes.get(serviceType ?? '');
    if (id === undefined || memberId === undefined || minutes === undefined || !type) return [];
    return [{ lineId: id, memberId, minutes, coefficient: type.coefficient }];
  });
}

export async function knownMembersOf(tx: Reader, ids: readonly string[]): Promise<Map<string, KnownMember>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.all<{
    id: string;
    name: string;
    kind: KnownMember['kind'];
    state: KnownMember['state'];
    gender: KnownMember['gender'];
    birth_date: string | null;
    guardian: string;
    joined_on: string;
  }>(
    `SELECT id, name, kind, state, gender, birth_date, guardian, joined_on FROM members WHERE id IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: row.name,
        kind: row.kind,
        state: row.state,
        gender: row.gender,
        birthDate: row.birth_date,
        guardian: row.guardian,
        joinedOn: row.joined_on,
      },
    ]),
  );
}

/** What members served on a day by sheets and requests, without one sheet or one request of which this is asked. */
export async function otherLines(
  tx: Reader,
  ids: readonly string[],
  servedOn: string,
  exceptId: string,
): Promise<OtherLine[]> {
  if (ids.length === 0) return [];
  const rows = await tx.all<{
    member_id: string;
    starts_at: string;
    ends_at: string;
    minutes: number;
    number: string;
    activity: string;
  }>(
    `SELECT line.member_id, line.starts_at, line.ends_at, line.minutes, sheets.number, sheets.activity
     FROM sheets JOIN sheet_lines AS line ON line.sheet_id = sheets.id
     WHERE sheets.served_on = ? AND sheets.state <> 'cancelled' AND sheets.id <> ?
       AND line.member_id IN (${ids.map(() => '?').join(', ')})
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS header
         JOIN ledger_transactions AS undone ON undone.reverses_id = header.id WHERE header.sheet_line_id = line.id)
     UNION ALL
     SELECT helper_id, served_from, served_to, served_minutes, number, title FROM requests
     WHERE served_on = ? AND state IN ('done', 'confirmed') AND id <> ? AND helper_id IN (${ids.map(() => '?').join(', ')})
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = requests.transaction_id)
     ORDER BY 2`,
    [servedOn, exceptId, ...ids, servedOn, exceptId, ...ids],
  );
  return rows.map((row) => ({
    memberId: row.member_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    minutes: row.minutes,
    sheetNumber: row.number,
    activity: row.activity,
  }));
}

/** Coins already credited for service on a date, by member, net of reversals. */
export async function coinsOfDay(
  tx: Reader,
  ids: readonly string[],
  servedOn: string,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.all<{ member_id: string; minutes: number }>(
    `SELECT record.member_id, sum(entry.amount) AS minutes FROM service_records AS record
     JOIN ledger_transactions AS header ON header.id = record.transaction_id
     JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.member_id = record.member_id
       AND account.unit = 'minute'
     WHERE record.served_on = ? AND record.member_id IN (${ids.map(() => '?').join(', ')})
     GROUP BY record.member_id`,
    [servedOn, ...ids],
  );
  return new Map(rows.map((row) => [row.member_id, row.minutes]));
}
