import type { z } from 'zod';
import type { caseFields, caseParty } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';

/** What the registration form holds: the contract's input, with every field present. */
export type CaseForm = z.input<typeof caseFields>;
export type PartyForm = z.input<typeof caseParty>;
export type RepresentativeForm = NonNullable<PartyForm['representatives']>[number];

export const emptyParty = (role: PartyForm['role'], id: string = crypto.randomUUID()): PartyForm => ({
  id,
  role,
  kind: 'person',
  name: '',
  gender: 'unknown',
  ethnicity: '',
  birthDate: null,
  age: null,
  occupation: '',
  phone: '',
  address: '',
  idType: 'unknown',
  idNumber: '',
  creditCode: '',
  legalRepresentative: '',
  legalRepresentativePost: '',
  consents: null,
  representatives: [],
});

export const emptyRepresentative = (): RepresentativeForm => ({
  kind: 'agent',
  name: '',
  relation: '',
  scope: 'general',
  authority: '',
  phone: '',
  idNumber: '',
});

export function emptyCase(today: string, areaId: string | null): CaseForm {
  return {
    title: '',
    disputeType: '',
    disputeSubType: '',
    source: 'oralApplication',
    referralSource: '',
    referralBody: '',
    referralNumber: '',
    appliedOn: today,
    areaId,
    facts: '',
    requests: [],
    claimedFen: null,
    closedToPublic: true,
    parties: [emptyParty('applicant'), emptyParty('respondent')],
  };
}

/** A case on file as the form holds it; the parties in full come from the audited reveal. */
export function caseToForm(view: CaseView, parties: readonly PartyForm[]): CaseForm {
  return {
    title: view.title,
    disputeType: view.disputeType,
    disputeSubType: view.disputeSubType,
    source: view.source,
    referralSource: view.referralSource,
    referralBody: view.referralBody,
    referralNumber: view.referralNumber,
    appliedOn: view.appliedOn,
    areaId: view.areaId,
    facts: view.facts,
    requests: [...view.requests],
    claimedFen: view.claimedFen,
    closedToPublic: view.closedToPublic,
    parties: parties.map((party) => ({ ...party })),
  };
}

/**
 * Date of birth and gender that an 18-digit resident ID number says (GB 11643: digits 7–14, and the 17th odd for men).
 * @returns undefined unless the form and the date are right; the check digit is the server's to doubt.
 */
export function readResidentId(
  idNumber: string,
): { birthDate: string; gender: 'male' | 'female' } | undefined {
  const match = /^\d{6}((?:19|20)\d\d)(\d\d)(\d\d)\d\d(\d)[\dXx]$/.exec(idNumber.trim());
  if (!match) return undefined;
  const [, year, month, day, order] = match as unknown as [string, string, string, string, string];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  return { birthDate: `${year}-${month}-${day}`, gender: Number(order) % 2 === 1 ? 'male' : 'female' };
}
