import { counterHandlers } from './counter-handlers.ts';
import { deedHandlers } from './deed-handlers.ts';
import { givingHandlers } from './giving-handlers.ts';
import { rankingHandlers } from './ranking-handlers.ts';

export const spendingHandlers = {
  ...givingHandlers,
  ...counterHandlers,
  ...rankingHandlers,
  ...deedHandlers,
};
