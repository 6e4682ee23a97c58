import type { HandlersOf } from '../platform/router/handlers.ts';
import { circleHandlers } from './circle/handlers.ts';
import { activitiesHandlers } from './activities/handlers.ts';
import { closingHandlers } from './closing/handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { memberHandlers } from './member-handlers.ts';
import { membershipHandlers } from './membership/handlers.ts';
import { rulesHandlers } from './rules/handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';
import { statementFileHandlers } from './statement-file-handlers.ts';
import { statementHandlers } from './statement-handlers.ts';
import { sessionHoursHandlers } from './session-hours/handlers.ts';
import { spendingHandlers } from './spending/handlers.ts';
import { workHandlers } from './work/handlers.ts';

export const timebankHandlers: HandlersOf<'timebank'> = {
  ...memberHandlers,
  ...membershipHandlers,
  ...sheetHandlers,
  ...ledgerHandlers,
  ...statementHandlers,
  ...statementFileHandlers,
  ...rulesHandlers,
  ...closingHandlers,
  ...workHandlers,
  ...spendingHandlers,
  ...sessionHoursHandlers,
  ...activitiesHandlers,
  ...circleHandlers,
};
