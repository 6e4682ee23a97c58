import type { HandlersOf } from '../platform/router/handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { memberHandlers } from './member-handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';
import { statementHandlers } from './statement-handlers.ts';

export const timebankHandlers: HandlersOf<'timebank'> = {
  ...memberHandlers,
  ...sheetHandlers,
  ...ledgerHandlers,
  ...statementHandlers,
};
