import { z } from 'zod';
import type { Role } from '../route.ts';
import { memberView } from '../timebank.ts';
import { civilDate, id, instant, minutes } from '../values.ts';
import { proofKinds, relationKinds } from './circle.ts';
import { restWays } from './rule-bodies.ts';

export const membershipReaders = [
  'administrator',
  'coordinator',
  'clerk',
  'auditor',
] as const satisfies readonly Role[];

/**
 * What can happen to a membership. `settled`: the rest of an ended account was dealt with later; `revoked`: an ending had
 * been recorded in error; `absorbed` and `released` stand with the survivor of a merge, `merged` and `unmerged` with
 * the double.
 */
export const memberEventKinds = [
  'applied',
  'reviewed',
  'admitted',
  'refused',
  'suspended',
  'resumed',
  'moved',
  'left',
  'died',
  'settled',
  'returned',
  'revoked',
  'merged',
  'absorbed',
  'unmerged',
  'released',
] as const;
export type MemberEventKind = (typeof memberEventKinds)[number];

/** How a membership ends. */
export const endingKinds = ['moved', 'left', 'died'] as const;
export type EndingKind = (typeof endingKinds)[number];

/** Steps that the window offers; what each may be taken from stands in `timebank/membership/membership.ts`. */
export const membershipSteps = [
  'reapply',
  'review',
  'suspend',
  'resume',
  'end',
  'settle',
  'return',
  'revoke',
  'merge',
  'takeBack',
] as const;
export type MembershipStep = (typeof membershipSteps)[number];

export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/** When a member has time: weekday 1 (Monday) to 7, and a part of the day. */
export const availabilitySlot = z.strictObject({
  weekday: z.int().min(1).max(7),
  part: z.enum(dayParts),
});
export type AvailabilitySlot = z.output<typeof availabilitySlot>;

const someone = z.object({ id, name: z.string(), volunteerNumber: z.string() });

export const memberEventView = z.object({
  seq: z.int(),
  kind: z.enum(memberEventKinds),
  /** Civil date from which it holds. */
  onDay: civilDate,
  /** Last day of a suspension; null: open. */
  untilDay: civilDate.nullable(),
  reason: z.string(),
  /** What became of the rest of the account. */
  disposal: z.enum(restWays).nullable(),
  /** Heir, survivor or double. */
  other: someone.nullable(),
  transactionId: id.nullable(),
  /** Number of the ledger transaction, and whether it was reversed since. */
  transactionSeq: z.int().nullable(),
  reversed: z.boolean(),
  rule: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export type MemberEventView = z.output<typeof memberEventView>;

/** Something that must be brought to an end first; `text` is its number. */
export const blocker = z.object({
  kind: z.enum(['request', 'order', 'hold', 'sheet', 'correction', 'signUp', 'sessionHours']),
  text: z.string(),
});
export type Blocker = z.output<typeof blocker>;

/** What stands on an account that is to be closed. */
export const restView = z.object({
  coinMinutes: minutes,
  points: z.int(),
  /** Points among them whose last day is over: they lapse, whoever gets the rest. */
  expiredPoints: z.int(),
  lots: z.array(z.object({ points: z.int(), expiresOn: civilDate.nullable() })),
});
export type RestView = z.output<typeof restView>;

/** Somebody of the circle of a member whose membership ends, as it was on its last day. */
export const heirView = z.object({
  ...someone.shape,
  relationId: id,
  relation: z.enum(relationKinds),
  proofKind: z.enum(proofKinds),
  proofNote: z.string(),
  from: civilDate,
  until: civilDate.nullable(),
  /** Why he inherits nothing: the rule, or he is no active member; null: he may. */
  refusal: z.enum(['member.heirOutside', 'member.inactive']).nullable(),
});
export type HeirView = z.output<typeof heirView>;

export const twinReasons = ['idNumber', 'nameAndBirth', 'nameAndPhone'] as const;
export type TwinReason = (typeof twinReasons)[number];

export const mergeSide = memberView.extend({ points: z.int(), entries: z.int(), services: z.int() });
