import { defineTemplate } from '../../platform/documents/template.ts';
import { batchTitle, statementBatchSchema } from './statement-data.ts';
import { renderStatement } from './statement-pages.ts';

/** Many 积分·时长对账单 as one document; each begins on a new page and counts its own pages. */
export const statementBatch = defineTemplate({
  kind: 'timebank.statementBatch',
  version: 1,
  schema: statementBatchSchema,
  title: ({ statements }) => batchTitle(statements.length),
  author: ({ statements }) => statements[0]!.issuer.name,
  render: (page, { statements }) => {
    for (const statement of statements) page.subDocument((inside) => renderStatement(inside, statement));
  },
});
