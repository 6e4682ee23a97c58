import { circleHandlers as relationHandlers } from './circle-handlers.ts';
import { fundHandlers } from './fund-handlers.ts';
import { proofFileHandlers } from './proof-file-handlers.ts';
import { recipientHandlers } from './recipient-handlers.ts';

export const circleHandlers = {
  ...relationHandlers,
  ...recipientHandlers,
  ...fundHandlers,
  ...proofFileHandlers,
};
