import { correctionHandlers } from './correction-handlers.ts';
import { gradeHandlers } from './grade-handlers.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';
import { sheetPaperHandlers } from './sheet-paper-handlers.ts';

/** Subsidy by case (以案定补). */
export const subsidyHandlers = {
  ...correctionHandlers,
  ...ruleHandlers,
  ...gradeHandlers,
  ...sheetHandlers,
  ...sheetPaperHandlers,
};
