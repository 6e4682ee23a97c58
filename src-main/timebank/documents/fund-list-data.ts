import { z } from 'zod';
import { civilDateValue, minutesValue, textValue } from '../../platform/documents/values.ts';

/** What the list of a yearly issue by the fund says. Why somebody is in need is not on it: all who sign see the list. */
export const fundListSchema = z.object({
  organisation: textValue,
  number: textValue,
  reason: textValue,
  issuedOn: civilDateValue,
  handler: textValue,
  rule: textValue,
  rows: z.array(z.object({ name: textValue, volunteerNumber: textValue, minutes: minutesValue })).min(1),
});
export type FundListData = z.input<typeof fundListSchema>;
