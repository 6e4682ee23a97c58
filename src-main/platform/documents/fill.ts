/** What a document of one page does with the height it leaves over: forms are filled sheets, not half-empty ones. */
import { heightOfPieces } from './paginate.ts';
import type { Piece, RowSlice } from './pieces.ts';

/** Points kept free, so that rounding never makes a second page. */
const RESERVE = 2;

/**
 * Gives what is left of `capacity` to the pieces that ask for it: rows and spaces by their shares; where none asks,
 * empty rows and ruled lines are repeated. Pieces that need more than one page come back as they are.
 */
export function fillPage(pieces: readonly Piece[], capacity: number): readonly Piece[] {
  const left = capacity - heightOfPieces(pieces) - RESERVE;
  if (left <= 0) return pieces;
  const shares = pieces.reduce((sum, { fill }) => sum + (fill?.row ?? 0) + (fill?.before ?? 0), 0);
  if (shares > 0) return pieces.map((piece) => grown(piece, left / shares));
  const copying = pieces.filter(({ fill }) => fill?.copies);
  const step = copying.reduce((sum, { height }) => sum + height, 0);
  const times = step > 0 ? Math.floor(left / step) : 0;
  return pieces.flatMap((piece) =>
    piece.fill?.copies ? [piece, ...Array.from({ length: times }, () => copyOf(piece))] : [piece],
  );
}

function grown(piece: Piece, unit: number): Piece {
  const { row = 0, before = 0 } = piece.fill ?? {};
  if (row + before === 0) return piece;
  return { ...piece, height: piece.height + row * unit, before: piece.before + before * unit };
}

/** A row of its own: neighbouring slices of the same row would be drawn as one. */
function copyOf(piece: Piece): Piece {
  const slice: RowSlice | undefined = piece.slice && { ...piece.slice, row: { ...piece.slice.row } };
  return { ...piece, before: 0, ...(slice && { slice }) };
}
