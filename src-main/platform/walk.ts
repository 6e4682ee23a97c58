/** Long work on pieces that are handed over one after another, so that it can be done in a worker thread. */
export interface Walk<Start, Piece, Found> {
  /** By which a worker thread knows it. */
  readonly name: string;
  /** Keeps nothing when it has answered; everything that goes in or comes out is plain data. */
  run(start: Start, pieces: AsyncIterable<Piece>, progress: (done: number) => void): Promise<Found>;
}

/** Where a walk is done. */
export type WalkRunner = <Start, Piece, Found>(
  walk: Walk<Start, Piece, Found>,
  start: Start,
  pieces: AsyncGenerator<Piece>,
  progress?: (done: number) => void,
) => Promise<Found>;

/** In this thread. */
export const walkHere: WalkRunner = (walk, start, pieces, progress = () => undefined) =>
  walk.run(start, pieces, progress);
