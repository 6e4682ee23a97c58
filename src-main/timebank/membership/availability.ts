import { dayParts, type AvailabilitySlot, type DayPart } from '../../contract/timebank/membership-values.ts';

/**
 * When a member has time, as one text of 21 marks: Monday morning, afternoon, evening, Tuesday morning … `1` yes, `0` no.
 * The morning ends at 12:00, the afternoon at 18:00.
 */
export function slotsText(slots: readonly AvailabilitySlot[]): string {
  const marks = Array.from({ length: 21 }, () => '0');
  for (const { weekday, part } of slots) marks[(weekday - 1) * 3 + dayParts.indexOf(part)] = '1';
  return marks.join('');
}

export function slotsOf(text: string): AvailabilitySlot[] {
  return [...text].flatMap((mark, index) => {
    const part = dayParts[index % 3];
    return mark === '1' && part ? [{ weekday: Math.floor(index / 3) + 1, part }] : [];
  });
}

/** Parts of the day that a time touches; `10:00` to `12:00` is the morning alone. */
export function partsTouched(startsAt: string, endsAt: string): DayPart[] {
  const bounds: Record<DayPart, readonly [string, string]> = {
    morning: ['00:00', '12:00'],
    afternoon: ['12:00', '18:00'],
    evening: ['18:00', '24:00'],
  };
  return dayParts.filter((part) => startsAt < bounds[part][1] && endsAt > bounds[part][0]);
}

/** Places in the text, counted from 1, at which everything must be `1` for somebody who can come at that time. */
export function placesNeeded(weekday: number, startsAt: string, endsAt: string): number[] {
  return partsTouched(startsAt, endsAt).map((part) => (weekday - 1) * 3 + dayParts.indexOf(part) + 1);
}
