import type { CaseParty } from '../../contract/mediation/case-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import type { CheckInput } from './input.ts';
import { nameOf } from './input.ts';

const ART_17 = '人民调解法 art. 17';
const ART_19 = '人民调解法 art. 19';
const ART_29 = '人民调解法 art. 29';
const FORM_10 = '人民调解文书格式 form 10';

/** What an agreement has to tell: who, of what, who answers for it (人民调解法 art. 29), and that all of them want it (art. 17). */
export function checkContent(input: CheckInput): Finding[] {
  const { agreement } = input;
  const findings: Finding[] = [];
  if (input.parties.length < 2) {
    findings.push(remark('error', 'partiesTooFew', 'parties', ART_29, { count: input.parties.length }));
  }
  input.parties.forEach((party, index) => findings.push(...checkParty(party, `parties.${index}`)));
  if (input.mediatorCount === 0) findings.push(remark('error', 'mediatorMissing', 'mediators', ART_19));
  if (agreement.facts === '') findings.push(remark('error', 'factsMissing', 'facts', ART_29));
  if (agreement.issues === '') findings.push(remark('warning', 'issuesMissing', 'issues', ART_29));
  if (agreement.clauses.length === 0) findings.push(remark('error', 'clausesMissing', 'clauses', ART_29));
  if (agreement.recorder === '') findings.push(remark('hint', 'recorderMissing', 'recorder', FORM_10));
  return [...findings, ...checkResponsibilities(input)];
}

function checkParty(party: CaseParty, place: string): Finding[] {
  const findings: Finding[] = [];
  const name = party.name;
  if (party.consents === false) findings.push(remark('error', 'partyRefuses', place, ART_17, { name }));
  if (party.consents === null) findings.push(remark('error', 'consentUnknown', place, ART_17, { name }));
  const missing = missingData(party);
  if (missing.length > 0) {
    findings.push(remark('warning', 'partyDataMissing', place, ART_29, { name, missing: missing.join(',') }));
  }
  party.representatives.forEach((one, index) => {
    if (one.kind !== 'agent' || one.scope === 'special') return;
    const params = { name, representative: one.name };
    findings.push(
      remark(
        'warning',
        'agentNeedsSpecialAuthority',
        `${place}.representatives.${index}.scope`,
        '民事诉讼法 art. 62 (unverified)',
        params,
      ),
    );
  });
  return findings;
}

/** Basic data that form 10 has a field for. */
function missingData(party: CaseParty): string[] {
  const person = party.kind === 'person';
  return [
    ...(person && party.gender === 'unknown' ? ['gender'] : []),
    ...(person && party.age === null && party.birthDate === null ? ['age'] : []),
    ...(person && party.occupation === '' ? ['occupation'] : []),
    ...(party.phone === '' ? ['phone'] : []),
    ...(party.address === '' ? ['address'] : []),
  ];
}

function checkResponsibilities(input: CheckInput): Finding[] {
  const { responsibilities } = input.agreement;
  if (responsibilities.length === 0) {
    return [remark('warning', 'responsibilitiesMissing', 'responsibilities', ART_29)];
  }
  const seen = new Set<string>();
  return responsibilities.flatMap((one, index) => {
    const place = `responsibilities.${index}.partyId`;
    const name = nameOf(input, one.partyId);
    if (name === '') return [remark('error', 'responsibilityPartyUnknown', place, ART_29)];
    if (seen.has(one.partyId)) return [remark('warning', 'responsibilityDuplicate', place, ART_29, { name })];
    seen.add(one.partyId);
    return [];
  });
}
