import { z } from 'zod';
import { pdf } from '../documents.ts';
import { command, coordinators, query, timebankStaff } from '../route.ts';
import { memberFields } from '../timebank.ts';
import { civilDate, id, minutes, none, optionalText, page, saved, text, version } from '../values.ts';
import {
  availabilitySlot,
  blocker,
  endingKinds,
  heirView,
  memberEventView,
  membershipReaders,
  membershipSteps,
  mergeSide,
  restView,
  twinReasons,
} from './membership-values.ts';
import { restWays } from './rule-bodies.ts';
import { standings } from './standings.ts';

const step = z.strictObject({ id, version, reason: text(300) });

/** Who gets the rest; `heirId` only for the way `heir`. How both are related is what the circle has on file. */
const disposal = {
  disposal: z.enum(restWays),
  heirId: id.nullable().default(null),
  /** What was shown besides the proof of the relation; required of an heir without one, where the rule lets anybody inherit. */
  proof: optionalText(200),
};

export const endingFields = z.strictObject({
  kind: z.enum(endingKinds),
  /** Day of moving, leaving or death: services up to it may still be booked. */
  onDay: civilDate,
  ...disposal,
  reason: text(300),
});

export const settlingFields = z.strictObject({ ...disposal, reason: text(300) });
export type SettlingFields = z.output<typeof settlingFields>;

export const suspensionFields = z.strictObject({
  untilDay: civilDate.nullable().default(null),
  reason: text(300),
});

export const availabilityFields = z.strictObject({
  slots: z.array(availabilitySlot).max(21),
  note: optionalText(200),
});
export type AvailabilityFields = z.output<typeof availabilityFields>;

export const membershipRoutes = {
  readMembership: query({
    summary: 'Where a member stands, everything that happened to the membership, and when he has time',
    access: membershipReaders,
    input: z.strictObject({ memberId: id }),
    output: z.object({
      version,
      standing: z.enum(standings),
      /** Reviews that the application needs: 1 or 2; null when there is none on file. */
      levels: z.int().nullable(),
      untilDay: civilDate.nullable(),
      ending: z.enum(endingKinds).nullable(),
      events: z.array(memberEventView),
      /** Steps that the rules allow now; who may take them is the routes’ matter. */
      steps: z.array(z.enum(membershipSteps)),
      /** The open review must be done by somebody else than the caller. */
      ownReview: z.boolean(),
      mergedInto: z.object({ id, name: z.string(), volunteerNumber: z.string() }).nullable(),
      rest: restView,
      rule: z.string(),
      /** What the region’s rule lets become of the rest. */
      ways: z.object({
        moved: z.array(z.enum(restWays)),
        left: z.array(z.enum(restWays)),
        died: z.array(z.enum(restWays)),
      }),
      availability: availabilityFields.extend({ version: z.int() }),
    }),
  }),
  applyMember: command({
    summary:
      'Register an applicant: on file with a number, but neither earning nor spending before admission',
    access: timebankStaff,
    input: z.strictObject({ member: memberFields, note: optionalText(300) }),
    output: saved.extend({ volunteerNumber: z.string() }),
  }),
  reviewMember: command({
    summary: 'First or second look at an application: pass it on, admit, or refuse with the reason',
    access: timebankStaff,
    input: z.strictObject({ id, version, decision: z.enum(['pass', 'refuse']), reason: optionalText(300) }),
    output: saved.extend({ standing: z.enum(standings) }),
  }),
  reapplyMember: command({
    summary: 'Somebody who was refused applies again under the same number',
    access: timebankStaff,
    input: step,
    output: saved,
  }),
  suspendMember: command({
    summary: 'Suspend a member until a day, or openly',
    access: coordinators,
    input: z.strictObject({ id, version, suspension: suspensionFields }),
    output: saved,
  }),
  resumeMember: command({
    summary: 'End a suspension',
    access: coordinators,
    input: step,
    output: saved,
  }),
  previewEnding: query({
    summary: 'What would become of an account that is closed: blockers, rest, and what the rule allows',
    access: membershipReaders,
    input: z.strictObject({
      id,
      disposal: z.enum(restWays),
      heirId: id.nullable().default(null),
      /** Last day of the membership; null: the one on file, or today. */
      onDay: civilDate.nullable().default(null),
    }),
    output: z.object({
      blockers: z.array(blocker),
      /** Everybody of the circle up to that day, who may inherit first. */
      heirs: z.array(heirView),
      /** The rule lets anybody inherit: an heir without a relation needs a proof there and then. */
      anybody: z.boolean(),
      rest: restView,
      serviceMinutes: minutes,
      /** Where coins and points go; null: nothing moves. */
      to: z.string().nullable(),
      /** Coins over what the heir’s account may store: they go to the pool. */
      excessMinutes: minutes,
    }),
  }),
  endMember: command({
    summary: 'Moved away, left or died: the rest goes by the rule and the accounts are closed',
    access: coordinators,
    input: z.strictObject({ id, version, ending: endingFields }),
    output: saved.extend({ transactionId: id.nullable() }),
  }),
  settleRest: command({
    summary: 'Deal with what stands on the accounts of somebody whose membership has ended',
    access: coordinators,
    input: z.strictObject({ id, version, settling: settlingFields }),
    output: saved.extend({ transactionId: id }),
  }),
  returnMember: command({
    summary: 'Somebody who moved away or left comes back: the same member, the same number',
    access: coordinators,
    input: step,
    output: saved,
  }),
  revokeEnding: command({
    summary: 'An ending was recorded in error: what it moved comes back by reversal',
    access: coordinators,
    input: step,
    output: saved.extend({ reversed: z.int() }),
  }),
  listTwins: query({
    summary: 'Members who are likely the same person: same ID number, name and birth date, name and phone',
    access: membershipReaders,
    input: z.strictObject({ page: page.prefault({}) }),
    output: z.object({
      rows: z.array(z.object({ one: mergeSide, other: mergeSide, reasons: z.array(z.enum(twinReasons)) })),
      total: z.int(),
    }),
  }),
  previewMerge: query({
    summary: 'Two members side by side, what would move, and what stands against it',
    access: membershipReaders,
    input: z.strictObject({ survivorId: id, mergedId: id }),
    output: z.object({
      survivor: mergeSide,
      merged: mergeSide,
      reasons: z.array(z.enum(twinReasons)),
      blockers: z.array(blocker),
      rest: restView,
      services: z.int(),
      /** Relations, representatives, assessments, stays in groups and links that would go over. */
      belongings: z.int(),
    }),
  }),
  mergeMembers: command({
    summary: 'Merge a double: coins, points and hours go to the survivor, the number stays used for ever',
    access: coordinators,
    input: z.strictObject({
      survivorId: id,
      survivorVersion: version,
      mergedId: id,
      mergedVersion: version,
      reason: text(300),
    }),
    output: saved.extend({ transactionId: id.nullable(), services: z.int(), belongings: z.int() }),
  }),
  takeBackMerge: command({
    summary:
      'Take a wrong merge back: its transaction is reversed and the hours return, if they are still there',
    access: coordinators,
    input: step,
    output: saved,
  }),
  saveAvailability: command({
    summary: 'When a member has time',
    access: timebankStaff,
    input: z.strictObject({
      memberId: id,
      /** 0 before anything was written. */
      version: z.int().min(0),
      availability: availabilityFields,
    }),
    output: z.object({ version: z.int() }),
  }),
  previewMembershipForm: query({
    summary: 'The membership form of one member as a draft, in full (audited)',
    access: timebankStaff,
    audited: { target: 'member', key: 'memberId' },
    input: z.strictObject({ memberId: id }),
    output: pdf,
  }),
  issueMembershipForm: command({
    summary: 'Issue the membership form with its data and reviews',
    access: timebankStaff,
    input: z.strictObject({ memberId: id }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
  blankMembershipForm: query({
    summary: 'The membership form for writing by hand',
    access: membershipReaders,
    input: none,
    output: pdf,
  }),
  printMembershipForm: command({
    summary: 'Print the membership form for writing by hand through the system’s dialog',
    access: timebankStaff,
    input: z.strictObject({ copies: z.int().min(1).max(99).default(1) }),
    output: z.object({ printed: z.boolean() }),
  }),
};
