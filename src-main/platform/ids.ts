import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Where ids come from: UUIDv7 text (RFC 9562 §5.7), sortable by time of making. */
export interface Ids {
  next(): string;
}

/** Ids whose time part never runs backwards, so that rows made later sort later even when the clock is set back. */
export function createIds(clock: Clock): Ids {
  let last = 0n;
  return {
    next() {
      const at = BigInt(Date.parse(clock.now())) << 12n;
      last = at > last ? at : last + 1n;
      return format(last, randomBytes(8));
    },
  };
}

/** `stamp`: 48 bits of milliseconds, then a 12-bit counter in the place of rand_a (method 1 of §6.2). */
function format(stamp: bigint, random: Buffer): string {
  const head = stamp.toString(16).padStart(15, '0');
  const tail = random.toString('hex');
  const variant = ((random.readUInt8(0) & 0x3f) | 0x80).toString(16).padStart(2, '0');
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-7${head.slice(12, 15)}-${variant}${tail.slice(2, 4)}-${tail.slice(4, 16)}`;
}
