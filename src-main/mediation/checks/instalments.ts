import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { remark, type FindingCode } from '../findings.ts';
import type { CheckInput } from './input.ts';

const ART_29 = '人民调解法 art. 29';
const SUM = 'arithmetic: instalments and whole are one amount';

/** Instalments add up to the amount, follow each other in time, and only the last may be “the rest”. */
export function checkInstalments(input: CheckInput): Finding[] {
  return input.agreement.clauses.flatMap((clause, index) =>
    clause.kind === 'payment' && clause.instalments.length > 0 ? checkPlan(clause, index) : [],
  );
}

function checkPlan(clause: Clause, index: number): Finding[] {
  const plan = clause.instalments;
  const place = `clauses.${index}`;
  const number = { clause: index + 1 };
  const findings = plan.flatMap((_, at) => checkInstalment(clause, index, at));

  const sumFen = plan.reduce((sum, one) => sum + (one.amountFen ?? 0), 0);
  const open = plan.some((one) => one.amountFen === null);
  const { amountFen } = clause;
  if (amountFen !== null && !open && sumFen !== amountFen) {
    findings.push(
      remark('error', 'instalmentsSumDiffers', `${place}.instalments`, SUM, { ...number, sumFen, amountFen }),
    );
  }
  if (amountFen !== null && open && sumFen >= amountFen) {
    findings.push(
      remark('error', 'instalmentsSumExceeds', `${place}.instalments`, SUM, { ...number, sumFen, amountFen }),
    );
  }
  if (amountFen === null && !open && clause.amountText === '') {
    findings.push(
      remark('warning', 'amountOnlyInInstalments', `${place}.amountFen`, SUM, { ...number, sumFen }),
    );
  }
  if (plan.length === 1)
    findings.push(remark('hint', 'instalmentSingle', `${place}.instalments`, ART_29, number));
  const lastOn = plan.at(-1)?.dueOn ?? null;
  if (clause.dueOn !== null && lastOn !== null && clause.dueOn !== lastOn) {
    const params = { ...number, dueOn: clause.dueOn, lastOn };
    findings.push(remark('warning', 'dueDiffersFromLastInstalment', `${place}.dueOn`, ART_29, params));
  }
  return findings;
}

function checkInstalment(clause: Clause, index: number, at: number): Finding[] {
  const one = clause.instalments[at];
  if (!one) return [];
  const findings: Finding[] = [];
  const note = (severity: Finding['severity'], code: FindingCode, field: string) =>
    void findings.push(
      remark(severity, code, `clauses.${index}.instalments.${at}.${field}`, ART_29, {
        clause: index + 1,
        instalment: at + 1,
      }),
    );
  const last = at === clause.instalments.length - 1;
  if (one.amountFen === null)
    note(last ? 'warning' : 'error', last ? 'instalmentAmountOpen' : 'instalmentAmountMissing', 'amountFen');
  if (one.amountFen === 0) note('error', 'instalmentAmountZero', 'amountFen');
  if (one.dueOn === null && one.dueText === '') note('error', 'instalmentDueMissing', 'dueOn');
  const before = clause.instalments.slice(0, at).findLast((earlier) => earlier.dueOn !== null)?.dueOn ?? null;
  if (one.dueOn !== null && before !== null && one.dueOn <= before)
    note('error', 'instalmentsNotAscending', 'dueOn');
  return findings;
}
