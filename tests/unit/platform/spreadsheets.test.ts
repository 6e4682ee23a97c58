import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { SheetCell } from '../../../src-main/platform/spreadsheets/cells.ts';
import { makeSpreadsheet, packRows } from '../../../src-main/platform/spreadsheets/spreadsheet.ts';

const columns = Array.from({ length: 30 }, (_, index) => ({ heading: `列${index}`, width: 12 }));

async function made(format: 'xlsx' | 'csv', rows: SheetCell[][], inPiece = 2): Promise<Buffer> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < rows.length; at += inPiece) pieces.push(packRows(rows.slice(at, at + inPiece)));
  const { bytes } = await makeSpreadsheet({ format, sheet: '案件 & <登记>簿', columns, pieces });
  return Buffer.from(bytes);
}

describe('a spreadsheet', () => {
  const rows: SheetCell[][] = [
    [{ text: '=1+1' }, { day: '2026-07-01' }, { fen: 123_456 }, null, { text: '王 "小" <明> & 𬍛' }],
    [null, null, { fen: 5 }, { text: '  前后  ' }],
    [{ text: '两\n行' }, ...Array<null>(28).fill(null), { text: '第三十列' }],
  ];

  it('is read back by another program as it was written: texts, days, amounts, gaps, columns beyond Z', async () => {
    const [head, ...read] = await readSheet(await made('xlsx', rows), { trim: false });
    expect(head).toEqual(columns.map(({ heading }) => heading));
    const cells = (index: number) => (read[index] as unknown[]).slice(0, 5);
    expect(cells(0)).toEqual(['=1+1', new Date('2026-07-01'), 1234.56, null, '王 "小" <明> & 𬍛']);
    expect(cells(1)).toEqual([null, null, 0.05, '  前后  ', null]);
    expect(read[2]![0]).toBe('两\n行');
    expect(read[2]![29]).toBe('第三十列');
  });

  it('is a CSV that names no formula', async () => {
    const text = (await made('csv', rows)).toString('utf8');
    const [head, ...read]: string[][] = parse(text, { bom: true, relax_column_count: true });
    expect(head).toEqual(columns.map(({ heading }) => heading));
    expect(read[0]).toEqual(["'=1+1", '2026-07-01', '1234.56', '', '王 "小" <明> & 𬍛']);
    expect(read[1]).toEqual(['', '', '0.05', '  前后  ']);
  });

  it('has the same bytes for the same rows, however they are cut into pieces', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const whole = await made(format, rows, 3);
      expect(await made(format, rows, 1)).toEqual(whole);
    }
    expect((await readSheet(await made('xlsx', []))).length).toBe(1);
  });

  it('takes any text: what XML cannot hold is left out, and nothing else', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const [, row] = await readSheet(await made('xlsx', [[{ text: 'x' }, { text: one }]]), {
          trim: false,
        });
        const kept = one
          .toWellFormed()

          .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
          .replace(/\r\n?/g, '\n');
        expect((row as unknown[])[1] ?? '').toBe(kept);
      }),
      { numRuns: 150 },
    );
  });

  it('holds 100,000 lines, none lost, doubled or out of its place', async () => {
    const many = Array.from({ length: 100_000 }, (_, index): SheetCell[] => [
      { text: `第${index}案` },
      { fen: index },
    ]);
    const csv = (await made('csv', many, 500)).toString('utf8').split('\r\n').slice(1, -1);
    expect(csv).toHaveLength(100_000);
    expect(csv.findIndex((line, index) => !line.startsWith(`第${index}案,`))).toBe(-1);
    const [, ...read] = await readSheet(await made('xlsx', many, 500));
    expect(read).toHaveLength(100_000);
    expect(read.findIndex((row, index) => row[0] !== `第${index}案` || row[1] !== index / 100)).toBe(-1);
  }, 120_000);

  it('cuts a cell that would make Excel take the file for damaged', async () => {
    const [, row] = await readSheet(await made('xlsx', [[{ text: '字'.repeat(40_000) }]]));
    expect(String(row![0])).toHaveLength(32_767);
  });
});
