import { batchHandlers } from './batch-handlers.ts';
import { compensationHandlers } from './compensation-handlers.ts';
import { compensationPaperHandlers } from './compensation-paper-handlers.ts';
import { covenantHandlers } from './covenant-handlers.ts';
import { openHandlers } from './open-handlers.ts';
import { recordHandlers } from './record-handlers.ts';

export const linesHandlers = {
  ...recordHandlers,
  ...compensationHandlers,
  ...compensationPaperHandlers,
  ...batchHandlers,
  ...openHandlers,
  ...covenantHandlers,
};
