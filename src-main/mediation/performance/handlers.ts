import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById } from '../case-store.ts';
import { entryHandlers } from './entry-handlers.ts';
import { followUpHandlers } from './follow-up-handlers.ts';
import { performanceViewOf } from './view-store.ts';

type PerformanceRoutes =
  'mediation.readPerformance' | keyof typeof entryHandlers | keyof typeof followUpHandlers;

export const performanceHandlers: Pick<HandlersOf<'mediation'>, PerformanceRoutes> = {
  ...entryHandlers,
  ...followUpHandlers,

  async 'mediation.readPerformance'(context, { caseId }) {
    return performanceViewOf(context, await caseById(context, caseId));
  },
};
