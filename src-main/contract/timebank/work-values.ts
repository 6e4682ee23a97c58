import { z } from 'zod';
import type { Role } from '../route.ts';
import { sourceClasses } from '../timebank.ts';
import { civilDate, clockTime, id, instant, minutes, optionalText, text, version } from '../values.ts';

export const workReaders = [
  'administrator',
  'coordinator',
  'clerk',
  'auditor',
] as const satisfies readonly Role[];

/**
 * `draft` written, waits for review · `published` helpers may take it, the recipient’s coins are reserved · `taken` a
 * helper has it · `started` signed in · `done` the time served is known · `confirmed` both sides agreed and it is booked
 * · `cancelled` · `timedOut` nobody took it, or nobody came, in time.
 */
export const requestStates = [
  'draft',
  'published',
  'taken',
  'started',
  'done',
  'confirmed',
  'cancelled',
  'timedOut',
] as const;
export type RequestState = (typeof requestStates)[number];

/** Columns of the board; `closed` is cancelled and timed out. */
export const boardColumns = ['draft', 'published', 'taken', 'done', 'confirmed', 'closed'] as const;
export type BoardColumn = (typeof boardColumns)[number];

/** `first`: who takes it has it (抢单) · `choose`: helpers offer, staff choose one. */
export const requestModes = ['first', 'choose'] as const;

/** How a side said yes: staff write it down for people without a telephone of their own. */
export const confirmationWays = ['inPerson', 'telephone', 'paper', 'representative'] as const;
export const confirmationSides = ['recipient', 'helper'] as const;
export type ConfirmationSide = (typeof confirmationSides)[number];

export const requestSteps = [
  'edit',
  'publish',
  'take',
  'offer',
  'choose',
  'handBack',
  'signIn',
  'signOut',
  'enter',
  'confirmRecipient',
  'confirmHelper',
  'reserveMore',
  'withdraw',
  'complete',
  'cancel',
  'timeOut',
  'evaluate',
] as const;
export type RequestStep = (typeof requestSteps)[number];

/** Why what was served cannot be booked: no rule knows its kind of service, or it is worth nothing. */
export const unbookables = ['typeGone', 'worthNothing'] as const;
export type Unbookable = (typeof unbookables)[number];

export const requestFields = z
  .strictObject({
    recipientId: id,
    serviceType: z.string().min(1).max(40),
    title: text(60),
    note: optionalText(500),
    wantedOn: civilDate,
    startsAt: clockTime,
    endsAt: clockTime,
    place: text(80),
    areaId: id.nullable().default(null),
    mode: z.enum(requestModes).default('first'),
    /** Who asks for it in the recipient’s place; null: the recipient himself; left out: as it was. */
    representationId: id.nullable().optional(),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], message: 'field.endBeforeStart' });
export type RequestFields = z.output<typeof requestFields>;

/** What was served, as staff write it down when there was no sign-in and sign-out. */
export const serviceFields = z
  .strictObject({
    servedOn: civilDate,
    startsAt: clockTime,
    endsAt: clockTime,
    /** Travel is not counted; never more than the clock allows. */
    minutes: z.int().min(1, 'field.minutesTooFew').max(1440),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], message: 'field.endBeforeStart' });

const person = z.object({ id, name: z.string(), volunteerNumber: z.string() });

export const requestCard = z.object({
  id,
  version,
  number: z.string(),
  state: z.enum(requestStates),
  mode: z.enum(requestModes),
  title: z.string(),
  serviceType: z.string(),
  wantedOn: civilDate,
  startsAt: z.string(),
  endsAt: z.string(),
  place: z.string(),
  recipient: person,
  helper: person.nullable(),
  offers: z.int(),
  /** Whole hours since it was written, or from then until it was closed. */
  waitingHours: z.int(),
  recipientConfirmed: z.boolean(),
  helperConfirmed: z.boolean(),
  closedReason: z.string(),
});
export type RequestCard = z.output<typeof requestCard>;

const settlementView = z.object({
  /** What the recipient pays: minutes × coefficient. */
  chargedMinutes: minutes,
  coinMinutes: minutes,
  donatedMinutes: minutes,
  numerator: z.int(),
  denominator: z.int(),
  rule: z.string(),
});

export const requestView = requestCard.extend({
  note: z.string(),
  areaId: id.nullable(),
  plannedMinutes: minutes,
  reservedMinutes: minutes,
  /** What the recipient could spend beyond what is reserved. */
  availableMinutes: minutes,
  lapsesAt: instant,
  served: z
    .object({
      servedOn: civilDate,
      startsAt: z.string(),
      endsAt: z.string().nullable(),
      minutes: minutes.nullable(),
      sourceClass: z.enum(sourceClasses),
    })
    .nullable(),
  settlement: settlementView.nullable(),
  unbookable: z.enum(unbookables).nullable(),
  /** Who asked in the recipient’s place. */
  representative: z.object({ representationId: id, name: z.string() }).nullable(),
  transactionId: id.nullable(),
  reversed: z.boolean(),
  steps: z.array(z.enum(requestSteps)),
  offerList: z.array(person.extend({ note: z.string(), offeredAt: instant })),
  evaluation: z.object({ score: z.int(), words: z.string(), at: instant }).nullable(),
  complaints: z.array(z.object({ id, words: z.string(), state: z.string(), answer: z.string() })),
  events: z.array(
    z.object({ at: instant, step: z.string(), by: z.string(), member: z.string(), text: z.string() }),
  ),
});
export type RequestView = z.output<typeof requestView>;

export const complaintStates = ['open', 'answered', 'withdrawn'] as const;
export const complaintView = z.object({
  id,
  version,
  member: person,
  requestId: id.nullable(),
  requestNumber: z.string(),
  words: z.string(),
  state: z.enum(complaintStates),
  answer: z.string(),
  filedAt: instant,
  answeredAt: instant.nullable(),
});

export const correctionStates = ['asked', 'made', 'refused'] as const;
export const correctionView = z.object({
  id,
  version,
  member: person,
  transactionId: id,
  transactionSeq: z.int(),
  text: z.string(),
  servedOn: civilDate,
  /** What stands in the permanent record. */
  minutes,
  /** What the volunteer says it should be; 0: nothing at all. */
  wantedMinutes: minutes,
  words: z.string(),
  state: z.enum(correctionStates),
  answer: z.string(),
  askedAt: instant,
  reversalSeq: z.int().nullable(),
  bookedSeq: z.int().nullable(),
});
export type CorrectionView = z.output<typeof correctionView>;

/** A booked service that still stands. */
export const correctableService = z.object({
  transactionId: id,
  seq: z.int(),
  servedOn: civilDate,
  text: z.string(),
  minutes,
  /** Somebody has asked for a correction of it, and it waits to be checked. */
  asked: z.boolean(),
});
export type CorrectableService = z.output<typeof correctableService>;
