import type { CaseParty } from '../../contract/mediation/case-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { isCivilDate } from '../../platform/dates.ts';
import { remark } from '../findings.ts';
import { creditCodeProblems, knownAge, readResidentId } from '../identity.ts';

/** A party as it is being typed: anything may still be missing. */
export type TypedParty = Partial<CaseParty>;

const GB_ID = 'GB 11643';
const GB_CODE = 'GB 32100';
const FORMS = '人民调解文书格式';

/** Warnings and hints on the parties of a case, as they are typed; never an error: intake is never blocked. */
export function checkParties(parties: readonly TypedParty[], today: string): Finding[] {
  return [
    ...checkTogether(parties),
    ...parties.flatMap((party, index) => checkParty(party, `parties.${index}`, today, parties)),
  ];
}

function checkTogether(parties: readonly TypedParty[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  parties.forEach((party, index) => {
    const key = `${party.name ?? ''}|${party.idNumber ?? ''}|${party.creditCode ?? ''}`;
    if (party.name && seen.has(key)) {
      findings.push(
        remark('warning', 'partyDuplicate', `parties.${index}.name`, FORMS, { name: party.name }),
      );
    }
    seen.add(key);
  });
  const has = (role: string) => parties.some((party) => party.role === role);
  if (parties.length > 0 && !has('applicant'))
    findings.push(remark('hint', 'applicantMissing', 'parties', FORMS));
  if (parties.length > 0 && !has('respondent'))
    findings.push(remark('hint', 'respondentMissing', 'parties', FORMS));
  return findings;
}

function checkParty(party: TypedParty, place: string, today: string, all: readonly TypedParty[]): Finding[] {
  const own =
    party.kind === 'organisation' ? checkOrganisation(party, place) : checkPerson(party, place, today);
  return [...own, ...checkRepresentatives(party, place, today, all)];
}

function checkPerson(party: TypedParty, place: string, today: string): Finding[] {
  const findings: Finding[] = [];
  const warn = (code: Parameters<typeof remark>[1], field: string, source: string) =>
    void findings.push(remark('warning', code, `${place}.${field}`, source));
  const reading =
    party.idNumber && (party.idType ?? 'unknown') === 'residentId'
      ? readResidentId(party.idNumber, today)
      : null;
  for (const problem of reading?.problems ?? []) warn(problem, 'idNumber', GB_ID);
  if (reading?.gender && (party.gender ?? 'unknown') !== 'unknown' && reading.gender !== party.gender) {
    warn('idNumberGender', 'gender', GB_ID);
  }
  if (reading?.birthDate && party.birthDate && reading.birthDate !== party.birthDate) {
    warn('idNumberBirthDate', 'birthDate', GB_ID);
  }
  const ageByNumber = reading?.birthDate ? knownAge({ birthDate: reading.birthDate }, today) : null;
  if (
    ageByNumber !== null &&
    !party.birthDate &&
    typeof party.age === 'number' &&
    ageByNumber !== party.age
  ) {
    warn('idNumberAge', 'age', GB_ID);
  }
  const ageByDate =
    party.birthDate && isCivilDate(party.birthDate) ? knownAge({ birthDate: party.birthDate }, today) : null;
  if (party.birthDate && typeof party.age === 'number' && ageByDate !== party.age)
    warn('ageBirthDate', 'age', FORMS);

  const age = ageByDate ?? ageByNumber ?? party.age ?? null;
  const guarded = (party.representatives ?? []).some((one) => one.kind === 'guardian');
  if (age !== null && age < 18 && !guarded) {
    findings.push(
      remark(
        'warning',
        'minorWithoutGuardian',
        `${place}.representatives`,
        '民法典 art. 17–23 (unverified)',
        {
          name: party.name ?? '',
          age,
        },
      ),
    );
  }
  return findings;
}

function checkOrganisation(party: TypedParty, place: string): Finding[] {
  const problems = party.creditCode ? creditCodeProblems(party.creditCode) : [];
  const findings = problems.map((code) => remark('warning', code, `${place}.creditCode`, GB_CODE));
  if (!party.legalRepresentative && party.name) {
    const params = { name: party.name };
    findings.push(
      remark('warning', 'organisationRepresentativeMissing', `${place}.legalRepresentative`, FORMS, params),
    );
  }
  return findings;
}

function checkRepresentatives(
  party: TypedParty,
  place: string,
  today: string,
  all: readonly TypedParty[],
): Finding[] {
  return (party.representatives ?? []).flatMap((one, index) => {
    const findings: Finding[] = [];
    const at = `${place}.representatives.${index}`;
    // The kind of a representative's paper is not asked; only what looks like a resident ID number is judged.
    if (
      /^[1-9][\d\s]{16,}[\dXx]$/.test(one.idNumber ?? '') &&
      readResidentId(one.idNumber, today).problems.length > 0
    ) {
      findings.push(remark('warning', 'representativeIdNumber', `${at}.idNumber`, GB_ID, { name: one.name }));
    }
    const opponent = all.some(
      (other) => other !== party && other.name === one.name && other.role !== party.role,
    );
    if (one.name && opponent) {
      const params = { name: party.name ?? '', representative: one.name };
      findings.push(
        remark('warning', 'representativeIsOpponent', `${at}.name`, '民法典 art. 168 (unverified)', params),
      );
    }
    return findings;
  });
}
