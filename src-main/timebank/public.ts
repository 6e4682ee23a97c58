/** What mediation may ask of the time bank: a volunteer mediator’s session hours, offered for credit (decision 0016). */
export { volunteerOf } from './session-hours/link-store.ts';
export { hourOffersOf, offerHours, withdrawHours } from './session-hours/offer-store.ts';
export type { HourOffer } from './session-hours/offer-store.ts';
export { otherLines as servicesOfDay } from './sheet-assessment.ts';
