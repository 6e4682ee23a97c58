import type { ErrorCode } from '../../contract/errors.ts';
import type { RestWay, RuleBody } from '../../contract/timebank/rule-bodies.ts';
import {
  memberEventKinds,
  type EndingKind,
  type MemberEventKind,
  type MembershipStep,
} from '../../contract/timebank/membership-values.ts';
import type { Standing } from '../../contract/timebank/standings.ts';
import { refuseReceiver, type Relation } from '../spending/spending-rules.ts';
import type { CivilDate } from '../../platform/dates.ts';

type MembershipRule = RuleBody<'membership'>;

/** The course of a membership, as far as what may come next hangs on it. */
export interface Course {
  standing: Standing;
  /** Reviews that the last application needs. */
  levels: 1 | 2;
  /** How the membership ended last; null: never, or before such things were written down. */
  ending: EndingKind | null;
}

/** From where an event may come. An application is the first event of a member, or follows a refusal. */
const from: Record<MemberEventKind, readonly Standing[]> = {
  applied: ['refused'],
  reviewed: ['applied'],
  admitted: ['applied', 'reviewed'],
  refused: ['applied', 'reviewed'],
  suspended: ['active'],
  resumed: ['suspended'],
  moved: ['active', 'suspended'],
  left: ['active', 'suspended'],
  died: ['active', 'suspended'],
  settled: ['ended'],
  returned: ['ended'],
  revoked: ['ended'],
  merged: ['active', 'suspended', 'ended'],
  absorbed: ['active', 'suspended'],
  unmerged: ['merged'],
  released: ['active', 'suspended', 'ended'],
};

const to: Record<MemberEventKind, Standing | 'same'> = {
  applied: 'applied',
  reviewed: 'reviewed',
  admitted: 'active',
  refused: 'refused',
  suspended: 'suspended',
  resumed: 'active',
  moved: 'ended',
  left: 'ended',
  died: 'ended',
  settled: 'same',
  returned: 'active',
  revoked: 'active',
  merged: 'merged',
  absorbed: 'same',
  unmerged: 'active',
  released: 'same',
};

/** Whether an event may follow. The database refuses the same (migration 0016). */
export function mayFollow(kind: MemberEventKind, course: Course): boolean {
  if (!from[kind].includes(course.standing)) return false;
  if (kind === 'admitted') return course.standing === 'reviewed' || course.levels === 1;
  if (kind === 'reviewed') return course.levels === 2;
  // Nobody comes back from death; a death recorded in error is revoked.
  if (kind === 'returned') return course.ending !== 'died';
  return true;
}

/** The course after an event that was allowed. */
export function courseAfter(kind: MemberEventKind, course: Course): Course {
  const next = to[kind];
  return {
    ...course,
    standing: next === 'same' ? course.standing : next,
    ending: kind === 'moved' || kind === 'left' || kind === 'died' ? kind : course.ending,
  };
}

export function openEvents(course: Course): MemberEventKind[] {
  return memberEventKinds.filter((kind) => mayFollow(kind, course));
}

const eventOf: Record<MembershipStep, readonly MemberEventKind[]> = {
  reapply: ['applied'],
  review: ['reviewed', 'admitted'],
  suspend: ['suspended'],
  resume: ['resumed'],
  end: ['left'],
  settle: ['settled'],
  return: ['returned'],
  revoke: ['revoked'],
  merge: ['absorbed'],
  takeBack: ['unmerged'],
};

/** Steps that may be offered now. Settling needs something to settle; revoking needs an ending on file. */
export function openSteps(course: Course, hasRest: boolean): MembershipStep[] {
  return (Object.keys(eventOf) as MembershipStep[]).filter((step) => {
    if (step === 'settle' && !hasRest) return false;
    if (step === 'revoke' && course.ending === null) return false;
    return eventOf[step].some((kind) => mayFollow(kind, course));
  });
}

/** `members.state`, on which lists and old questions rest; who is not admitted counts as suspended there. */
export function stateOf(standing: Standing): 'active' | 'suspended' | 'left' {
  if (standing === 'active') return 'active';
  return standing === 'ended' || standing === 'merged' || standing === 'refused' ? 'left' : 'suspended';
}

/** Why somebody who stands so may not earn, receive or spend; null when he may. */
export function refuseActing(standing: Standing): ErrorCode | null {
  switch (standing) {
    case 'active':
      return null;
    case 'applied':
    case 'reviewed':
    case 'refused':
      return 'member.notAdmitted';
    case 'ended':
      return 'member.accountClosed';
    case 'merged':
      return 'member.merged';
    case 'suspended':
      return 'member.inactive';
  }
}

/** What the rule lets become of the rest for each way of ending. */
export function waysOf(rule: MembershipRule, kind: EndingKind): readonly RestWay[] {
  return { moved: rule.onMoving, left: rule.onLeaving, died: rule.onDeath }[kind];
}

/**
 * Why the rest may not go this way, or null. `relation` is the one on file between both (`none`: there is none); what was
 * shown for it is on file with it. Only where the rule lets anybody inherit may the heir be nobody’s relative, with a
 * proof written down there and then. A group whose hours can only be given away has no heirs.
 */
export function refuseDisposal(
  asked: {
    kind: EndingKind;
    way: RestWay;
    memberKind: 'person' | 'group';
    relation: Relation;
    proof: string;
  },
  rule: MembershipRule,
  groups: 'keep' | 'donateOnly',
  today: CivilDate,
): ErrorCode | null {
  if (!waysOf(rule, asked.kind).includes(asked.way)) return 'member.wayClosed';
  if (asked.way !== 'heir') return null;
  if (asked.memberKind === 'group' && groups === 'donateOnly') return 'spending.groupDonates';
  const refusal = refuseHeir(asked.relation, rule, today);
  if (refusal) return asked.relation === 'none' && rule.heirs !== 'none' ? 'member.heirNotRecorded' : refusal;
  return asked.relation === 'none' && asked.proof === '' ? 'member.proofMissing' : null;
}

/** Why somebody so related inherits nothing by the rule, or null: there is no age from which one inherits. */
export function refuseHeir(
  relation: Relation,
  { heirs }: Pick<MembershipRule, 'heirs'>,
  today: CivilDate,
): 'member.heirOutside' | null {
  const circle = { transferCircle: heirs, transferFromAge: null };
  return refuseReceiver({ relation, birthDate: null }, circle, today) === null ? null : 'member.heirOutside';
}
