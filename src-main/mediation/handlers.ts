import type { HandlersOf } from '../platform/router/handlers.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { agreementVersionHandlers } from './agreement-version-handlers.ts';
import { proceedingsHandlers } from './proceedings/handlers.ts';
import { deadlinesHandlers } from './deadlines/handlers.ts';
import { performanceHandlers } from './performance/handlers.ts';
import { enquiriesHandlers } from './enquiries/handlers.ts';
import { searchHandlers } from './search/handlers.ts';
import { registerHandlers } from './register/handlers.ts';
import { dossierHandlers } from './dossier/handlers.ts';
import { archiveHandlers } from './archive/handlers.ts';
import { subsidyHandlers } from './subsidy/handlers.ts';
import { linesHandlers } from './lines/handlers.ts';
import { papersHandlers } from './papers/handlers.ts';
import { caseHandlers } from './case-handlers.ts';
import { courseCorrectionHandlers } from './course-correction-handlers.ts';
import { courseHandlers } from './course-handlers.ts';
import { paperHandlers } from './paper-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { planHandlers } from './sessions/handlers.ts';
import { sessionHoursHandlers } from './session-hours/handlers.ts';
import { workbenchHandlers } from './workbench-handlers.ts';

export const mediationHandlers: HandlersOf<'mediation'> = {
  ...caseHandlers,
  ...courseHandlers,
  ...courseCorrectionHandlers,
  ...sessionHandlers,
  ...planHandlers,
  ...agreementHandlers,
  ...agreementVersionHandlers,
  ...paperHandlers,
  ...workbenchHandlers,
  ...proceedingsHandlers,
  ...deadlinesHandlers,
  ...performanceHandlers,
  ...enquiriesHandlers,
  ...searchHandlers,
  ...registerHandlers,
  ...linesHandlers,
  ...dossierHandlers,
  ...archiveHandlers,
  ...subsidyHandlers,
  ...papersHandlers,
  ...sessionHoursHandlers,
};
