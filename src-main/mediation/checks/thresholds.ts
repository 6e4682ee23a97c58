import type { Finding } from '../../contract/mediation/finding.ts';
import type { ReachedThreshold } from '../../contract/mediation/line-values.ts';
import { remark } from '../findings.ts';
import { totalFen } from '../totals.ts';
import type { CheckInput } from './input.ts';

/** What the case’s amount calls for in its region and is not there yet. The thresholds are data. */
export function checkThresholds(input: CheckInput): Finding[] {
  const amountFen = input.claimedFen ?? totalFen(input.agreement.clauses);
  return input.line.effects.flatMap((reached) => checkEffect(input, reached, amountFen));
}

function checkEffect(input: CheckInput, reached: ReachedThreshold, amountFen: number): Finding[] {
  const { line, agreement, mediatorCount } = input;
  const params = { amountFen, fromFen: reached.fromFen };
  const { severity, source } = reached;
  switch (reached.effect) {
    case 'insurer': {
      const called = (line.medical?.insurer ?? '') !== '' || (line.traffic?.insurances.length ?? 0) > 0;
      return called ? [] : [remark(severity, 'insurerRequired', 'line.insurer', source, params)];
    }
    case 'appraisal': {
      const appraised = line.medical !== null && line.medical.appraisalBy !== 'none';
      return appraised ? [] : [remark(severity, 'appraisalRequired', 'line.appraisal', source, params)];
    }
    case 'twoMediators':
      return mediatorCount >= 2
        ? []
        : [remark(severity, 'twoMediatorsRequired', 'mediators', source, params)];
    case 'writtenForm':
      return agreement.form === 'written'
        ? []
        : [remark(severity, 'writtenFormRequired', 'form', source, params)];
    // Mediation is the way that the rule wants; the parties are to know that they could not have settled alone.
    case 'noPrivateSettlement':
      return [remark(severity, 'privateSettlementForbidden', 'line', source, params)];
  }
}
