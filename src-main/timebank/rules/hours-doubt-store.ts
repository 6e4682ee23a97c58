import type { Reader } from '../../platform/database/handles.ts';
import { earnerDoubts, type EarnerDoubt } from '../earners.ts';
import type { TimebankRules } from '../rules.ts';
import { knownMembersOf } from '../sheet-assessment.ts';
import type { CheckedHours } from './hours-check-store.ts';

/** What a sheet would be asked about the members of good rows, by row of the file: one look-up for each day of service. */
export async function hoursDoubts(
  tx: Reader,
  lines: readonly CheckedHours[],
  rules: TimebankRules,
): Promise<Map<number, EarnerDoubt[]>> {
  const days = new Map<string, { line: number; memberId: string }[]>();
  for (const { line, state, member, read } of lines) {
    if (state !== 'good' || !member || !read.servedOn) continue;
    const day = days.get(read.servedOn) ?? [];
    day.push({ line, memberId: member.id });
    days.set(read.servedOn, day);
  }
  const found = new Map<number, EarnerDoubt[]>();
  for (const [servedOn, rows] of days) {
    const known = await knownMembersOf(tx, [...new Set(rows.map(({ memberId }) => memberId))], servedOn);
    for (const { line, memberId } of rows) {
      const member = known.get(memberId);
      const doubts = member ? earnerDoubts(member, servedOn, rules) : [];
      if (doubts.length > 0) found.set(line, doubts);
    }
  }
  return found;
}
