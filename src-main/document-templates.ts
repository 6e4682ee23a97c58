/** Every document the program can make. Composition only: the templates live with their capabilities. */
import { acceptanceForm } from './mediation/documents/acceptance-form.ts';
import { agreement } from './mediation/documents/agreement.ts';
import { applicationForm } from './mediation/documents/application-form.ts';
import { statement } from './timebank/documents/statement.ts';
import { statementBatch } from './timebank/documents/statement-batch.ts';
import type { Template } from './platform/documents/template.ts';

export const documentTemplates: readonly Template[] = [
  applicationForm,
  acceptanceForm,
  agreement,
  statement,
  statementBatch,
];
