import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';

/** What a voucher of the counter says. */
export const voucherSchema = z.object({
  organisation: textValue,
  number: textValue,
  code: textValue,
  member: z.object({ name: textValue, volunteerNumber: textValue }),
  item: textValue,
  partner: textValue,
  quantity: z.int().positive(),
  unitName: textValue,
  paid: z.object({ unit: z.enum(['minute', 'point']), amount: z.int().positive() }),
  issuedOn: z.string(),
  expiresOn: z.string(),
  handler: textValue,
});
export type VoucherData = z.input<typeof voucherSchema>;
