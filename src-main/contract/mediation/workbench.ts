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
        closedThisYear: z.int(),
        /** Cases for each thing that they wait for: the list with that filter. */
        overdue: z.int(),
        soon: z.int(),
        nothing: z.int(),
        performance: z.int(),
        visit: z.int(),
        confirmation: z.int(),
        warning: z.int(),
      }),
      /** What has come due outside the cases, each as many as its own list shows. */
      elsewhere: z.object({ enquiries: z.int(), covenants: z.int(), loans: z.int(), appraisals: z.int() }),
      due: z.array(caseRow),
      withoutNextAction: z.array(caseRow),
      /** What the thresholds of the reference data warn of, the most urgent first. */
      warnings: z.array(caseWarning),
      /** The committee’s own term, when it is about to end or over. */
      committeeTerm: z.object({ endsOn: civilDate, daysLeft: z.int() }).nullable(),
    }),
  }),
};
