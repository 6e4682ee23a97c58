import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import { isWhole, percentText } from '../lines/fractions.ts';
import type { CheckInput } from './input.ts';

const NOTICE_2010 = '公安部等 2010 notice on traffic mediation (secondary source)';
const PROCEDURE_93 = '道路交通事故处理程序规定 art. 93';

/** A traffic case: the liability document with ratios that make a whole, insurers told in time. */
export function checkTraffic(input: CheckInput): Finding[] {
  const { traffic } = input.line;
  if (traffic === null || traffic.documentNumber === '') {
    return [remark('warning', 'trafficLiabilityMissing', 'line.documentNumber', PROCEDURE_93)];
  }
  const findings: Finding[] = [];
  const shares = traffic.liabilities.map((one) => one.share);
  if (shares.length > 0 && !isWhole(shares)) {
    const params = { percent: percentText(shares) };
    findings.push(remark('warning', 'trafficRatioSumDiffers', 'line.liabilities', PROCEDURE_93, params));
  }
  traffic.insurances.forEach((one, index) => {
    const place = `line.insurances.${index}.toldOn`;
    const name = one.insurer;
    if (one.toldOn === null) {
      findings.push(remark('warning', 'trafficInsurerNotTold', place, NOTICE_2010, { name }));
    } else if (one.sessionOn !== null && one.toldOn > (input.insurerToldBy[one.sessionOn] ?? one.toldOn)) {
      const params = { name, toldOn: one.toldOn, sessionOn: one.sessionOn };
      findings.push(remark('warning', 'trafficInsurerToldLate', place, NOTICE_2010, params));
    }
  });
  return findings;
}
