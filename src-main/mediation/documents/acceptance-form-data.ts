import { z } from 'zod';
import { civilDateValue, textValue } from '../../platform/documents/values.ts';
import { partySchema } from './party-data.ts';

/** Data of 受理登记表 (form 4). What is missing is printed as a blank. */
export const acceptanceFormSchema = z.object({
  committee: textValue,
  /** Case number as issued by the committee's pattern; a blank when absent (draft). */
  number: textValue.optional(),
  /** Day of acceptance (受理日期). */
  acceptedOn: civilDateValue.optional(),
  /** 案件来源: 当事人申请 / 主动调解 / 接受委托移送. */
  source: z.enum(['application', 'ownInitiative', 'referral']).optional(),
  /** Who referred the case (法院, 公安, 信访 …). */
  referredBy: textValue.optional(),
  /** Their name in the register, e.g. 王某与李某邻里漏水纠纷. */
  disputeName: textValue.optional(),
  parties: z.array(partySchema),
  /** 纠纷类型, national type with local sub-type as label. */
  disputeType: z.string(),
  facts: z.string(),
  /** 当事人申请事项; left out when empty. */
  requests: z.array(textValue).default([]),
  /** Mediators appointed or chosen. */
  mediators: z.array(textValue).default([]),
  /** 登记人. */
  registrar: textValue.optional(),
  remarks: textValue.optional(),
  date: civilDateValue.optional(),
  printIds: z.boolean().default(false),
});

export type AcceptanceFormData = z.input<typeof acceptanceFormSchema>;
