import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import { totalFen } from '../totals.ts';
import type { CheckInput } from './input.ts';
import { checkMedical } from './medical.ts';
import { checkThresholds } from './thresholds.ts';
import { checkTraffic } from './traffic.ts';

/** Rules of special lines and of single regions. */
export function checkLines(input: CheckInput): Finding[] {
  return [
    ...checkThresholds(input),
    ...checkOralForm(input),
    ...(input.disputeType === 'medical' ? checkMedical(input) : []),
    ...(input.disputeType === 'traffic' ? checkTraffic(input) : []),
    ...checkCharge(input),
    ...checkWages(input),
    ...checkJoint(input),
  ];
}

/** Some regions ask for the written form where not all is performed at once; in force only where their data says so. */
function checkOralForm(input: CheckInput): Finding[] {
  const { agreement } = input;
  const rule = input.terms.find((term) => term.code === 'localRule.writtenWhenPerformedLater');
  if (!rule || agreement.form !== 'oral' || agreement.concludedOn === null) return [];
  const reached = agreement.concludedOn;
  const later = agreement.clauses.findIndex((clause) =>
    [clause.dueOn, ...clause.instalments.map((one) => one.dueOn)].some(
      (due) => due !== null && due > reached,
    ),
  );
  const severity = rule.verified ? 'error' : 'hint';
  return later === -1
    ? []
    : [remark(severity, 'oralLaterPerformance', 'form', rule.source, { clause: later + 1 })];
}

/** Less may be agreed than is owed; the mediator should know that it is. */
function checkCharge(input: CheckInput): Finding[] {
  const dueFen = input.line.chargeDueFen;
  const total = totalFen(input.agreement.clauses);
  if (dueFen === null || total === 0 || total === dueFen) return [];
  const source = 'area × rate × months − waiver + penalty';
  return [remark('warning', 'propertyAmountDiffers', 'clauses', source, { totalFen: total, dueFen })];
}

/** Sheet and clauses are one paper when the sheet is its annex: then they cannot say two sums. */
function checkWages(input: CheckInput): Finding[] {
  const { wages } = input.line;
  const total = totalFen(input.agreement.clauses);
  if (wages === null || total === 0 || total === wages.restFen) return [];
  const params = { restFen: wages.restFen, totalFen: total };
  const severity = wages.inAnnex ? 'error' : 'warning';
  return [remark(severity, 'labourAnnexDiffers', 'clauses', 'arithmetic: annex and clauses', params)];
}

/** 联合调解: one body leads, each gives its opinion. */
function checkJoint(input: CheckInput): Finding[] {
  const { joint } = input.line;
  if (joint.length === 0) return [];
  const source = 'practice of joint mediation (domain notes §4.3)';
  return [
    ...(joint.some((body) => body.lead) ? [] : [remark('warning', 'jointLeadMissing', 'joint', source)]),
    ...joint.flatMap((body, index) =>
      body.opinion === ''
        ? [remark('hint', 'jointOpinionMissing', `joint.${index}`, source, { name: body.name })]
        : [],
    ),
  ];
}
