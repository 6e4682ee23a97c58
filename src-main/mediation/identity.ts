import { ageOn, civilDate, isCivilDate, type CivilDate } from '../platform/dates.ts';

/*
 * National ID numbers (GB 11643, check character mod 11-2) and unified social credit codes (GB 32100, mod 31). The
 * rules are from general knowledge of the standards; what they find are warnings and never block an entry.
 */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_CHECK = '10X98765432';
const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export type IdProblem = 'idNumberForm' | 'idNumberDate' | 'idNumberCheckDigit';

/** What a resident ID number says; `null` where it cannot be read. */
export interface IdReading {
  problems: IdProblem[];
  birthDate: CivilDate | null;
  gender: 'male' | 'female' | null;
}

/** Reads a resident ID number of 18 characters as typed (spaces and lower-case x allowed). `today` bounds the birth. */
export function readResidentId(typed: string, today: string): IdReading {
  const number = normal(typed);
  if (!/^[1-9]\d{16}[\dX]$/.test(number))
    return { problems: ['idNumberForm'], birthDate: null, gender: null };
  const problems: IdProblem[] = [];
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const birthDate = isCivilDate(date) && date >= '1880-01-01' && date <= today ? civilDate(date) : null;
  if (birthDate === null) problems.push('idNumberDate');
  if (idCheckCharacter(number.slice(0, 17)) !== number[17]) problems.push('idNumberCheckDigit');
  return { problems, birthDate, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Check character of the first 17 digits (ISO 7064 mod 11-2). */
export function idCheckCharacter(digits: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return ID_CHECK[sum % 11] ?? '';
}

export type CreditCodeProblem = 'creditCodeForm' | 'creditCodeCheckDigit';

/** Checks a unified social credit code as typed; an empty list when nothing is wrong. */
export function creditCodeProblems(typed: string): CreditCodeProblem[] {
  const code = normal(typed);
  if (code.length !== 18 || [...code].some((character) => !CODE_ALPHABET.includes(character)))
    return ['creditCodeForm'];
  return creditCheckCharacter(code.slice(0, 17)) === code[17] ? [] : ['creditCodeCheckDigit'];
}

/** Check character of the first 17 characters of a credit code. */
export function creditCheckCharacter(body: string): string {
  const sum = CODE_WEIGHTS.reduce(
    (total, weight, index) => total + weight * CODE_ALPHABET.indexOf(body[index] ?? ''),
    0,
  );
  return CODE_ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** Age in completed years on `today` by date of birth, else the age that was typed. */
export function knownAge(
  party: { birthDate?: string | null | undefined; age?: number | null | undefined },
  today: string,
): number | null {
  if (party.birthDate && isCivilDate(party.birthDate))
    return ageOn(party.birthDate, civilDate(today)) ?? null;
  return party.age ?? null;
}

const normal = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
