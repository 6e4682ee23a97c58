import type { membershipRoutes } from '../../contract/timebank/membership.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { admissionHandlers } from './admission-handlers.ts';
import { endingHandlers } from './ending-handlers.ts';
import { formHandlers } from './form-handlers.ts';
import { mergeHandlers } from './merge-handlers.ts';

export const membershipHandlers: Pick<HandlersOf<'timebank'>, `timebank.${keyof typeof membershipRoutes}`> = {
  ...admissionHandlers,
  ...endingHandlers,
  ...mergeHandlers,
  ...formHandlers,
};
