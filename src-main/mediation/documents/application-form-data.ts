import { z } from 'zod';
import { civilDateValue, textValue } from '../../platform/documents/values.ts';
import { partySchema } from './party-data.ts';

/** Data of 人民调解申请书 (form 3). What is missing is printed as a blank to fill in by hand. */
export const applicationFormSchema = z.object({
  /** Full name, e.g. 尧化街道人民调解委员会. */
  committee: textValue,
  parties: z.array(partySchema),
  /** 纠纷简要情况; line breaks make paragraphs. */
  facts: z.string(),
  /** 当事人申请事项, printed 1. 2. 3. */
  requests: z.array(textValue),
  /** Oral applications are written down by the committee and signed by the applicant. */
  form: z.enum(['written', 'oral']).default('written'),
  /** Who wrote the oral application down. */
  recorder: textValue.optional(),
  /** Date of the application; a blank to fill in by hand when absent. */
  date: civilDateValue.optional(),
  /** 身份证件号码 is not asked by the national form; printed only when set. */
  printIds: z.boolean().default(false),
});

/** What a handler hands in. */
export type ApplicationFormData = z.input<typeof applicationFormSchema>;
