import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastPageEnd } from '../../../src-main/platform/database/page-total.ts';

it('says the total or nothing, never another one: a list told too short would hide its end', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(400), fc.integer({ min: 1, max: 100 }), (total, offset, limit) => {
      const rows = Math.max(0, Math.min(limit, total - offset));
      expect([undefined, total]).toContain(lastPageEnd(rows, { offset, limit }));
    }),
  );
});

it('asks for no count where the only page is not full, nor where nothing was found', () => {
  expect(lastPageEnd(3, { offset: 0, limit: 100 })).toBe(3);
  expect(lastPageEnd(0, { offset: 0, limit: 100 })).toBe(0);
  expect(lastPageEnd(7, { offset: 200, limit: 100 })).toBe(207);
  expect(lastPageEnd(100, { offset: 0, limit: 100 })).toBeUndefined();
  expect(lastPageEnd(0, { offset: 500, limit: 100 })).toBeUndefined();
});
