import type { BatchRow } from '../../contract/mediation/batches.ts';
import { formatDate, isCivilDate } from '../../platform/dates.ts';
import { fen, formatYuanDigits } from '../../platform/money.ts';
import { areaText, chargeAmounts } from './charge.ts';

/** What may stand in braces in a template of a batch, and what it becomes on a line. Texts of papers, hence Chinese. */
const values: Readonly<Record<string, (row: BatchRow) => string>> = {
  房号: (row) => row.room,
  业主: (row) => row.owner,
  面积: (row) => areaText(row.areaCenti),
  单价: (row) => yuan(row.rateFen),
  月数: (row) => String(row.months),
  起: (row) => day(row.from),
  止: (row) => day(row.to),
  费用: (row) => yuan(chargeAmounts(row).feeFen),
  减免: (row) => yuan(row.waiverFen),
  违约金: (row) => yuan(row.penaltyFen),
  应付: (row) => yuan(chargeAmounts(row).dueFen),
};

const PLACEHOLDER = /\{([^{}\n]{1,12})\}/gu;

/** The template’s text for one line. A word in braces that is no column stays as it stands and is remarked. */
export function fillIn(text: string, row: BatchRow): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => values[name.trim()]?.(row) ?? whole);
}

/** Words in braces that no column fills. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([whole, name = '']) =>
    Object.hasOwn(values, name.trim()) ? [] : [whole],
  );
}

const yuan = (amountFen: number): string => formatYuanDigits(fen(amountFen)).replaceAll(',', '');
const day = (date: string | null): string => (isCivilDate(date) ? formatDate(date) : '＿＿＿＿');
