import type { HandlersOf } from '../platform/router/handlers.ts';
import { mergeHandlers } from './merge-handlers.ts';
import { partyHandlers } from './party-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { userHandlers } from './user-handlers.ts';

export const peopleHandlers: HandlersOf<'people'> = {
  ...sessionHandlers,
  ...userHandlers,
  ...partyHandlers,
  ...mergeHandlers,
};
