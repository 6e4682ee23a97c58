/**
 * A date as people type it – 2026-7-1, 2026/7/1, 2026.7.1, 20260701, 2026年7月1日, 7.1, 7月1日, 0701 – as `YYYY-MM-DD`.
 * Without a year the one of `today` is meant.
 * @returns undefined for what is no date of the calendar.
 */
export function parseDate(typed: string, today: string): string | undefined {
  const text = toHalfWidth(typed).replace(/\s/g, '');
  const year = today.slice(0, 4);
  const forms: [RegExp, (m: RegExpExecArray) => [string, string, string]][] = [
    [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/, (m) => [m[1]!, m[2]!, m[3]!]],
    [/^(\d{4})(\d\d)(\d\d)$/, (m) => [m[1]!, m[2]!, m[3]!]],
    [/^(\d{1,2})[-/.月](\d{1,2})[日号]?$/, (m) => [year, m[1]!, m[2]!]],
    [/^(\d\d)(\d\d)$/, (m) => [year, m[1]!, m[2]!]],
  ];
  for (const [form, parts] of forms) {
    const match = form.exec(text);
    if (match) return realDate(...parts(match));
  }
  return undefined;
}

function realDate(year: string, month: string, day: string): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists && Number(year) >= 1900
    ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : undefined;
}

/** １２３．－ typed with a full-width input method are the same digits and signs. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/　/g, ' ');
}
