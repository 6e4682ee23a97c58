import { AppError } from '../platform/app-error.ts';
import { addDays, formatDate, monthRange, type CivilDate } from '../platform/dates.ts';

/** First and last civil date of booking, both inclusive; a side left out is open. */
export interface BookingRange {
  from?: CivilDate | undefined;
  to?: CivilDate | undefined;
}

/** A statement’s days. A month that is over is closed: nothing can be booked into it any more. */
export interface StatementPeriod {
  from: CivilDate;
  to: CivilDate;
  closed: boolean;
}

/** The instant at which a civil date begins in Asia/Shanghai (UTC+8). */
export function startOf(date: CivilDate): string {
  return `${addDays(date, -1)}T16:00:00.000Z`;
}

/** The whole month when it is over, its days so far while it runs, undefined before it begins. */
export function statementPeriod(month: string, today: CivilDate): StatementPeriod | undefined {
  const { from, to } = monthRange(month);
  if (today < from) return undefined;
  return today > to ? { from, to, closed: true } : { from, to: today, closed: false };
}

/** The same for who cannot go on without one. Error: `period.notBegun`. */
export function begunPeriod(month: string, today: CivilDate): StatementPeriod {
  const period = statementPeriod(month, today);
  if (!period) throw new AppError('period.notBegun', { params: { month } });
  return period;
}

/** `2026年6月` for a closed month, `2026年6月1日至2026年6月30日` for one that still ran: the two never share a name. */
export function periodName(period: StatementPeriod): string {
  if (!period.closed) return `${formatDate(period.from)}至${formatDate(period.to)}`;
  return formatDate(period.from).replace(/1日$/, '');
}
