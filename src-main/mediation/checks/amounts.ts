import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import { MAX_CAPITALS_FEN } from '../../platform/money.ts';
import { remark } from '../findings.ts';
import { isPrintable, totalFen } from '../totals.ts';
import type { CheckInput } from './input.ts';

const ART_29 = '人民调解法 art. 29';
const CAPITALS = '支付结算办法 附一: amounts in capitals';
const PRACTICE = 'practice: one amount, written once';

/** Amounts are fixed, positive and the same wherever they stand. All amounts in 分. */
export function checkAmounts(input: CheckInput): Finding[] {
  const findings = input.agreement.clauses.flatMap((clause, index) =>
    clause.kind === 'payment' ? checkPayment(clause, index) : checkOther(clause, index),
  );
  const total = totalFen(input.agreement.clauses);
  if (!isPrintable(total)) {
    findings.push(remark('error', 'totalTooLarge', 'clauses', CAPITALS, { maxFen: MAX_CAPITALS_FEN }));
  } else if (input.claimedFen !== null && total > input.claimedFen) {
    const params = { totalFen: total, claimedFen: input.claimedFen };
    findings.push(remark('warning', 'totalExceedsClaim', 'clauses', PRACTICE, params));
  }
  return findings;
}

function checkPayment(clause: Clause, index: number): Finding[] {
  const findings: Finding[] = [];
  const place = `clauses.${index}`;
  const number = { clause: index + 1 };
  const { amountFen, amountText } = clause;
  if (amountFen === null && amountText === '' && clause.instalments.length === 0) {
    findings.push(remark('error', 'clauseAmountMissing', `${place}.amountFen`, ART_29, number));
  }
  if (amountFen === 0)
    findings.push(remark('error', 'clauseAmountZero', `${place}.amountFen`, PRACTICE, number));
  if (amountFen === null && amountText !== '') {
    findings.push(
      remark('warning', 'clauseAmountTextOnly', `${place}.amountText`, ART_29, { ...number, amountText }),
    );
  }
  if (amountFen === null && looksLikeAmount(amountText)) {
    findings.push(
      remark('warning', 'amountTextLooksLikeNumber', `${place}.amountText`, PRACTICE, {
        ...number,
        amountText,
      }),
    );
  }
  const inText = amountFen === null ? [] : amountsIn(clause.text);
  if (amountFen !== null && inText.length > 0 && !agrees(inText, clause)) {
    const params = { ...number, textFen: inText[0] ?? 0, amountFen };
    findings.push(remark('warning', 'textAmountDiffers', `${place}.text`, PRACTICE, params));
  }
  if (clause.manner === '')
    findings.push(remark('hint', 'paymentMannerMissing', `${place}.manner`, ART_29, number));
  return findings;
}

function checkOther(clause: Clause, index: number): Finding[] {
  if (clause.amountFen === null && clause.amountText === '' && clause.instalments.length === 0) return [];
  return [
    remark('warning', 'amountOnNonPayment', `clauses.${index}.amountFen`, PRACTICE, { clause: index + 1 }),
  ];
}

/** The text may name the whole, one instalment, or parts that add up to the whole. */
function agrees(inText: readonly number[], clause: Clause): boolean {
  const sum = inText.reduce((total, amount) => total + amount, 0);
  const known = [clause.amountFen, ...clause.instalments.map((one) => one.amountFen)];
  return sum === clause.amountFen || inText.some((amount) => known.includes(amount));
}

const UNITS: Record<string, number> = { '': 1, 百: 100, 千: 1000, 万: 10_000 };

/** Amounts in 分 that a text names in digits: `5,000元`, `1.4万元`. */
export function amountsIn(text: string): number[] {
  return [...text.normalize('NFKC').matchAll(/(\d[\d,]*)(?:\.(\d{1,4}))?(百|千|万)?元/g)].flatMap((match) => {
    const decimals = match[2] ?? '';
    const digits =
      Number(`${(match[1] ?? '').replaceAll(',', '')}${decimals}`) * 100 * (UNITS[match[3] ?? ''] ?? 1);
    const amount = digits / 10 ** decimals.length;
    return Number.isSafeInteger(digits) && Number.isInteger(amount) ? [amount] : [];
  });
}

const looksLikeAmount = (text: string): boolean =>
  /^[¥￥]?\s*[\d,.]+\s*[百千万亿]?元?整?$/.test(text.normalize('NFKC').trim());
