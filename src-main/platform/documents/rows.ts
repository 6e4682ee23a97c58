/** Rows of cells as pieces, and what a row (or the part of one that stands on a page) looks like. */
import type { CellBox, Line, Piece, PlacedLine, RowBox, RowSlice, Rule, SideBox } from './pieces.ts';
import { markSize, qrMark, type Mark, type PlacedMark } from './qr.ts';
import type { QrCode } from './blocks.ts';
import { baseline } from './text-layout.ts';

export const rowHeight = (row: RowBox): number => row.steps * row.leading + 2 * row.padding;

/** Of a mark from the frame of its cell, so that the stroke stays out of the quiet zone. */
const MARK_INSET = 1;

/** The width that a cell’s QR code takes from its text, and the mark itself. */
export function cellMark(qr: QrCode | undefined): { mark?: Mark; room: number } {
  if (!qr) return { room: 0 };
  const mark = qrMark(qr.text, qr.module);
  return { mark, room: markSize(mark) + MARK_INSET };
}

/** Lines moved to the right by the room of the cell’s mark. */
export const besideMark = (lines: readonly Line[], room: number): readonly Line[] =>
  room === 0 ? lines : lines.map((line) => ({ ...line, x: line.x + room }));

/** The least height of a row for its marks. */
export const markHeight = (row: RowBox): number =>
  Math.max(0, ...row.cells.map(({ mark }) => (mark ? markSize(mark) + 2 * MARK_INSET : 0)));

/** Marks of a portion, in page coordinates relative to the text area. A mark is never cut: it stands with the first line. */
export function portionMarks({ slice: { row, from }, top, bottom }: RowPortion): PlacedMark[] {
  if (from > 0) return [];
  return row.cells.flatMap(({ x, mark }) =>
    mark ? [{ x: x + MARK_INSET, y: top + (bottom - top - markSize(mark)) / 2, mark }] : [],
  );
}

/** One piece for a row that stays whole, one for each line step of a breakable one. */
export function rowPieces(
  row: RowBox,
  options: { breakable: boolean; minHeight: number; fill?: number },
): Piece[] {
  const fill = options.fill ? { fill: { row: options.fill } } : {};
  const extra = Math.max(0, options.minHeight - rowHeight(row));
  const base = { role: 'row', before: 0, lines: [], rules: [] } as const;
  if (!options.breakable || row.steps === 1) {
    return [
      {
        ...base,
        bond: 'free',
        height: rowHeight(row) + extra,
        slice: { row, from: 0, to: row.steps },
        ...fill,
      },
    ];
  }
  return Array.from({ length: row.steps }, (_, step): Piece => {
    const first = step === 0;
    const last = step === row.steps - 1;
    return {
      ...base,
      bond: step === 1 || (last && !first) ? 'always' : 'free',
      height: row.leading + (first ? row.padding : 0) + (last ? row.padding + extra : 0),
      slice: { row, from: step, to: step + 1 },
      ...(last ? fill : {}),
    };
  });
}

/** The part of one row that stands on one page. */
export interface RowPortion {
  readonly slice: RowSlice;
  readonly top: number;
  readonly bottom: number;
}

/** Text of a portion, in page coordinates relative to the text area. */
export function portionLines({ slice, top, bottom }: RowPortion): PlacedLine[] {
  const { row, from, to } = slice;
  const whole = from === 0 && to === row.steps;
  return row.cells.flatMap((cell) => {
    // A short cell beside a long one (a label) stands once, centred in the part on its first page.
    const flows = !whole && (cell.lines.length > to - from || cell.valign === 'top');
    if (!flows) return from === 0 ? cellLines(cell, row, top, bottom) : [];
    const start = top + (from === 0 ? row.padding : 0);
    return cell.lines
      .slice(from, to)
      .map((line, index) => placed(cell, line, start + index * row.leading, row));
  });
}

function cellLines(cell: CellBox, row: RowBox, top: number, bottom: number): PlacedLine[] {
  const height = cell.lines.length * row.leading;
  const start = cell.valign === 'middle' ? top + (bottom - top - height) / 2 : top + row.padding;
  return cell.lines.map((line, index) => placed(cell, line, start + index * row.leading, row));
}

const placed = (cell: CellBox, line: Line, top: number, row: RowBox): PlacedLine => ({
  x: cell.x + row.padding + line.x,
  y: top + baseline(line.size, row.leading),
  line,
  node: cell.node,
});

/** The part of a merged side cell that stands on one page. */
export interface SidePortion {
  readonly side: SideBox;
  readonly top: number;
  readonly bottom: number;
}

/** The upright label, centred in what stands on the page; left out where there is no room for it. */
export function sideLines({ side, top, bottom }: SidePortion): PlacedLine[] {
  const height = side.lines.length * side.leading;
  if (height > bottom - top) return [];
  const start = top + (bottom - top - height) / 2;
  return side.lines.map((line, index) => ({
    x: side.x + (side.width - line.width) / 2,
    y: start + index * side.leading + baseline(line.size, side.leading),
    line,
    node: side.node,
  }));
}

/** The strokes of all boxes of a page. An edge that neighbours share is drawn once, edges in line are one stroke. */
export function frameRules(portions: readonly RowPortion[], sides: readonly SidePortion[]): Rule[] {
  const boxes = [
    ...portions.map(({ slice: { row }, top, bottom }) => ({
      edges: [row.cells[0]!.x, ...row.cells.map((cell) => cell.x + cell.width)],
      top,
      bottom,
    })),
    ...sides.map(({ side, top, bottom }) => ({ edges: [side.x, side.x + side.width], top, bottom })),
  ];
  const across = new Map<number, Rule>();
  const down = new Map<number, Rule>();
  for (const { edges, top, bottom } of boxes) {
    const [left, right] = [edges[0]!, edges.at(-1)!];
    for (const y of [top, bottom])
      across.set(pair(pair(key(left), key(right)), key(y)), { x1: left, y1: y, x2: right, y2: y });
    for (const x of edges) {
      // A stroke that ends where this one begins is taken up and led on.
      const above = down.get(pair(key(x), key(top)));
      if (above) down.delete(pair(key(x), key(top)));
      const rule = { x1: x, y1: above?.y1 ?? top, x2: x, y2: bottom };
      const end = pair(key(x), key(bottom));
      const known = down.get(end);
      if (!known || known.y1 > rule.y1) down.set(end, rule);
    }
  }
  return [...across.values(), ...down.values()];
}

/** Hundredths of a point. */
const key = (value: number): number => Math.round(value * 100);

/** One number for two: a page is less than 2^17 hundredths of a point wide and high, so three of them stay exact. */
const pair = (one: number, other: number): number => one * 0x20000 + other;
