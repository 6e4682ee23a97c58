import { defineTemplate } from '../../platform/documents/template.ts';
import { STATEMENT_NAME, statementSchema } from './statement-data.ts';
import { renderStatement } from './statement-pages.ts';

/** 积分·时长对账单 of one member. */
export const statement = defineTemplate({
  kind: 'timebank.statement',
  version: 1,
  schema: statementSchema,
  title: ({ statementNumber }) => `${STATEMENT_NAME}${statementNumber ? ` ${statementNumber}` : ''}`,
  author: ({ issuer }) => issuer.name,
  render: renderStatement,
});
