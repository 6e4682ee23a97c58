/** Rooms as people read them: 2-101 before 10-101, 3 幢 2 单元 before 3 幢 10 单元. */
export function compareRooms(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [one, other] = [a[index], b[index]];
    if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1;
    const byNumber = Number(one) - Number(other);
    if (!Number.isNaN(byNumber) && byNumber !== 0) return byNumber;
    if (Number.isNaN(byNumber) && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

const partsOf = (room: string): string[] => room.normalize('NFKC').match(/\d+|[^\d\s]+/g) ?? [];
