import { appraisalHandlers } from './appraisal-handlers.ts';
import { archivingHandlers } from './archiving-handlers.ts';
import { destructionHandlers } from './destruction-handlers.ts';
import { loanHandlers } from './loan-handlers.ts';

export const archiveHandlers = {
  ...archivingHandlers,
  ...loanHandlers,
  ...appraisalHandlers,
  ...destructionHandlers,
};
