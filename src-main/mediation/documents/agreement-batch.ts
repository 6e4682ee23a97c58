import { z } from 'zod';
import { defineTemplate } from '../../platform/documents/template.ts';
import { renderAgreement } from './agreement.ts';
import { agreementSchema } from './agreement-data.ts';

/** Many 人民调解协议书 as one document for printing; each begins on a new page and counts its own pages. */
export const agreementBatch = defineTemplate({
  kind: 'mediation.agreementBatch',
  version: 1,
  schema: z.object({ agreements: z.array(agreementSchema).min(1) }),
  title: ({ agreements }) => `人民调解协议书（${agreements.length}份）`,
  author: ({ agreements }) => agreements[0]!.committee,
  render: (page, { agreements }) => {
    for (const agreement of agreements) page.subDocument((inside) => renderAgreement(inside, agreement));
  },
});
