import { notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, type CivilDate } from '../../platform/dates.ts';
import { startOf } from '../booking-period.ts';
import { coinCode, headOf, pointsCode } from '../ledger-store.ts';

export interface BalanceQuestion {
  memberId: string;
  /** Services and bookings about days up to this one; undefined: all. */
  servedThrough: CivilDate | undefined;
  /** What had been booked by the end of this day; undefined: everything until now. */
  knownOn: CivilDate | undefined;
}

/**
 * A member's three counts as of a date of service, as they were known on a day: a late entry counts for the day of the
 * service, but was not known before it was booked; so was its reversal. Minutes and points. Error: `record.notFound`.
 */
export async function balanceAt(
  tx: Reader,
  question: BalanceQuestion,
): Promise<{ coinMinutes: number; serviceMinutes: number; points: number; throughSeq: number }> {
  const { memberId, servedThrough, knownOn } = question;
  const known = await tx.get('SELECT 1 FROM members WHERE id = ?', [memberId]);
  if (!known) throw notFound('member');
  const until = knownOn === undefined ? undefined : startOf(addDays(knownOn, 1));
  const throughSeq = (await headOf(tx, knownOn)).seq;
  const served = servedThrough ?? '9999-12-31';
  const balance = async (code: string) => {
    const row = await tx.get<{ total: number | null }>(
      `SELECT sum(entry.amount) AS total FROM ledger_accounts AS account
       JOIN ledger_entries AS entry ON entry.account_id = account.id
       JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
       WHERE account.code = ? AND entry.transaction_seq <= ? AND header.served_on <= ?`,
      [code, throughSeq, served],
    );
    return row?.total ?? 0;
  };
  const hours = await tx.get<{ total: number | null }>(
    'SELECT sum(minutes) AS total FROM service_records WHERE member_id = ? AND served_on <= ? AND recorded_at < ?',
    [memberId, served, until ?? '9999'],
  );
  return {
    coinMinutes: await balance(coinCode(memberId)),
    points: await balance(pointsCode(memberId)),
    serviceMinutes: hours?.total ?? 0,
    throughSeq,
  };
}
