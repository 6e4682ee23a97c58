/** Pieces → pages. Greedy: chains of bound pieces stay together, a chain taller than a page is cut where its bonds allow. */
import { LayoutFailure } from './errors.ts';
import type { Piece } from './pieces.ts';

export interface PlacedPiece {
  readonly piece: Piece;
  /** Distance from the top of the text area. */
  readonly top: number;
}

export type PagePieces = readonly PlacedPiece[];

/** Throws LayoutFailure when a single piece is taller than the page. */
export function paginate(pieces: readonly Piece[], capacity: number): PagePieces[] {
  const pages: PlacedPiece[][] = [[]];
  let used = 0;

  const place = (chain: readonly Piece[]): void => {
    const page = pages.at(-1)!;
    for (const piece of chain) {
      const top = used + (page.length > 0 ? piece.before : 0);
      page.push({ piece, top });
      used = top + piece.height;
    }
  };
  const startPage = (): void => {
    pages.push([]);
    used = 0;
  };
  const fits = (chain: readonly Piece[]): boolean =>
    used + heightOf(chain, pages.at(-1)!.length > 0) <= capacity + TOLERANCE;
  const placeOnNewPage = (chain: readonly Piece[]): void => {
    if (pages.at(-1)!.length > 0) startPage();
    place(chain[0]?.repeat ?? []);
    place(chain);
  };

  const settle = (chain: readonly Piece[]): void => {
    if (fits(chain)) return place(chain);
    const head = chain[0]?.repeat ?? [];
    if (heightOf([...head, ...chain], false) <= capacity + TOLERANCE) return placeOnNewPage(chain);
    const parts = splitAt(chain, (piece) => piece.bond !== 'always');
    if (parts.length > 1) return parts.forEach(settle);
    if (chain.length === 1)
      throw new LayoutFailure('too-tall', 'a part of the document is taller than a page');
    chain.forEach((piece) => settle([piece]));
  };

  splitAt(pieces, (piece) => piece.bond === 'free').forEach(settle);
  return pages;
}

/** Points; absorbs rounding of sums. */
const TOLERANCE = 0.01;

function splitAt(pieces: readonly Piece[], isStart: (piece: Piece) => boolean): Piece[][] {
  const chains: Piece[][] = [];
  for (const piece of pieces) {
    const chain = chains.at(-1);
    if (!chain || isStart(piece)) chains.push([piece]);
    else chain.push(piece);
  }
  return chains;
}

/** Height of all pieces one beneath the other, the first at the top of a page. */
export const heightOfPieces = (pieces: readonly Piece[]): number => heightOf(pieces, false);

function heightOf(chain: readonly Piece[], countFirstSpace: boolean): number {
  let height = 0;
  chain.forEach((piece, index) => {
    height += piece.height + (index > 0 || countFirstSpace ? piece.before : 0);
  });
  return height;
}
