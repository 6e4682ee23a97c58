import { z } from 'zod';
import { finding } from '../mediation/finding.ts';
import { command, coordinators, query } from '../route.ts';
import {
  civilDate,
  id,
  instant,
  minutes,
  none,
  optionalText,
  page,
  saved,
  text,
  version,
} from '../values.ts';
import { workReaders } from './work-values.ts';

/** `open` waits for the coordinator · `accepted` booked · `refused` · `withdrawn` by the mediator, or the session was corrected. */
export const hourOfferStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;

const person = z.object({ id, name: z.string(), volunteerNumber: z.string() });

/** Of the session nothing but its day and its length: no case, no party, no place, no time of day. */
export const hourOfferView = z.object({
  id,
  version,
  member: person,
  servedOn: civilDate,
  minutes,
  serviceName: z.string(),
  offeredAt: instant,
  state: z.enum(hourOfferStates),
  /** Why it was refused. */
  reason: z.string(),
  decidedBy: z.string(),
  /** Number of the booking; null while there is none. */
  transactionSeq: z.int().nullable(),
  reversed: z.boolean(),
  /** It is the caller’s own: somebody else decides. */
  own: z.boolean(),
  /** What it would give today; null once it is settled, or when no rule knows the kind of service. */
  preview: z.object({ coinMinutes: minutes, donatedMinutes: minutes, points: z.int() }).nullable(),
  doubts: z.array(finding),
});
export type HourOfferView = z.output<typeof hourOfferView>;

export const volunteerMediator = z.object({
  userId: id,
  displayName: z.string(),
  active: z.boolean(),
  link: z.object({ id, version, member: person, memberActive: z.boolean(), linkedAt: instant }).nullable(),
});
export type VolunteerMediator = z.output<typeof volunteerMediator>;

export const sessionHoursRoutes = {
  listSessionHours: query({
    summary: 'Session hours that volunteer mediators offer for credit, open ones first, with doubts',
    access: workReaders,
    input: z.strictObject({
      state: z.enum(hourOfferStates).optional(),
      memberId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(hourOfferView), total: z.int() }),
  }),
  acceptSessionHours: command({
    summary: 'Accept offered session hours: credited by the rule in force and posted',
    access: coordinators,
    touches: ['mediation'],
    input: z.strictObject({
      id,
      version,
      /** Needed when the session lies in a month that is closed. */
      lateReason: optionalText(200),
    }),
    output: saved.extend({
      transactionId: id,
      coinMinutes: minutes,
      donatedMinutes: minutes,
      points: z.int(),
    }),
  }),
  refuseSessionHours: command({
    summary: 'Refuse offered session hours, with the reason',
    access: coordinators,
    touches: ['mediation'],
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
  listVolunteerMediators: query({
    summary: 'Accounts of mediators, and whose volunteer account belongs to them',
    access: workReaders,
    input: none,
    output: z.object({ rows: z.array(volunteerMediator) }),
  }),
  linkVolunteer: command({
    summary: 'A mediator’s account and a member of the time bank are the same person',
    access: coordinators,
    touches: ['mediation'],
    input: z.strictObject({ userId: id, memberId: id }),
    output: saved,
  }),
  endVolunteerLink: command({
    summary: 'End such a link; what was offered under it stays',
    access: coordinators,
    touches: ['mediation'],
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
};
