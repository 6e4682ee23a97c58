import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCheckCharacter,
  creditCodeProblems,
  idCheckCharacter,
  readResidentId,
} from '../../../src-main/mediation/identity.ts';

const today = '2026-07-01';
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('resident ID numbers (GB 11643)', () => {
  it('reads the worked example of the standard', () => {
    expect(readResidentId('11010519491231002X', today)).toEqual({
      problems: [],
      birthDate: '1949-12-31',
      gender: 'female',
    });
  });

  it('reads a number with full-width digits, spaces and a small x', () => {
    expect(readResidentId('１１０１０５ 19491231 002x', today).problems).toEqual([]);
  });

  it.each([
    ['too short', '11010519491231002', ['idNumberForm']],
    ['a letter in the middle', '1101051949123A002X', ['idNumberForm']],
    ['an old number of 15 digits', '110105491231002', ['idNumberForm']],
    ['30 February', '110105199002300027', ['idNumberDate']],
    ['a birth to come', '110105203001010028', ['idNumberDate']],
  ])('warns of %s', (_, number, problems) => {
    expect(readResidentId(number, today).problems.filter((one) => one !== 'idNumberCheckDigit')).toEqual(
      problems,
    );
  });

  it('notices any single wrong digit and any two neighbours exchanged', () => {
    const body = fc
      .tuple(fc.integer({ min: 110_000, max: 659_999 }), fc.integer({ min: 0, max: 999 }))
      .map(([area, serial]) => `${area}19800615${String(serial).padStart(3, '0')}`);
    fc.assert(
      fc.property(body, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, step) => {
        const check = idCheckCharacter(digits);
        const wrong = [...digits]
          .map((digit, index) => (index === at ? String((Number(digit) + step) % 10) : digit))
          .join('');
        expect(idCheckCharacter(wrong)).not.toBe(check);
        const swapped = digits.slice(0, at) + (digits[at + 1] ?? '') + digits[at] + digits.slice(at + 2);
        if (at < 16 && digits[at] !== digits[at + 1]) expect(idCheckCharacter(swapped)).not.toBe(check);
      }),
    );
  });
});

describe('unified social credit codes (GB 32100)', () => {
  it('accepts real shapes and refuses forbidden letters', () => {
    expect(creditCodeProblems('91350100M000100Y43')).toEqual([]);
    expect(creditCodeProblems(' 91350100m000100y43 ')).toEqual([]);
    expect(creditCodeProblems('91350100M000100I43')).toEqual(['creditCodeForm']);
    expect(creditCodeProblems('91350100M000100Y44')).toEqual(['creditCodeCheckDigit']);
  });

  it('notices any single wrong character', () => {
    const body = fc
      .array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(body, fc.nat(16), fc.integer({ min: 1, max: 30 }), (text, at, step) => {
        const other = alphabet[(alphabet.indexOf(text[at]!) + step) % 31]!;
        const wrong = text.slice(0, at) + other + text.slice(at + 1);
        expect(creditCheckCharacter(wrong)).not.toBe(creditCheckCharacter(text));
      }),
    );
  });
});
