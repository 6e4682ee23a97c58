import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedCode, readSignCode, signCode } from '../../../src-main/timebank/activities/sign-code.ts';
import { placesOf } from '../../../src-main/timebank/activities/sign-up-order.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codes = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }), fc.integer({ min: 0, max: 200 }))
  .map(([seed, line]) => ({ seed, line, code: signCode(seed, line) }));

describe('the code of a printed line', () => {
  it('is read back with its line and the code of its head, however it was typed', () => {
    fc.assert(
      fc.property(codes, fc.boolean(), ({ seed, line, code }, lower) => {
        const typed = lower ? ` ${printedCode(code).toLowerCase()} ` : printedCode(code);
        expect(readSignCode(typed)).toEqual({ code, line, headCode: signCode(seed, 0) });
      }),
    );
    expect(readSignCode('７Ｋ３Ｍ')).toBeUndefined();
  });

  it('has eight characters that nobody mistakes for one another', () => {
    fc.assert(
      fc.property(codes, ({ code }) => {
        expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
      }),
    );
  });

  it('is no code any more with one wrong character: a person never gets somebody else’s line', () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.nat(29), ({ code }, place, step) => {
        const wrong = alphabet[(alphabet.indexOf(code[place]!) + 1 + step) % alphabet.length]!;
        expect(readSignCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('is no code any more with two neighbours in the wrong order', () => {
    fc.assert(
      fc.property(codes, fc.nat(6), ({ code }, place) => {
        const [a, b] = [code[place]!, code[place + 1]!];
        fc.pre(a !== b);
        expect(readSignCode(code.slice(0, place) + b + a + code.slice(place + 2))).toBeUndefined();
      }),
    );
  });

  it('is refused when something is missing or was never printed on it', () => {
    const code = signCode(123456n, 7);
    for (const typed of ['', code.slice(1), `${code}2`, code.replace(/^./, 'O'), '12345678', '张三'])
      expect(readSignCode(typed)).toBeUndefined();
  });

  it('is another for every line and sheet', () => {
    const all = new Set(
      [1n, 2n, 31n, 29_791n].flatMap((seed) =>
        Array.from({ length: 201 }, (_, line) => signCode(seed, line)),
      ),
    );
    expect(all.size).toBe(4 * 201);
  });
});

describe('places and waiting', () => {
  const lists = fc.uniqueArray(fc.record({ seq: fc.integer({ min: 1, max: 60 }) }), {
    selector: ({ seq }) => seq,
  });

  it('never gives more places than there are, loses nobody, and lets nobody overtake', () => {
    fc.assert(
      fc.property(lists, fc.option(fc.integer({ min: 1, max: 20 })), (list, capacity) => {
        const { placed, waiting } = placesOf(list, capacity);
        expect(placed.length).toBe(Math.min(list.length, capacity ?? list.length));
        expect([...placed, ...waiting].map(({ seq }) => seq)).toEqual(
          list.map(({ seq }) => seq).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('who withdraws from a place lets exactly the first who waits move up', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 20 }), fc.nat(), (list, capacity, pick) => {
        const before = placesOf(list, capacity);
        fc.pre(before.waiting.length > 0);
        const gone = before.placed[pick % before.placed.length]!;
        const after = placesOf(
          list.filter((one) => one !== gone),
          capacity,
        );
        expect(after.placed).toContain(before.waiting[0]);
        expect(after.waiting).toEqual(before.waiting.slice(1));
      }),
    );
  });
});
