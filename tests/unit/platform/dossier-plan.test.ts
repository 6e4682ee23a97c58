import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDossier, type PlannedPart } from '../../../src-main/platform/documents/dossier-plan.ts';

const partsOf = fc
  .array(fc.option(fc.integer({ min: 1, max: 300 }), { nil: null, freq: 5 }), { maxLength: 80 })
  .map((pages) =>
    pages.map((count, index): PlannedPart => ({ id: `p${index}`, name: `材料${index}`, pages: count })),
  );

describe('planDossier', () => {
  it('would notice a gap, an overlap, a lost or a swapped part', () => {
    fc.assert(
      fc.property(partsOf, (parts) => {
        const { entries, numberedPages } = planDossier(parts);
        expect(entries.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
        let last = 0;
        entries.forEach((entry, index) => {
          const { pages } = parts[index]!;
          if (pages === null) {
            expect([entry.firstPage, entry.lastPage]).toEqual([null, null]);
            return;
          }
          expect(entry.firstPage).toBe(last + 1);
          expect(entry.lastPage! - entry.firstPage! + 1).toBe(pages);
          last = entry.lastPage!;
        });
        expect(numberedPages).toBe(last);
        expect(numberedPages).toBe(parts.reduce((sum, { pages }) => sum + (pages ?? 0), 0));
      }),
    );
  });

  it('would notice that a later part moves an earlier one', () => {
    fc.assert(
      fc.property(partsOf, fc.nat(), (parts, cut) => {
        const some = parts.slice(0, cut % (parts.length + 1));
        expect(planDossier(parts).entries.slice(0, some.length)).toEqual(planDossier(some).entries);
      }),
    );
  });

  it('refuses a part without pages and keeps notes', () => {
    expect(() => planDossier([{ id: 'a', name: '甲', pages: 0 }])).toThrow(RangeError);
    expect(planDossier([{ id: 'a', name: '光盘', pages: null, note: '另附' }]).entries[0]?.note).toBe('另附');
    expect(planDossier([])).toEqual({ entries: [], numberedPages: 0 });
  });
});
