/** Every form, ordinary, with twelve parties or long lists, and blank: complete, sound, embedded, on its page. */
import { describe, expect, it } from 'vitest';
import { documentTemplates } from '../../src-main/document-templates.ts';
import { civilDate, formatDate, isCivilDate } from '../../src-main/platform/dates.ts';
import type { LaidOutPage } from '../../src-main/platform/documents/layout.ts';
import { fen, formatYuanDigits } from '../../src-main/platform/money.ts';
import type { FormCode } from '../../src-main/mediation/papers/form-list.ts';
import { everyForm, formRequest, sampledCodes, type Variant } from './form-samples.ts';
import { engine, fontsOf, render, solid, solidTextOf } from './pdf-tools.ts';
import { CREATED_AT } from './sample-data.ts';

const VARIANTS: readonly Variant[] = ['single', 'many', 'blank'];
/** Codes of choices and switches: what they stand for is ticked or worded. */
const CHOICES = new Set([
  'kind',
  'role',
  'gender',
  'scope',
  'printIds',
  'open',
  'form',
  'audience',
  'line',
  'source',
]);
const CHOICES_TOO = new Set(['manner', 'performance', 'level', 'outcome', 'decision', 'cause', 'complexity']);
const AMOUNTS = new Set(['amount', 'claim', 'remaining']);

/** Every value of the data as it must stand on the paper. */
function expected(value: unknown, key: string, ids: boolean): string[] {
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap((each) => expected(each, key, ids));
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, each]) => expected(each, name, ids));
  }
  if (CHOICES.has(key) || (CHOICES_TOO.has(key) && typeof value === 'string' && /^[a-z]+$/i.test(value)))
    return [];
  if (key === 'original' || (key === 'idNumber' && !ids)) return [];
  if (typeof value === 'number')
    return [AMOUNTS.has(key) ? formatYuanDigits(fen(value)) : printedNumber(value, key)];
  const text = value as string;
  return isCivilDate(text) ? [formatDate(civilDate(text))] : text.split('\n');
}

/** Papers on which parties only sign: nothing of them but names is printed. */
const NAMES_ONLY = new Set<FormCode>([
  'rightsNotice',
  'mediationRecord',
  'undisputedFacts',
  'meetingMinutes',
]);
/** Papers of a person: the committee is no part of them. */
const WITHOUT_COMMITTEE = new Set<FormCode>(['receipt']);

function printed(code: FormCode, data: Record<string, unknown>): Record<string, unknown> {
  const { committee, parties, ...rest } = data;
  return {
    ...rest,
    ...(WITHOUT_COMMITTEE.has(code) ? {} : { committee }),
    parties: NAMES_ONLY.has(code) ? namesOf(parties) : parties,
  };
}

const namesOf = (parties: unknown): string[] =>
  (parties as { name: string; representatives?: { name: string }[] }[]).flatMap(
    ({ name, representatives = [] }) => [name, ...representatives.map((each) => each.name)],
  );

const printedNumber = (value: number, key: string): string =>
  key === 'copies' && value > 9 ? '份' : key === 'copies' ? '' : String(value);

const pagesOf = (code: FormCode, variant: Variant): readonly LaidOutPage[] =>
  engine().layout({ ...formRequest(code, variant), createdAt: CREATED_AT }).pages;

const TEXT = new Set(['text', 'list', 'note', 'row', 'field', 'writing']);

describe('the set of forms', () => {
  it('has a template, a sample and a blank for every form, and no form for a caucus', () => {
    expect([...sampledCodes].sort()).toEqual([...everyForm].sort());
    const kinds = documentTemplates.map(({ kind }) => kind);
    for (const code of everyForm) expect(kinds).toContain(formRequest(code, 'blank').kind);
    expect(kinds.filter((kind) => /caucus/i.test(kind))).toEqual([]);
  });
});

describe.each(everyForm)('%s', (code) => {
  it.each(['single', 'many'] as const)(
    'would notice a value of the %s sample that is not printed',
    (variant) => {
      const { kind, data } = formRequest(code, variant);
      const ids = (data as { printIds?: boolean }).printIds ?? /power|confirmationApplication/i.test(kind);
      // Page numbers stand in the middle of what runs over a page.
      const text = solidTextOf(render(kind, data)).replace(/第\d+页共\d+页/gu, '');
      const parts = expected(printed(code, data as Record<string, unknown>), '', ids);
      expect(parts.filter((part) => !text.includes(solid(part)))).toEqual([]);
    },
  );

  it.each(VARIANTS)('embeds its fonts and gives the same bytes twice: %s', (variant) => {
    const { kind, data } = formRequest(code, variant);
    const bytes = render(kind, data);
    for (const font of fontsOf(bytes))
      expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
    expect(Buffer.compare(bytes, render(kind, data))).toBe(0);
  });

  it.each(VARIANTS)(
    'would notice a signature block alone on its page, or text below the page: %s',
    (variant) => {
      for (const page of pagesOf(code, variant)) {
        const first = page.pieces.findIndex(({ role }) => role === 'signature');
        // Only a block longer than a page goes on without text before it.
        const isFirst = !pagesOf(code, variant).some(
          (other) => other.number < page.number && other.pieces.some(({ role }) => role === 'signature'),
        );
        if (first >= 0 && isFirst) {
          const before = page.pieces.slice(0, first).filter(({ role }) => TEXT.has(role));
          expect(before.length).toBeGreaterThanOrEqual(2);
        }
        for (const piece of page.pieces) expect(piece.bottom).toBeLessThanOrEqual(page.textBottom + 0.01);
        expect(['title', 'heading']).not.toContain(page.pieces.at(-1)!.role);
      }
    },
  );

  it.each(['single', 'blank'] as const)('is one page as the official form is: %s', (variant) => {
    expect(pagesOf(code, variant)).toHaveLength(1);
  });

  it('has room for twelve parties when it is asked for blank', () => {
    const { kind, data } = formRequest(code, 'blank', 12);
    expect(engine().layout({ kind, data, createdAt: CREATED_AT }).pages.length).toBeLessThanOrEqual(6);
  });
});
