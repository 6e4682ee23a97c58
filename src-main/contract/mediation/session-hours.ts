import { z } from 'zod';
import { command, mediators, query } from '../route.ts';
import { hourOfferStates } from '../timebank/session-hours.ts';
import { civilDate, id, instant, minutes, saved, version } from '../values.ts';

export const sessionHours = z.object({
  sessionId: id,
  kind: z.enum(['joint', 'caucus']),
  /** As the panel of sessions counts it: joint sessions and caucuses apart. */
  number: z.int(),
  heldOn: civilDate,
  startsAt: z.string(),
  endsAt: z.string(),
  /** What the clock allows; more cannot be offered. */
  lengthMinutes: minutes,
  /** The mediator’s own services of the time bank that meet this time. */
  overlaps: z.array(z.object({ startsAt: z.string(), endsAt: z.string(), activity: z.string() })),
  /** The caller’s own offer, the latest; of others’ nothing is told. */
  offer: z
    .object({
      id,
      version,
      state: z.enum(hourOfferStates),
      servedOn: civilDate,
      minutes,
      reason: z.string(),
      offeredAt: instant,
      reversed: z.boolean(),
      /** The session was corrected since: another day, or shorter than what was offered. */
      differs: z.boolean(),
    })
    .nullable(),
});
export type SessionHoursView = z.output<typeof sessionHours>;

export const hoursOfferRoutes = {
  readSessionHours: query({
    summary: 'A mediator’s own sessions of a case, and what was offered to the time bank for them',
    access: mediators,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      /** The caller’s volunteer account; null: none, or not a mediator of this case. */
      member: z.object({ name: z.string(), volunteerNumber: z.string(), active: z.boolean() }).nullable(),
      sessions: z.array(sessionHours),
    }),
  }),
  offerSessionHours: command({
    summary: 'Offer the hours of a session, travel not counted, to the time bank for credit',
    access: mediators,
    touches: ['timebank'],
    input: z.strictObject({
      caseId: id,
      sessionId: id,
      minutes: z.int().min(1, 'field.minutesTooFew').max(1440),
    }),
    output: saved,
  }),
  withdrawSessionHours: command({
    summary: 'Withdraw an offer that was not booked yet',
    access: mediators,
    touches: ['timebank'],
    input: z.strictObject({ caseId: id, sessionId: id, version }),
    output: saved,
  }),
};
