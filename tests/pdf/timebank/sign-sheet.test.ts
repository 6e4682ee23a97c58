import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encode } from 'uqr';
import { markRectangles, markSize, qrMark } from '../../../src-main/platform/documents/qr.ts';
import { millimetres } from '../../../src-main/platform/documents/section.ts';
import { printedCode, signCode } from '../../../src-main/timebank/activities/sign-code.ts';
import type { SignSheetData } from '../../../src-main/timebank/documents/sign-sheet.ts';
import { checkFile, engine, render, solid, solidTextOf, textOf, unpacked } from '../pdf-tools.ts';
import { CREATED_AT } from '../sample-data.ts';

const KIND = 'timebank.signSheet';
const code = (line: number) => printedCode(signCode(20_260_701n, line));

function data(people: number, blanks: number, more: Partial<SignSheetData> = {}): SignSheetData {
  const name = (index: number) =>
    index === 3 ? '阿依古丽·买买提·吐尔逊江' : index === 5 ? '欧阳文渊' : `志愿者${index + 1}`;
  return {
    organisation: '南京市栖霞区尧化街道人民调解委员会',
    number: '2026-尧-签单-0001',
    code: code(0),
    activity: '“清洁家园”小区环境整治暨夏季防汛安全巡查志愿服务活动',
    activityNumber: '2026-尧-活动-0001',
    servedOn: '2026-07-05',
    startsAt: '08:30',
    endsAt: '10:00',
    place: '尧林仙居中心广场及沿河步道',
    responsible: '王志明',
    group: '尧化门“夕阳红”志愿服务队',
    serviceType: '治安巡查',
    lines: Array.from({ length: people + blanks }, (_, index) => ({
      code: code(index + 1),
      ...(index < people && {
        name: name(index),
        volunteerNumber: `尧志2026${String(index + 1).padStart(5, '0')}`,
      }),
    })),
    ...more,
  };
}

const blank = data(0, 12, {
  activity: '',
  activityNumber: undefined,
  servedOn: null,
  startsAt: null,
  endsAt: null,
  place: '',
  responsible: '',
  group: '',
  serviceType: '',
});

/** Kept for looking at, where a folder is named. */
function look(name: string, bytes: Uint8Array): void {
  const folder = process.env['FENGQIAO_LOOK'];
  if (folder) writeFileSync(`${folder}/${name}.pdf`, bytes);
}

describe('the printed sign-in sheet', () => {
  it.each([
    ['one line', data(1, 0)],
    ['twelve lines', data(12, 0)],
    ['forty lines', data(35, 5)],
    ['blank', blank],
  ])('%s: every name, number and code stands on it once, in order', (name, sheet) => {
    const bytes = render(KIND, sheet);
    checkFile(bytes);
    look(`sign-sheet ${name}`, bytes);
    const text = solidTextOf(bytes);
    let at = -1;
    for (const line of sheet.lines) {
      const next = text.indexOf(line.code);
      expect(next).toBeGreaterThan(at);
      expect(text.indexOf(line.code, next + 1)).toBe(-1);
      at = next;
      if (line.volunteerNumber) expect(text).toContain(line.volunteerNumber);
      if (line.name) expect(text).toContain(solid(line.name));
    }
    expect(text).toContain(sheet.code);
    for (const part of ['活动负责人', '录入人', '本人签名', '服务分钟']) expect(text).toContain(part);
  });

  it('repeats its column heads on every page and counts its pages', () => {
    const pages = textOf(render(KIND, data(35, 5)))
      .split('\f')
      .filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      if (page.includes(code(1)) || /[2-9A-Z]{4}-[2-9A-Z]{4}/.test(page))
        expect(solid(page)).toContain('行码');
      expect(solid(page)).toContain(solid(`第${index + 1}页共${pages.length}页`));
    });
  });

  it('is the same file for the same data', () => {
    expect(Buffer.from(render(KIND, data(3, 2))).equals(Buffer.from(render(KIND, data(3, 2))))).toBe(true);
  });

  it('puts a code beside its own line, with its quiet zone free of strokes, text and other codes', () => {
    const sheet = data(35, 5);
    const { pages } = engine().layout({ kind: KIND, data: sheet, createdAt: CREATED_AT });
    const marks = pages.flatMap((page) => page.marks.map((placed) => ({ page, ...placed })));
    expect(marks).toHaveLength(1 + sheet.lines.length);
    const expected = [sheet.code, ...sheet.lines.map((line) => line.code)].map((each) =>
      each.replace('-', ''),
    );
    marks.forEach(({ page, x, y, mark }, index) => {
      expect(mark.modules).toEqual(encode(expected[index]!, { border: 0, ecc: 'M', boostEcc: true }).data);
      expect(mark.module).toBeGreaterThanOrEqual(millimetres(0.5));
      const size = markSize(mark);
      const [left, top, right, bottom] = [x, y, x + size, y + size];
      expect([left > 0, top > 0, right < page.width, bottom < page.textBottom]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      for (const rule of page.rules) {
        const crosses =
          Math.min(rule.x1, rule.x2) < right &&
          Math.max(rule.x1, rule.x2) > left &&
          Math.min(rule.y1, rule.y2) < bottom &&
          Math.max(rule.y1, rule.y2) > top;
        expect(crosses).toBe(false);
      }
      for (const { x: from, y: base, line } of page.lines) {
        const crosses =
          from < right &&
          from + line.width > left &&
          base > top &&
          base - line.size * 0.88 < bottom &&
          line.width > 0;
        expect(crosses).toBe(false);
      }
      // The code in letters stands in the same row.
      const own = page.lines.some(({ x: from, y: base }) => from >= right && base > top && base < bottom);
      expect(own).toBe(true);
    });
  });

  it('draws exactly the dark modules: the file read back gives the matrix and its three finder patterns', () => {
    const sheet = data(2, 1);
    const bytes = render(KIND, sheet);
    const drawn = rectanglesOf(bytes);
    const { pages } = engine().layout({ kind: KIND, data: sheet, createdAt: CREATED_AT });
    const { marks, height } = pages[0]!;
    expect(drawn).toHaveLength(marks.length);
    marks.forEach(({ x, y, mark }, index) => {
      const count = mark.modules.length;
      expect(count).toBe(21);
      const seen = Array.from({ length: count }, () => Array.from({ length: count }, () => false));
      for (const [left, low, width, tall] of drawn[index]!) {
        const row = Math.round((height - low - tall - y) / mark.module) - 4;
        const from = Math.round((left - x) / mark.module) - 4;
        expect(tall).toBeCloseTo(mark.module, 2);
        for (let step = 0; step < Math.round(width / mark.module); step += 1) {
          expect(seen[row]?.[from + step]).toBe(false);
          seen[row]![from + step] = true;
        }
      }
      expect(seen).toEqual(mark.modules);
      for (const [row, column] of [
        [0, 0],
        [0, 14],
        [14, 0],
      ] as const)
        expect(finderAt(seen, row, column)).toEqual(finder);
    });
  });

  it('needs no more than the smallest code for any line', () => {
    for (const line of [0, 1, 100, 200]) {
      const mark = qrMark(signCode(987_654_321n, line), 1);
      expect(mark.modules).toHaveLength(21);
      expect(markSize(mark)).toBe(29);
      const area = markRectangles(mark).reduce((sum, { width, height }) => sum + width * height, 0);
      expect(area).toBe(mark.modules.flat().filter(Boolean).length);
    }
  });
});

const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
const finderAt = (seen: boolean[][], row: number, column: number) =>
  seen.slice(row, row + 7).map((cells) =>
    cells
      .slice(column, column + 7)
      .map((dark) => (dark ? '#' : '.'))
      .join(''),
  );

type Rectangle = [x: number, y: number, width: number, height: number];

/** Rectangles of each filled path, as another program unpacks the file; y upwards. */
function rectanglesOf(bytes: Uint8Array): Rectangle[][] {
  return unpacked(bytes)
    .split('\n')
    .filter((line) => / re f$/.test(line))
    .map((line) =>
      line
        .replace(/ f$/, '')
        .split(/ re ?/)
        .filter((part) => part !== '')
        .map((part) => part.trim().split(' ').map(Number) as Rectangle),
    );
}
