import { AppError } from '../platform/app-error.ts';
import type { CreditRules } from './credit.ts';

type AccountLimit = Pick<CreditRules, 'storedMinutes'>;

/** Coins that still fit on a member’s account; Infinity where the region does not limit it (Nanjing 2019: 1500 hours). */
export function roomOn(balanceMinutes: number, { storedMinutes }: AccountLimit): number {
  return storedMinutes === null ? Infinity : Math.max(0, storedMinutes - balanceMinutes);
}

/**
 * Whatever is given to a member has to fit, where it comes from makes no difference. Error: `ledger.accountFull` with
 * what still fits, beside `field`.
 */
export function requireRoom(
  balanceMinutes: number,
  minutes: number,
  rules: AccountLimit,
  field = 'minutes',
): void {
  const room = roomOn(balanceMinutes, rules);
  if (minutes <= room) return;
  throw new AppError('ledger.accountFull', {
    params: { roomMinutes: room, limitMinutes: rules.storedMinutes ?? 0 },
    fields: { [field]: { code: 'field.tooBig' } },
  });
}
