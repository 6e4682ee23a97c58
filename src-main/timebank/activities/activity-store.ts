import type { ActivityFields, ActivityRow } from '../../contract/timebank/activity-values.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { addDays, type CivilDate } from '../../platform/dates.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { Activities, type ActivityRowStored } from './entities.ts';

export async function activityById(tx: Reader, id: string): Promise<ActivityRowStored> {
  const row = await tx.find(Activities).findOneBy({ id });
  if (!row) throw notFound('activity');
  return row;
}

/** An activity that people may still sign up for. Errors: `record.notFound`, `activity.stageForbids`. */
export async function plannedActivity(tx: Reader, id: string): Promise<ActivityRowStored> {
  const row = await activityById(tx, id);
  if (row.state !== 'planned') throw new AppError('activity.stageForbids', { params: { state: row.state } });
  return row;
}

/** It took place; a sheet of it proves that as well as anybody’s word. Error: `activity.notYet`. */
export async function markHeld(context: CommandContext, row: ActivityRowStored) {
  if (row.held_on > context.today) throw new AppError('activity.notYet', { params: { date: row.held_on } });
  return closeActivity(context, row, { state: 'held', closed_reason: '' });
}

export async function closeActivity(
  context: CommandContext,
  row: ActivityRowStored,
  changes: Pick<ActivityRowStored, 'state' | 'closed_reason'>,
) {
  const { tx, now, audit } = context;
  const version = row.version + 1;
  await tx.update(Activities, row.id, { ...changes, version, closed_at: now, updated_at: now });
  audit(`activity:${row.id}`, { number: row.number, from: row.state, to: changes.state });
  return { id: row.id, version };
}

export function activityColumns(fields: ActivityFields) {
  return {
    title: fields.title,
    held_on: fields.heldOn,
    starts_at: fields.startsAt,
    ends_at: fields.endsAt,
    place: fields.place,
    area_id: fields.areaId,
    responsible: fields.responsible,
    service_type: fields.serviceType,
    group_id: fields.groupId,
    capacity: fields.capacity,
    note: fields.note,
  };
}

export interface ActivityFilter {
  when: 'coming' | 'past' | 'all';
  states?: readonly ActivityRow['state'][] | undefined;
  withoutSheet: boolean;
  groupId?: string | undefined;
  text: string;
}

/** Coming activities in the order of the calendar, others newest first; text is looked for in number, title and place. */
export async function findActivities(
  tx: Reader,
  filter: ActivityFilter,
  { today, page }: { today: string; page: { offset: number; limit: number } },
): Promise<{ rows: ActivityRow[]; total: number }> {
  const { where, params } = conditionsOf(filter, today);
  const order = filter.when === 'coming' ? '' : 'DESC';
  const rows = await tx.all<Listed>(
    `${listed} ${where} ORDER BY activities.held_on ${order}, activities.starts_at ${order}, activities.id ${order} LIMIT ? OFFSET ?`,
    [...params, page.limit, page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total FROM activities ${where}`, params);
  return { rows: rows.map(activityRow), total: count?.total ?? 0 };
}

export async function listedActivity(tx: Reader, id: string): Promise<ActivityRow> {
  const row = await tx.get<Listed>(`${listed} WHERE activities.id = ?`, [id]);
  if (!row) throw notFound('activity');
  return activityRow(row);
}

/** For the workbench: planned for the next seven days, and held with no sheet entered. */
export async function activityCounts(
  tx: Reader,
  today: CivilDate,
): Promise<{ soon: number; withoutSheet: number }> {
  const row = await tx.get<{ soon: number; withoutSheet: number }>(
    `SELECT (SELECT count(*) FROM activities WHERE state = 'planned' AND held_on BETWEEN ? AND ?) AS soon,
       (SELECT count(*) FROM activities WHERE ${lacksSheet}) AS withoutSheet`,
    [today, addDays(today, 7), today],
  );
  return { soon: row?.soon ?? 0, withoutSheet: row?.withoutSheet ?? 0 };
}

type Listed = ActivityRowStored & { group_name: string | null; active: number; sheets: number };

const listed = `SELECT activities.*, members.name AS group_name,
    (SELECT count(*) FROM activity_sign_ups WHERE activity_id = activities.id AND withdrawn_at IS NULL) AS active,
    (SELECT count(*) FROM sheets WHERE activity_id = activities.id AND state <> 'cancelled') AS sheets
  FROM activities LEFT JOIN members ON members.id = activities.group_id`;

/** Its day is over or it was said to be held, and nobody entered what was given. One parameter: today. */
const lacksSheet = `(activities.state = 'held' OR (activities.state = 'planned' AND activities.held_on < ?))
  AND NOT EXISTS (SELECT 1 FROM sheets WHERE activity_id = activities.id AND state <> 'cancelled')`;

function activityRow(row: Listed): ActivityRow {
  const signedUp = Math.min(row.active, row.capacity ?? row.active);
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    title: row.title,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    state: row.state,
    groupName: row.group_name ?? '',
    capacity: row.capacity,
    signedUp,
    waiting: row.active - signedUp,
    sheets: row.sheets,
  };
}

function conditionsOf(filter: ActivityFilter, today: string): { where: string; params: SqlValue[] } {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const add = (condition: string, ...values: SqlValue[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (filter.when !== 'all') add(`activities.held_on ${filter.when === 'coming' ? '>=' : '<'} ?`, today);
  if (filter.states && filter.states.length > 0)
    add(`activities.state IN (${filter.states.map(() => '?').join(', ')})`, ...filter.states);
  if (filter.withoutSheet) add(lacksSheet, today);
  if (filter.groupId !== undefined) add('activities.group_id = ?', filter.groupId);
  if (filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    add(
      `(activities.number LIKE ? ESCAPE '\\' OR activities.title LIKE ? ESCAPE '\\' OR activities.place LIKE ? ESCAPE '\\')`,
      pattern,
      pattern,
      pattern,
    );
  }
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', params };
}
