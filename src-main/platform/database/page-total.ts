/**
 * How many rows there are in all, when a page already tells: it was not full, so nothing comes after it. Undefined when
 * they must be counted. A rare word then costs one walk through the list, not two.
 */
export function lastPageEnd(
  rows: number,
  { offset, limit }: { offset: number; limit: number },
): number | undefined {
  return rows < limit && (rows > 0 || offset === 0) ? offset + rows : undefined;
}
