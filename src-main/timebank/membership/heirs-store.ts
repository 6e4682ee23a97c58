import type { HeirView } from '../../contract/timebank/membership-values.ts';
import type { RuleBody } from '../../contract/timebank/rule-bodies.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate, type CivilDate } from '../../platform/dates.ts';
import { circleOf } from '../circle/relation-store.ts';
import { heldUpTo } from '../circle/term.ts';
import { refuseHeir } from './membership.ts';

/**
 * Everybody who belonged to a member on the last day of the membership, with the proof that is on file, who may inherit
 * first. A relation that is written down later counts if it says that it held on that day.
 */
export async function heirsOf(
  tx: Reader,
  memberId: string,
  rule: RuleBody<'membership'>,
  lastDay: CivilDate,
): Promise<HeirView[]> {
  const on = { today: lastDay, rule: { transferCircle: rule.heirs, transferFromAge: null } };
  const relations = await circleOf(tx, memberId, on);
  const heirs = relations
    .filter((relation) => heldUpTo(relation, lastDay))
    .map(({ id, other, kind, proofKind, proofNote, from, until }): HeirView => {
      return {
        ...{ id: other.id, name: other.name, volunteerNumber: other.volunteerNumber },
        ...{ relationId: id, relation: kind, proofKind, proofNote, from, until },
        refusal: refuseHeir(kind, rule, lastDay) ?? (other.active ? null : 'member.inactive'),
      };
    });
  return heirs.sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null));
}

/** The day up to which relations count: the one asked for, that of the last ending on file, or today. */
export async function lastDayOf(
  tx: Reader,
  memberId: string,
  asked: { onDay: string | null; today: CivilDate },
): Promise<CivilDate> {
  if (asked.onDay !== null) return civilDate(asked.onDay);
  const ending = await tx.get<{ on_day: string }>(
    `SELECT on_day FROM member_events WHERE member_id = ? AND kind IN ('moved', 'left', 'died')
       AND (SELECT standing FROM member_events WHERE member_id = ?1 ORDER BY seq DESC LIMIT 1) = 'ended'
     ORDER BY seq DESC LIMIT 1`,
    [memberId],
  );
  return ending ? civilDate(ending.on_day) : asked.today;
}
