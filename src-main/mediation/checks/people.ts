import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import { knownAge } from '../identity.ts';
import { speaksOfConfirmation, type CheckInput } from './input.ts';

/** People behind the agreement: children, agents, how a court would reach them, how they sign. */
export function checkPeople(input: CheckInput): Finding[] {
  return [
    ...checkChildren(input),
    ...checkAgents(input),
    ...checkServiceAddresses(input),
    ...checkWetInk(input),
  ];
}

/** Data of a child under 14 are sensitive: told and agreed to separately by a guardian. */
function checkChildren(input: CheckInput): Finding[] {
  return input.parties.flatMap((party, index) => {
    if (party.kind !== 'person') return [];
    const age = knownAge(party, input.today);
    if (age === null || age >= 14) return [];
    const source = '个人信息保护法 art. 28–31';
    return [remark('hint', 'childDataConsent', `parties.${index}`, source, { name: party.name, age })];
  });
}

/** One person who speaks for applicant and respondent cannot serve both. */
function checkAgents(input: CheckInput): Finding[] {
  const roles = new Map<string, string>();
  return input.parties.flatMap((party, index) =>
    party.representatives.flatMap((one, at) => {
      const role = roles.get(one.name);
      roles.set(one.name, role ?? party.role);
      if (one.kind !== 'agent' || role === undefined || role === party.role) return [];
      const place = `parties.${index}.representatives.${at}.name`;
      const params = { representative: one.name };
      return [remark('warning', 'agentForBothSides', place, '民法典 art. 168 (unverified)', params)];
    }),
  );
}

/** Judicial confirmation needs addresses and phones for service. */
function checkServiceAddresses(input: CheckInput): Finding[] {
  if (!speaksOfConfirmation(input)) return [];
  return input.parties.flatMap((party, index) =>
    party.address !== '' && party.phone !== ''
      ? []
      : [
          remark(
            'warning',
            'serviceAddressMissing',
            `parties.${index}`,
            '民诉法解释 art. 354; 法释〔2011〕5号 art. 3',
            {
              name: party.name,
            },
          ),
        ],
  );
}

/** Papers on marriage, adoption, inheritance are signed by hand; the dispute types are data. */
function checkWetInk(input: CheckInput): Finding[] {
  const rule = input.terms.find((term) => term.kind === 'wetInk' && term.words.includes(input.disputeType));
  return rule && input.agreement.form === 'written'
    ? [remark('hint', 'wetInkNeeded', 'form', rule.source)]
    : [];
}
