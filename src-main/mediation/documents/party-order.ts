import type { Party, PartyRole } from './party-data.ts';

const ORDER: Readonly<Record<PartyRole, number>> = { applicant: 0, party: 1, respondent: 2, thirdParty: 3 };

/** Applicants, respondents, third parties; within a role as given. */
export const byRole = (parties: readonly Party[]): Party[] =>
  parties.toSorted((left, right) => ORDER[left.role] - ORDER[right.role]);
