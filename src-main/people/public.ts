/** What other capabilities may ask of people (decision 0004: every capability knows who acts and for whom). */
export { partyColumnsOf, partyFieldsOf } from './party-columns.ts';
export { entryWithDoubles, rememberParties, rememberParty } from './party-store.ts';
export { userNames } from './user-store.ts';
