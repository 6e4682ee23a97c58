import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import { totalFen } from '../totals.ts';
import { speaksOfConfirmation, type CheckInput } from './input.ts';

const article = (number: number): string => `医疗纠纷预防和处理条例 art. ${number}`;

/** Each side may send five people at the most (art. 30). */
const MOST_REPRESENTATIVES = 5;

/** A medical dispute: written form, confirmation told, privacy, a whole appraisal, sums that agree. */
export function checkMedical(input: CheckInput): Finding[] {
  return [...checkForm(input), ...checkRepresentatives(input), ...checkRecord(input)];
}

function checkForm(input: CheckInput): Finding[] {
  const findings: Finding[] = [];
  if (input.agreement.form === 'oral') {
    findings.push(remark('error', 'medicalMustBeWritten', 'form', article(39)));
  } else if (!speaksOfConfirmation(input)) {
    findings.push(remark('warning', 'medicalConfirmationNotTold', 'performance', article(39)));
  }
  if (!input.line.closedToPublic) {
    findings.push(remark('warning', 'medicalOpenToPublic', 'closedToPublic', article(42)));
  }
  return findings;
}

function checkRepresentatives(input: CheckInput): Finding[] {
  return input.parties.flatMap((party, index) => {
    const count = party.representatives.length;
    if (count <= MOST_REPRESENTATIVES) return [];
    const place = `parties.${index}.representatives`;
    return [remark('warning', 'medicalRepresentativesMany', place, article(30), { name: party.name, count })];
  });
}

function checkRecord(input: CheckInput): Finding[] {
  const { medical } = input.line;
  if (medical === null) return [];
  const findings: Finding[] = [];
  if (medical.appraisalBy !== 'none' && medical.appraisalOn !== null) {
    const whole = [medical.damage, medical.fault, medical.causation].every((text) => text !== '');
    if (!whole || medical.degree === null) {
      findings.push(remark('warning', 'medicalAppraisalIncomplete', 'line.appraisal', article(36)));
    }
  }
  medical.experts.forEach((expert, index) => {
    if (!expert.recused || expert.opinion === '') return;
    const place = `line.experts.${index}`;
    findings.push(remark('warning', 'medicalExpertRecused', place, article(37), { name: expert.name }));
  });
  const total = totalFen(input.agreement.clauses);
  if (medical.agreedFen !== null && total > 0 && medical.agreedFen !== total) {
    const params = { agreedFen: medical.agreedFen, totalFen: total };
    const source = 'arithmetic: agreed = insurer + hospital';
    findings.push(remark('warning', 'medicalPayoutDiffers', 'clauses', source, params));
  }
  if (medical.insurer !== '') {
    const source = 'practice: the agreement is the basis of the claim';
    findings.push(remark('hint', 'extraCopyNeeded', 'line.insurer', source, { name: medical.insurer }));
  }
  return findings;
}
