import { severities, type Finding } from '../contract/mediation/finding.ts';
import { checkAmounts } from './checks/amounts.ts';
import { checkClauses } from './checks/clauses.ts';
import { checkContent } from './checks/content.ts';
import { checkDates } from './checks/dates.ts';
import type { CheckInput } from './checks/input.ts';
import { checkInstalments } from './checks/instalments.ts';
import { checkLines } from './checks/lines.ts';
import { checkParties } from './checks/parties.ts';
import { checkPeople } from './checks/people.ts';
import { checkWording } from './checks/wording.ts';

export { agreementCodes, findingCodes } from './findings.ts';

/**
 * Everything to be said about an agreement as it stands, errors first. Errors stop it from being issued; warnings and
 * hints do not. `place` is a path into the agreement, or into the case for `parties.*` and `mediators`.
 */
export function checkAgreement(input: CheckInput): Finding[] {
  const findings = [
    ...checkContent(input),
    ...checkClauses(input),
    ...checkAmounts(input),
    ...checkInstalments(input),
    ...checkDates(input),
    ...checkWording(input),
    ...checkLines(input),
    ...checkPeople(input),
    ...checkParties(input.parties, input.today),
  ];
  return findings.sort((left, right) => rank(left) - rank(right));
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((one) => one.severity === 'error');

const rank = (finding: Finding): number => severities.indexOf(finding.severity);
