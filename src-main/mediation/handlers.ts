import type { HandlersOf } from '../platform/router/handlers.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { caseHandlers } from './case-handlers.ts';
import { courseHandlers } from './course-handlers.ts';
import { paperHandlers } from './paper-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { workbenchHandlers } from './workbench-handlers.ts';

export const mediationHandlers: HandlersOf<'mediation'> = {
  ...caseHandlers,
  ...courseHandlers,
  ...sessionHandlers,
  ...agreementHandlers,
  ...paperHandlers,
  ...workbenchHandlers,
};
