import { z } from 'zod';
import { everyRole, query } from '../route.ts';
import { civilDate } from '../values.ts';
import { caseRow, caseWarning } from './case-views.ts';

export const workbenchRoutes = {
  readWorkbench: query({
    summary: 'Cases due, overdue and without next action, for the signed-in account',
    access: everyRole,
    input: z.strictObject({ onlyMine: z.boolean().default(false) }),
    output: z.object({
      today: civilDate,
      counts: z.object({
        open: z.int(),
        overdue: z.int(),
        dueSoon: z.int(),
        withoutNextAction: z.int(),
        closedThisYear: z.int(),
        overduePerformance: z.int(),
        visitsDue: z.int(),
        confirmations: z.int(),
      }),
      due: z.array(caseRow),
      withoutNextAction: z.array(caseRow),
      /** What the thresholds of the reference data warn of, the most urgent first. */
      warnings: z.array(caseWarning),
      /** The committee’s own term, when it is about to end or over. */
      committeeTerm: z.object({ endsOn: civilDate, daysLeft: z.int() }).nullable(),
    }),
  }),
};
