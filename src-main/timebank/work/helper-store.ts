import type { Reader } from '../../platform/database/handles.ts';
import { civilDate, weekdayOf } from '../../platform/dates.ts';
import { likeAnywhere } from '../../platform/search-key.ts';
import { placesNeeded } from '../membership/availability.ts';
import { earnerDoubts, type Earner, type EarnerDoubt } from '../earners.ts';
import type { TimebankRules } from '../rules.ts';
import { knownMembersOf } from '../sheet-assessment.ts';
import type { RequestRow } from './entities.ts';

export interface Helper {
  id: string;
  name: string;
  volunteerNumber: string;
  skills: string;
  serviceMinutes: number;
  offered: boolean;
  skilled: boolean;
  busy: boolean;
  /** What the member has said about that weekday and time. */
  available: 'yes' | 'no' | 'unknown';
  doubts: Pick<EarnerDoubt, 'code' | 'params'>[];
}

/**
 * Who could help with a request: whoever offered stands first, then whose skills name the kind of service, then who has
 * time at that weekday and hour, then who has served most. Who has something else at that time is shown as busy, not hidden. At most 30.
 */
export async function helpersFor(
  tx: Reader,
  row: RequestRow,
  search: { text: string; serviceName: string; rules: TimebankRules },
): Promise<Helper[]> {
  const name = search.text === '' ? '%' : likeAnywhere(search.text);
  const places = placesNeeded(weekdayOf(civilDate(row.wanted_on)), row.starts_at, row.ends_at);
  const free = places.map((place) => `substr(free.slots, ${place}, 1) = '1'`).join(' AND ');
  const number = `%${search.text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.all<
    Omit<Helper, 'offered' | 'skilled' | 'busy' | 'doubts'> & Record<'offered' | 'skilled' | 'busy', number>
  >(
    `SELECT members.id, members.name, members.volunteer_number AS volunteerNumber, members.skills,
       ifnull((SELECT sum(minutes) FROM service_records WHERE member_id = members.id), 0) AS serviceMinutes,
       EXISTS (SELECT 1 FROM request_offers WHERE request_id = ? AND helper_id = members.id) AS offered,
       instr(members.skills, ?) > 0 AS skilled,
       EXISTS (SELECT 1 FROM requests AS other WHERE other.helper_id = members.id AND other.wanted_on = ? AND other.id <> ?
         AND other.state IN ('taken', 'started', 'done', 'confirmed') AND other.starts_at < ? AND other.ends_at > ?) AS busy,
       CASE WHEN free.slots IS NULL THEN 'unknown' WHEN ${free} THEN 'yes' ELSE 'no' END AS available
     FROM members LEFT JOIN member_availability AS free ON free.member_id = members.id AND free.slots GLOB '*1*'
     WHERE members.state = 'active' AND members.id <> ?
       AND (members.search_keys LIKE ? ESCAPE '\\' OR members.volunteer_number LIKE ? ESCAPE '\\')
     ORDER BY offered DESC, busy, skilled DESC, available = 'yes' DESC, available = 'no', serviceMinutes DESC, members.volunteer_number LIMIT 30`,
    [
      row.id,
      search.serviceName,
      row.wanted_on,
      row.id,
      row.ends_at,
      row.starts_at,
      row.recipient_id,
      name,
      number,
    ],
  );
  const known = await knownMembersOf(
    tx,
    rows.map(({ id }) => id),
    row.wanted_on,
  );
  return rows.map((found) => ({
    ...found,
    offered: found.offered === 1,
    skilled: found.skilled === 1,
    busy: found.busy === 1,
    doubts: doubtsOf(known.get(found.id), row.wanted_on, search.rules),
  }));
}

function doubtsOf(member: Earner | undefined, day: string, rules: TimebankRules): Helper['doubts'] {
  return member ? earnerDoubts(member, day, rules).map(({ code, params }) => ({ code, params })) : [];
}
