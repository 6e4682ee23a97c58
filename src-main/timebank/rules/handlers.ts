import type { HandlersOf } from '../../platform/router/handlers.ts';
import type { rulesRoutes } from '../../contract/timebank/rules.ts';
import { hoursHandlers } from './hours-handlers.ts';
import { hoursListHandlers } from './hours-list-handlers.ts';
import { pointsHandlers } from './points-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { ruleHandlers } from './rule-handlers.ts';

export const rulesHandlers: Pick<HandlersOf<'timebank'>, `timebank.${keyof typeof rulesRoutes}`> = {
  ...ruleHandlers,
  ...pointsHandlers,
  ...hoursHandlers,
  ...hoursListHandlers,
  ...reviewHandlers,
};
