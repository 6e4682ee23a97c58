import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openParts } from '../../src-main/people/apart.ts';

const ids = ['a', 'b', 'c', 'd'];

it('a pair told apart is no question any more, a third entry still is', () => {
  expect(openParts(['a', 'b'], [{ oneId: 'b', otherId: 'a' }])).toEqual([]);
  const apart = [{ oneId: 'a', otherId: 'b' }];
  expect(openParts(['a', 'b', 'c'], apart)).toEqual([['a', 'b', 'c']]);
  expect(openParts(['a', 'b', 'c'], [...apart, { oneId: 'c', otherId: 'a' }])).toEqual([['b', 'c']]);
});

it('never loses an open pair and never asks again about a group that is wholly settled', () => {
  const pairs = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([one, other]) => one < other),
    { selector: (pair) => pair.join() },
  );
  fc.assert(
    fc.property(pairs, (told) => {
      const parts = openParts(
        ids,
        told.map(([oneId, otherId]) => ({ oneId, otherId })),
      );
      for (const one of ids)
        for (const other of ids)
          if (one < other && !told.some(([a, b]) => a === one && b === other))
            expect(parts.some((part) => part.includes(one) && part.includes(other))).toBe(true);
      for (const part of parts) {
        const open =
          (part.length * (part.length - 1)) / 2 -
          told.filter((pair) => pair.every((id) => part.includes(id))).length;
        expect(open).toBeGreaterThan(0);
        expect(part).toEqual([...part].sort());
      }
      expect(new Set(parts.flat()).size).toBe(parts.flat().length);
    }),
  );
});
