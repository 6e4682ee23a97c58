/** Someone who wants to come and did not withdraw; `seq` is the order of signing up. */
export interface InOrder {
  seq: number;
}

/**
 * Who has a place and who waits: the first `capacity` in the order of signing up have one (null: everybody). Nothing of
 * this is stored, so a withdrawal or a further place moves the first who waits up by itself.
 */
export function placesOf<T extends InOrder>(
  signUps: readonly T[],
  capacity: number | null,
): { placed: T[]; waiting: T[] } {
  const ordered = signUps.toSorted((left, right) => left.seq - right.seq);
  const places = capacity ?? ordered.length;
  return { placed: ordered.slice(0, places), waiting: ordered.slice(places) };
}
