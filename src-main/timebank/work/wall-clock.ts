import { isInstant } from '../../platform/dates.ts';
import { formatClock, minutes } from '../../platform/minutes.ts';

/** Clock time `HH:MM` of an instant in Asia/Shanghai (UTC+8). Throws RangeError when it is no instant. */
export function clockOfInstant(instant: string): string {
  if (!isInstant(instant)) throw new RangeError('not an instant');
  const hours = (Number(instant.slice(11, 13)) + 8) % 24;
  return formatClock(minutes(hours * 60 + Number(instant.slice(14, 16))));
}

/** Whole hours between two instants; 0 when the second is the earlier one. */
export function hoursBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000));
}
