import { z } from 'zod';
import { command, mediators } from '../route.ts';
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
});

export const sessionRoutes = {
  recordSession: command({
    summary: 'Record or correct the minutes of a mediation session',
    access: mediators,
    input: z.strictObject({
      caseId: id,
      sessionId: id.optional(),
      version: version.optional(),
      session: sessionFields,
    }),
    output: saved,
  }),
};
