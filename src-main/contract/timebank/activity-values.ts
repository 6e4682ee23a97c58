import { z } from 'zod';
import { finding } from '../mediation/finding.ts';
import { sheetHead, sheetStates } from '../timebank.ts';
import { civilDate, clockTime, id, instant, minutes, optionalText, text, version } from '../values.ts';

/** `planned` people may sign up · `held` it took place, hours may be entered · `cancelled`, with the reason. */
export const activityStates = ['planned', 'held', 'cancelled'] as const;
export type ActivityState = (typeof activityStates)[number];

/** What somebody is in a group. */
export const groupRoles = ['leader', 'contact', 'member'] as const;

/** Lines that one printed sheet can have. */
export const printedLinesAtMost = 200;

export const activityFields = z
  .strictObject({
    title: text(80),
    heldOn: civilDate,
    startsAt: clockTime,
    endsAt: clockTime,
    place: text(80),
    areaId: id.nullable().default(null),
    responsible: text(40),
    serviceType: z.string().min(1).max(40),
    /** In whose name people serve; null: each in their own. */
    groupId: id.nullable().default(null),
    /** Places; null: as many as come. */
    capacity: z.int().min(1, 'field.tooSmall').max(500, 'field.tooBig').nullable().default(null),
    note: optionalText(500),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], message: 'field.endBeforeStart' });
export type ActivityFields = z.output<typeof activityFields>;

export const activityRow = z.object({
  id,
  version,
  number: z.string(),
  title: z.string(),
  heldOn: civilDate,
  startsAt: z.string(),
  endsAt: z.string(),
  place: z.string(),
  state: z.enum(activityStates),
  /** Empty: no group. */
  groupName: z.string(),
  capacity: z.int().nullable(),
  /** With a place. */
  signedUp: z.int(),
  waiting: z.int(),
  /** Sheets entered for it that were not withdrawn. */
  sheets: z.int(),
});
export type ActivityRow = z.output<typeof activityRow>;

const signUpView = z.object({
  id,
  version,
  memberId: id,
  name: z.string(),
  volunteerNumber: z.string(),
  /** Order of signing up, from 1. */
  position: z.int(),
  waiting: z.boolean(),
  signedAt: instant,
  doubts: z.array(finding),
});
export type SignUpView = z.output<typeof signUpView>;

const enteredSheet = z.object({
  id,
  number: z.string(),
  /** Name of a further sheet; empty for the first. */
  part: z.string(),
  state: z.enum(sheetStates),
});

export const activityView = activityRow.extend({
  areaId: id.nullable(),
  responsible: z.string(),
  serviceType: z.string(),
  groupId: id.nullable(),
  note: z.string(),
  closedReason: z.string(),
  signUps: z.array(signUpView),
  withdrawn: z.array(
    z.object({ name: z.string(), volunteerNumber: z.string(), reason: z.string(), at: instant }),
  ),
  sheetList: z.array(enteredSheet),
  printed: z.array(
    z.object({
      id,
      number: z.string(),
      /** Code of its head, as printed. */
      code: z.string(),
      documentId: id,
      lines: z.int(),
      printedAt: instant,
    }),
  ),
});
export type ActivityView = z.output<typeof activityView>;

/** What may stand at the head of a sheet that is printed without an activity; empty fields are written by hand. */
export const blankHead = z
  .strictObject({
    activity: optionalText(80),
    servedOn: civilDate.nullable().default(null),
    place: optionalText(80),
    responsible: optionalText(40),
    areaId: id.nullable().default(null),
    groupId: id.nullable().default(null),
    serviceType: optionalText(40),
    startsAt: clockTime.nullable().default(null),
    endsAt: clockTime.nullable().default(null),
  })
  .refine(({ startsAt, endsAt }) => startsAt === null || endsAt === null || startsAt < endsAt, {
    path: ['endsAt'],
    message: 'field.endBeforeStart',
  });
export type BlankHead = z.output<typeof blankHead>;

/** Head of a sheet about to be entered; what the paper leaves to handwriting is empty. */
const preparedHead = sheetHead.omit({ sourceClass: true, note: true }).extend({
  activity: z.string(),
  servedOn: z.string(),
  place: z.string(),
  responsible: z.string(),
});

const preparedLine = z.object({
  memberId: id.nullable(),
  name: z.string(),
  volunteerNumber: z.string(),
  serviceType: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Code of the printed line, empty when it was not scanned. */
  printedCode: z.string(),
});

export const preparedSheet = z.object({
  head: preparedHead,
  groupName: z.string(),
  activityNumber: z.string(),
  lines: z.array(preparedLine),
  /** Sheets entered already. */
  entered: z.array(enteredSheet),
});
export type PreparedSheet = z.output<typeof preparedSheet>;

/** What a scanned or typed code means. */
export const signCodeView = z.object({
  /** As it is kept: eight characters without the hyphen. */
  code: z.string(),
  signSheetId: id,
  number: z.string(),
  head: preparedHead,
  groupName: z.string(),
  activityNumber: z.string(),
  /** Null: the code of the head. */
  line: preparedLine.extend({ number: z.int() }).nullable(),
  /** The sheet on which this line, or for a head the activity’s first sheet, was entered. */
  entered: z.object({ id, number: z.string() }).nullable(),
});
export type SignCodeView = z.output<typeof signCodeView>;

const groupPerson = z.object({
  id,
  version,
  memberId: id,
  name: z.string(),
  volunteerNumber: z.string(),
  role: z.enum(groupRoles),
  joinedOn: civilDate,
  endedOn: civilDate.nullable(),
  endReason: z.string(),
  /** Given in the name of the group while belonging to it. */
  groupMinutes: minutes,
  /** Given in all, in the same period. */
  allMinutes: minutes,
});
export type GroupPerson = z.output<typeof groupPerson>;

export const groupView = z.object({
  people: z.array(groupPerson),
  /** Of all people, each once. */
  peopleMinutes: minutes,
  /** Recorded for the group itself, without its people. */
  ownMinutes: minutes,
  /** By people who did not belong to the group on that day, on its sheets. */
  guestMinutes: minutes,
});
export type GroupView = z.output<typeof groupView>;

export const groupOfPerson = z.object({
  groupId: id,
  name: z.string(),
  volunteerNumber: z.string(),
  role: z.enum(groupRoles),
  joinedOn: civilDate,
  endedOn: civilDate.nullable(),
  groupMinutes: minutes,
});
