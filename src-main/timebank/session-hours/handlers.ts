import { linkHandlers } from './link-handlers.ts';
import { offerHandlers } from './offer-handlers.ts';

export const sessionHoursHandlers = { ...linkHandlers, ...offerHandlers };
