import { z } from 'zod';
import { caseReaders } from './case-values.ts';
import { command, mediators, query } from '../route.ts';
import { civilDate, clockTime, id, optionalText, saved, text, version } from '../values.ts';

export const sessionFields = z.strictObject({
  heldOn: civilDate,
  startsAt: clockTime,
  endsAt: clockTime,
  place: text(80),
  attendees: optionalText(500),
  minutes: text(20_000),
  result: optionalText(2_000),
  recorder: optionalText(40),
  /** Who mediated at it; nobody named: those who mediate the case when it is written down. */
  mediatorIds: z.array(id).max(20).default([]),
});

/** A plan waits until its session was held, was moved to another day or place, or was cancelled. */
export const planStates = ['planned', 'held', 'moved', 'cancelled'] as const;

export const planFields = z.strictObject({
  plannedOn: civilDate,
  startsAt: clockTime,
  endsAt: z.union([clockTime, z.literal('')]).default(''),
  place: text(80),
  /** Parties that are asked to come. */
  partyIds: z.array(id).min(1, 'field.required').max(200),
  /** Others that are asked to come, by name. */
  others: optionalText(500),
  /** What to bring and to mind, a line each; printed on the notice. */
  matters: optionalText(1_000),
});

const plan = planFields.extend({
  id,
  version,
  state: z.enum(planStates),
  reason: z.string(),
  sessionId: id.nullable(),
});
export type PlannedSession = z.output<typeof plan>;

const ofPlan = { caseId: id, planId: id, version };

export const sessionRoutes = {
  recordSession: command({
    summary: 'Record or correct the minutes of a mediation session; a planned one is held with that',
    access: mediators,
    input: z.strictObject({
      caseId: id,
      sessionId: id.optional(),
      version: version.optional(),
      session: sessionFields,
      /** The plan that becomes this record. */
      planId: id.optional(),
    }),
    output: saved,
  }),
  readPlannedSessions: query({
    summary: 'Sessions of a case that are planned, and what became of earlier plans',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({ plans: z.array(plan) }),
  }),
  planSession: command({
    summary: 'Plan a session: day, time, place, who is asked to come',
    access: mediators,
    input: z.strictObject({ caseId: id, plan: planFields }),
    output: saved,
  }),
  moveSession: command({
    summary:
      'Move a planned session or change who is asked to come, with the reason; the former plan is kept',
    access: mediators,
    input: z.strictObject({ ...ofPlan, plan: planFields, reason: text(200) }),
    output: saved,
  }),
  cancelSession: command({
    summary: 'Cancel a planned session, with the reason',
    access: mediators,
    input: z.strictObject({ ...ofPlan, reason: text(200) }),
    output: saved,
  }),
};
