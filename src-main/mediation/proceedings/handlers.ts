import { caucusHandlers } from './caucus-handlers.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { investigationHandlers } from './investigation-handlers.ts';
import { offerHandlers } from './offer-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { readHandlers } from './read-handlers.ts';
import { statementHandlers } from './statement-handlers.ts';

/** What happens between acceptance and agreement. */
export const proceedingsHandlers = {
  ...readHandlers,
  ...evidenceHandlers,
  ...investigationHandlers,
  ...caucusHandlers,
  ...peopleHandlers,
  ...offerHandlers,
  ...statementHandlers,
};
