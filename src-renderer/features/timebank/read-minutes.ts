/**
 * Whole minutes from what people type: `90`, `90分`, `1:30`, `1小时30分`, `1.5小时`, `2h`. Undefined when unreadable, or when it is
 * not a whole number of minutes.
 */
export function readMinutes(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  const whole = /^(\d{1,5})(?:分|分钟|min)?$/.exec(plain);
  if (whole) return Number(whole[1]);
  const clock = /^(\d{1,3}):(\d{2})$/.exec(plain);
  if (clock) return Number(clock[2]) < 60 ? Number(clock[1]) * 60 + Number(clock[2]) : undefined;
  const spoken = /^(\d{1,3})(?:\.(\d{1,2}))?(?:小时|时|h)(?:(\d{1,2})(?:分|分钟|min|m)?)?$/.exec(plain);
  if (!spoken) return undefined;
  // Hundredths of an hour in whole numbers: 0.1 h must be 6 minutes, not 6.000000000000001.
  const hundredths = Number(spoken[1]) * 100 + Number((spoken[2] ?? '').padEnd(2, '0'));
  const fromHours = (hundredths * 60) / 100;
  return Number.isInteger(fromHours) ? fromHours + Number(spoken[3] ?? 0) : undefined;
}
