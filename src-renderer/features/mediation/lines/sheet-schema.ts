import { z } from 'zod';
import { parseDate } from '../../../ui/form/parse-date.ts';
import { parseMoney } from '../../../ui/form/parse-money.ts';
import { todayText } from '../../../i18n/format.ts';

/** A cell of a sheet: text as typed, read when the sheet is saved; what cannot be read is refused in words. */
export function cell<T>(read: (typed: string) => T | undefined, problem: string) {
  return z.string().transform((typed, context): T => {
    const value = typed.trim() === '' ? undefined : read(typed.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'field.required' : problem });
    return z.NEVER;
  });
}

/** The same where the cell may stay empty. */
export function optionalCell<T>(read: (typed: string) => T | undefined, problem: string) {
  return z.string().transform((typed, context): T | null => {
    if (typed.trim() === '') return null;
    const value = read(typed.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

export const wordCell = (max: number) => z.string().trim().min(1).max(max);
export const moneyCell = () => optionalCell(parseMoney, 'field.money');
export const dateCell = () => optionalCell((typed) => parseDate(typed, todayText()), 'field.date');
