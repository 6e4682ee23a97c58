import type { HandlersOf } from '../platform/router/handlers.ts';
import { closingHandlers } from './closing/handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { memberHandlers } from './member-handlers.ts';
import { rulesHandlers } from './rules/handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';
import { statementHandlers } from './statement-handlers.ts';
import { spendingHandlers } from './spending/handlers.ts';
import { workHandlers } from './work/handlers.ts';

export const timebankHandlers: HandlersOf<'timebank'> = {
  ...memberHandlers,
  ...sheetHandlers,
  ...ledgerHandlers,
  ...statementHandlers,
  ...rulesHandlers,
  ...closingHandlers,
  ...workHandlers,
  ...spendingHandlers,
};
