/*
 * No binding standard of masking was found (domain notes §5): digits 7–14 of an ID number, which tell the date of
 * birth, are always hidden; lists show 340***********1234, 138****1234 and only the head of an address.
 */

/** `340***********1234`; anything short keeps its last two characters at the most. */
export function maskIdNumber(value: string): string {
  const characters = [...value];
  if (characters.length === 0) return '';
  if (characters.length < 8)
    return '*'.repeat(Math.max(1, characters.length - 2)) + characters.slice(-2).join('');
  return characters.slice(0, 3).join('') + '*'.repeat(characters.length - 7) + characters.slice(-4).join('');
}

/** `138****1234`; several numbers in one field are all masked. */
export function maskPhone(value: string): string {
  return value.replace(/\d[\d\s-]{3,}\d/g, (run) => {
    const digits = run.replace(/\D/g, '');
    const head = digits.length >= 11 ? 3 : 0;
    return (
      digits.slice(0, head) +
      '*'.repeat(digits.length - head - 4 > 0 ? digits.length - head - 4 : 1) +
      digits.slice(-4)
    );
  });
}

/** The first six characters (district and street), the rest hidden. */
export function maskAddress(value: string): string {
  const characters = [...value];
  return characters.length <= 6
    ? characters.slice(0, 2).join('') + (characters.length > 2 ? '****' : '')
    : characters.slice(0, 6).join('') + '****';
}
