import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithPlaces, queryWords } from '../../../../src-main/mediation/search/fold.ts';
import { markLong, markShort } from '../../../../src-main/mediation/search/marks.ts';
import {
  inCase,
  indexWords,
  phoneNumbers,
  type CaseText,
} from '../../../../src-main/mediation/search/words.ts';

const text = fc.string({
  unit: fc.constantFrom(...'王小明张𬍛与漏水，。（2026）第１号Aａ é 〔\n'),
  maxLength: 30,
});

describe('folding', () => {
  it('lets brackets, widths, case, spaces and signs not matter', () => {
    expect(fold('（２０２６）尧人调字第 １ 号')).toBe(fold('〔2026〕尧人调字第1号'));
    expect(fold('ＡＢ·买买提・江')).toBe('ab买买提江');
    expect(queryWords('  漏水　王小明 漏水 %，')).toEqual(['漏水', '王小明']);
    for (const nothing of ['%', '_', "'", '"', '\\', ' ', '，。', '*'])
      expect(queryWords(nothing)).toEqual([]);
  });

  it('never lets an ID number through, however it is written', () => {
    for (const id of [
      '11010519491231002X',
      '110105 19491231 002X',
      '１１０１０５１９４９１２３１００２Ｘ',
      '6222020200112233445',
    ]) {
      expect(fold(`身份证${id}号`), id).toBe('身份证号');
      expect(foldWithPlaces(`证${id}`).shown).not.toMatch(/1949|1122/);
    }
    expect(fold('电话13812345678 13987654321')).toContain('1381234567813987654321');
  });

  it('folds the same with and without places, and places point at their characters', () => {
    fc.assert(
      fc.property(text, (one) => {
        const { shown, folded, starts, ends } = foldWithPlaces(one);
        expect(folded).toBe(fold(one));
        expect(starts.length).toBe(folded.length);
        for (const [at, start] of starts.entries()) {
          expect(fold(shown.slice(start, ends[at]))).toContain(folded[at]);
        }
      }),
    );
  });
});

describe('marks', () => {
  it('show the word where it stands, across signs and widths', () => {
    const { text: shown, marks } = markShort('（2026）尧人调字第１号', ['字第1'], false);
    expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(['字第１']);
  });

  it('show the characters that were meant by pinyin or initials', () => {
    const marked = (name: string, word: string) => {
      const { text: shown, marks } = markShort(name, [word], true);
      return marks.map(([from, to]) => shown.slice(from, to));
    };
    expect(marked('曾文明与李雷', 'zengwen')).toEqual(['曾文']);
    expect(marked('张𬍛与李雷', 'll')).toEqual(['李雷']);
    expect(marked('王小明', 'xm')).toEqual(['小明']);
    expect(marked('王小明', 'gxiao')).toEqual(['王小']);
  });

  it('cut a long text around the first word and mark exactly the word', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const snippet = markLong(`${before.repeat(3)}水管爆裂${after.repeat(3)}`, ['水管爆裂']);
        const [from, to] = snippet!.marks[0]!;
        expect(fold(snippet!.text.slice(from, to))).toBe('水管爆裂');
        expect(snippet!.text.isWellFormed()).toBe(true);
        expect(snippet!.text.length).toBeLessThan(120);
      }),
    );
    expect(markLong('没有', ['漏水'])).toBeNull();
  });
});

describe('words of the index', () => {
  const caseText = (over: Partial<CaseText> = {}): CaseText => ({
    seq: 1,
    names: [
      { field: 'title', text: '王小明与李雷漏水纠纷' },
      { field: 'party', text: '王小明' },
    ],
    phones: ['025-8320 1234、138 1234 5678'],
    texts: [{ field: 'facts', text: '楼上漏水。' }],
    ...over,
  });

  it('are ASCII, so that no tokenizer of SQLite can lose a rare character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (one) => {
        const words = indexWords(caseText({ texts: [{ field: 'facts', text: one }] }));
        expect(`${words.names} ${words.texts}`).toMatch(/^[0-9a-z ]*$/);
      }),
    );
  });

  it('know phones by their last digits only', () => {
    expect(phoneNumbers('025-8320 1234、138 1234 5678')).toEqual(['02583201234', '13812345678']);
    expect(phoneNumbers('13812345678 13987654321')).toEqual(['13812345678', '13987654321']);
    for (const tail of ['5678', '45678', '13812345678', '83201234'])
      expect(inCase(caseText(), tail), tail).toBe(true);
    for (const part of ['1381', '1234567', '812345']) expect(inCase(caseText(), part), part).toBe(false);
  });

  it('find one character in names only', () => {
    expect(inCase(caseText(), '雷')).toBe(true);
    expect(inCase(caseText(), '楼')).toBe(false);
    expect(inCase(caseText(), '楼上')).toBe(true);
  });
});
