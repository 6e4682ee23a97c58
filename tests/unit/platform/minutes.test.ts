import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockDuration,
  formatClock,
  formatMinutes,
  isMinutes,
  minutes,
  parseClock,
  sumMinutes,
} from '../../../src-main/platform/minutes.ts';

describe('durations', () => {
  it.each([
    [750, '12小时30分'],
    [120, '2小时'],
    [45, '45分'],
    [0, '0分'],
    [-750, '-12小时30分'],
    [-1, '-1分'],
    [90_000, '1500小时'],
  ])('formats %i minutes', (value, text) => expect(formatMinutes(minutes(value))).toBe(text));

  it('would notice fractions of a minute creeping in', () => {
    expect(() => minutes(0.5)).toThrow(RangeError);
    expect(() => minutes(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(isMinutes(1.5)).toBe(false);
    expect(sumMinutes([minutes(30), minutes(-45)])).toBe(-15);
  });
});

describe('clock times', () => {
  it.each([
    ['09:05', 545],
    ['9:05', 545],
    ['０９：０５', 545],
    ['00:00', 0],
    ['24:00', 1440],
  ])('reads %s', (text, value) => expect(parseClock(text)).toBe(value));

  it.each(['', '9', '9:5', '24:01', '12:60', '25:00', '-1:00', '9:05pm', '9.05'])(
    'would rather not read than misread: %s',
    (text) => expect(parseClock(text)).toBeUndefined(),
  );

  it('would notice a time that does not come back as itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1440 }),
        (value) => parseClock(formatClock(minutes(value))) === value,
      ),
    );
    expect(() => formatClock(minutes(1441))).toThrow(RangeError);
  });

  it('counts from start to end of the same day and never a negative or empty service', () => {
    expect(clockDuration('09:00', '11:30')).toBe(150);
    expect(clockDuration('22:00', '24:00')).toBe(120);
    expect(clockDuration('11:30', '09:00')).toBeUndefined();
    expect(clockDuration('09:00', '09:00')).toBeUndefined();
    expect(clockDuration('9', '10:00')).toBeUndefined();
  });
});
