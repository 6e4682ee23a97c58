/** What measuring makes of blocks: slices of a page's height that are never cut, and the bonds between them. */
import type { Glyph } from './fonts.ts';
import type { Mark } from './qr.ts';
import type { NodeIndex } from './structure.ts';

/** One line of glyphs; x from the left edge of its box, stretch in points after every glyph that may be stretched. */
export interface Line {
  readonly glyphs: readonly Glyph[];
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly stretch: number;
}

/** A line on a piece or a page; x and y are the left end of its base line, y downwards from the top. */
export interface PlacedLine {
  readonly x: number;
  readonly y: number;
  readonly line: Line;
  readonly node: NodeIndex;
}

/** A thin stroke; always an artifact. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** free: the page may end before it · together: not if the whole chain fits on a page · always: never. */
export type Bond = 'free' | 'together' | 'always';

export type PieceRole =
  'title' | 'heading' | 'text' | 'list' | 'note' | 'row' | 'head' | 'field' | 'writing' | 'signature';

export interface Piece {
  readonly role: PieceRole;
  readonly height: number;
  /** Empty space above, left out at the top of a page. */
  readonly before: number;
  /** Bond with the piece before. */
  readonly bond: Bond;
  readonly lines: readonly PlacedLine[];
  readonly rules: readonly Rule[];
  readonly slice?: RowSlice;
  /** Table heading to repeat when this piece comes first on a page. */
  readonly repeat?: readonly Piece[];
  /** What a one-page document does with this piece when it leaves height over; see fill.ts. */
  readonly fill?: Fill;
}

/** row: shares of height inside · before: shares of space above · copies: empty copies of it follow. */
export interface Fill {
  readonly row?: number;
  readonly before?: number;
  readonly copies?: boolean;
}

/** One part of a row; a row that is never cut has a single slice. */
export interface RowSlice {
  readonly row: RowBox;
  /** Lines [from, to) of the row. */
  readonly from: number;
  readonly to: number;
}

export interface RowBox {
  readonly cells: readonly CellBox[];
  readonly leading: number;
  /** Number of line steps; cells with fewer lines are placed by their own alignment. */
  readonly steps: number;
  readonly padding: number;
  readonly side?: SideBox;
}

export interface CellBox {
  readonly x: number;
  readonly width: number;
  readonly lines: readonly Line[];
  readonly valign: 'top' | 'middle';
  readonly node: NodeIndex;
  /** At the left edge, in the middle of the height; the lines make room for it. */
  readonly mark?: Mark;
}

/** A merged cell beside several rows, shared by identity. */
export interface SideBox {
  readonly x: number;
  readonly width: number;
  /** One character each, set upright beneath one another. */
  readonly lines: readonly Line[];
  readonly leading: number;
  readonly node: NodeIndex;
}

/** The same pieces, the first bound to whatever comes before. */
export function bindFirst(pieces: readonly Piece[], bond: Bond): Piece[] {
  return pieces.map((piece, index) => (index === 0 ? { ...piece, bond: stronger(piece.bond, bond) } : piece));
}

/** The same pieces, each bound to the one before. */
export function bindInside(pieces: readonly Piece[], bond: Bond): Piece[] {
  return pieces.map((piece, index) => (index === 0 ? piece : { ...piece, bond: stronger(piece.bond, bond) }));
}

const STRENGTH: Readonly<Record<Bond, number>> = { free: 0, together: 1, always: 2 };
export const stronger = (left: Bond, right: Bond): Bond => (STRENGTH[left] >= STRENGTH[right] ? left : right);
