/** Rows of cells as pieces, and what a row (or the part of one that stands on a page) looks like. */
import type { CellBox, Line, Piece, PlacedLine, RowBox, RowSlice, Rule, SideBox } from './pieces.ts';
import { baseline } from './text-layout.ts';

export const rowHeight = (row: RowBox): number => row.steps * row.leading + 2 * row.padding;

/** One piece for a row that stays whole, one for each line step of a breakable one. */
export function rowPieces(row: RowBox, options: { breakable: boolean; minHeight: number }): Piece[] {
  const extra = Math.max(0, options.minHeight - rowHeight(row));
  const base = { role: 'row', before: 0, lines: [], rules: [] } as const;
  if (!options.breakable || row.steps === 1) {
    return [
      { ...base, bond: 'free', height: rowHeight(row) + extra, slice: { row, from: 0, to: row.steps } },
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

export function portionRules({ slice, top, bottom }: RowPortion): Rule[] {
  return slice.row.cells.flatMap((cell) => boxRules(cell.x, cell.width, top, bottom));
}

/** Label and frame of a merged side cell over the rows of one page. */
export function sideOnPage(
  side: SideBox,
  top: number,
  bottom: number,
): { lines: PlacedLine[]; rules: Rule[] } {
  const height = side.lines.length * side.leading;
  const start = top + (bottom - top - height) / 2;
  const lines = side.lines.map((line, index): PlacedLine => ({
    x: side.x + (side.width - line.width) / 2,
    y: start + index * side.leading + baseline(line.size, side.leading),
    line,
    node: side.node,
  }));
  return { lines: height <= bottom - top ? lines : [], rules: boxRules(side.x, side.width, top, bottom) };
}

function boxRules(x: number, width: number, top: number, bottom: number): Rule[] {
  const right = x + width;
  return [
    { x1: x, y1: top, x2: right, y2: top },
    { x1: x, y1: bottom, x2: right, y2: bottom },
    { x1: x, y1: top, x2: x, y2: bottom },
    { x1: right, y1: top, x2: right, y2: bottom },
  ];
}
