/** Under eighteen on `today` (both `YYYY-MM-DD`); an unknown or unreadable birthday says nothing. */
export function isMinor(birthDate: string | null, today: string): boolean {
  if (birthDate === null || !/^\d{4}-\d\d-\d\d$/.test(birthDate)) return false;
  const coming = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  return birthDate <= today && today < coming;
}
