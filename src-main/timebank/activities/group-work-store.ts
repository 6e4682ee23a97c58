import type { Reader } from '../../platform/database/handles.ts';
import type { CheckedSheet } from '../sheet-draft.ts';
import type { GroupWork, SheetGroup } from '../sheet-group-check.ts';
import { membersOfGroupOn } from './group-store.ts';

/** What the check of a sheet must know about groups: its own, and other lines of the day that may count the same work. */
export async function groupFactsOf(
  tx: Reader,
  sheet: CheckedSheet,
  members: ReadonlyMap<string, { kind: 'person' | 'group' }>,
  exceptSheetId: string,
): Promise<{ group?: SheetGroup | undefined; groupWork?: GroupWork[] }> {
  if (sheet.servedOn === undefined) return {};
  const onSheet = [...members].flatMap(([id, { kind }]) => (kind === 'group' ? [id] : []));
  if (sheet.groupId === undefined && onSheet.length === 0) return {};
  return {
    group:
      sheet.groupId === undefined
        ? undefined
        : await groupOf(tx, sheet.groupId, sheet.servedOn, [...members.keys()]),
    groupWork: await groupWorkOn(tx, sheet.servedOn, exceptSheetId, {
      own: sheet.groupId === undefined ? [] : [sheet.groupId],
      named: onSheet,
    }),
  };
}

async function groupOf(
  tx: Reader,
  id: string,
  day: string,
  ids: readonly string[],
): Promise<SheetGroup | undefined> {
  const row = await tx.get<{ name: string; state: string }>(
    `SELECT name, state FROM members WHERE id = ? AND kind = 'group'`,
    [id],
  );
  if (!row) return undefined;
  return {
    id,
    name: row.name,
    active: row.state === 'active',
    people: await membersOfGroupOn(tx, id, day, ids),
  };
}

/** Lines of groups themselves (`own`), and of people in the name of groups (`named`), on other sheets of a day. */
async function groupWorkOn(
  tx: Reader,
  day: string,
  exceptSheetId: string,
  groups: { own: readonly string[]; named: readonly string[] },
): Promise<GroupWork[]> {
  const marks = (ids: readonly string[]) => ids.map(() => '?').join(', ');
  const standing = `sheets.served_on = ? AND sheets.state <> 'cancelled' AND sheets.id <> ?
    AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS header
      JOIN ledger_transactions AS undone ON undone.reverses_id = header.id WHERE header.sheet_line_id = line.id)`;
  const rows = await tx.all<Omit<GroupWork, 'ofGroup'> & { ofGroup: number }>(
    `SELECT line.member_id AS groupId, 1 AS ofGroup, line.starts_at AS startsAt, line.ends_at AS endsAt, sheets.number AS sheetNumber
     FROM sheets JOIN sheet_lines AS line ON line.sheet_id = sheets.id
     WHERE ${standing} AND line.member_id IN (${marks(groups.own)})
     UNION ALL
     SELECT sheets.group_id, 0, line.starts_at, line.ends_at, sheets.number
     FROM sheets JOIN sheet_lines AS line ON line.sheet_id = sheets.id
     WHERE ${standing} AND sheets.group_id IN (${marks(groups.named)}) AND line.member_id <> sheets.group_id
     ORDER BY 5, 3`,
    [day, exceptSheetId, ...groups.own, day, exceptSheetId, ...groups.named],
  );
  return rows.map((row) => ({ ...row, ofGroup: row.ofGroup === 1 }));
}
