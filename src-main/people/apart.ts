/** Two entries that were told apart; the order of the two does not matter. */
export interface ApartPair {
  oneId: string;
  otherId: string;
}

/**
 * What is left to ask of a group of entries that look alike: the parts of it that hang together by pairs which nobody has
 * told apart. A part of one is no question any more. Keeps the order of `ids`.
 */
export function openParts(ids: readonly string[], pairs: readonly ApartPair[]): string[][] {
  const apartFrom = new Map<string, Set<string>>();
  const add = (one: string, other: string) =>
    apartFrom.set(one, (apartFrom.get(one) ?? new Set<string>()).add(other));
  for (const { oneId, otherId } of pairs) {
    add(oneId, otherId);
    add(otherId, oneId);
  }
  const place = new Map(ids.map((id, index) => [id, index]));
  const left = new Set(ids);
  const parts: string[][] = [];
  for (const first of ids) {
    if (!left.delete(first)) continue;
    const part = [first];
    for (const one of part) {
      for (const other of [...left]) {
        if (apartFrom.get(one)?.has(other)) continue;
        left.delete(other);
        part.push(other);
      }
    }
    if (part.length > 1) parts.push(part.sort((a, b) => place.get(a)! - place.get(b)!));
  }
  return parts;
}
