import { maskName } from '../closing/mask-name.ts';
import type { SqlValue } from '../../platform/database/handles.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { currentRules } from '../rules/rule-store.ts';
import { starsOf } from '../rules.ts';

export const rankingHandlers: Pick<HandlersOf<'timebank'>, 'timebank.readRanking'> = {
  /** Hours of the span decide the order; stars are those of all hours. Equal hours share a rank. */
  async 'timebank.readRanking'(context, { areaId, from, to, limit }) {
    const { stars } = await currentRules(context);
    const conditions = [`members.state = 'active'`];
    const params: SqlValue[] = [from ?? '0000-01-01', to ?? '9999-12-31'];
    if (areaId) {
      conditions.push(
        `members.area_id IN (WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id)
          SELECT id FROM below)`,
      );
      params.push(areaId);
    }
    const rows = await context.tx.all<{
      name: string;
      kind: 'person' | 'group';
      volunteerNumber: string;
      grid: string;
      minutes: number;
      total: number;
    }>(
      `SELECT * FROM (SELECT members.name, members.kind, members.volunteer_number AS volunteerNumber, ifnull(areas.name, '') AS grid,
         ifnull((SELECT sum(minutes) FROM service_records WHERE member_id = members.id AND served_on BETWEEN ? AND ?), 0) AS minutes,
         ifnull((SELECT sum(minutes) FROM service_records WHERE member_id = members.id), 0) AS total
       FROM members LEFT JOIN areas ON areas.id = members.area_id WHERE ${conditions.join(' AND ')})
       WHERE minutes > 0 ORDER BY minutes DESC, volunteerNumber LIMIT ?`,
      [...params, limit],
    );
    let rank = 0;
    return {
      rows: rows.map((row, index) => {
        if (index === 0 || row.minutes < rows[index - 1]!.minutes) rank = index + 1;
        return {
          rank,
          name: maskName(row.name, row.kind),
          volunteerNumber: row.volunteerNumber,
          grid: row.grid,
          minutes: row.minutes,
          stars: starsOf(row.total, stars),
        };
      }),
    };
  },
};
