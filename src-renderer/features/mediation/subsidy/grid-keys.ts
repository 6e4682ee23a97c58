export interface CellPlace {
  row: number;
  column: number;
}

/** Grade, score, amount, remove. */
const columns = 4;

interface Key {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  target: EventTarget | null;
}

/** Where an arrow leads from a cell of the sheet; inside typed text ← and → only leave at its ends. */
export function cellAfter(at: CellPlace, event: Key, rows: number): CellPlace | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const step = steps[event.key];
  if (!step) return undefined;
  if (step.column !== 0 && !atEnd(event.target, step.column)) return undefined;
  const next = { row: at.row + step.row, column: at.column + step.column };
  const inside = next.row >= 0 && next.row < rows && next.column >= 0 && next.column < columns;
  return inside ? next : undefined;
}

const steps: Record<string, CellPlace> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function atEnd(target: EventTarget | null, direction: number): boolean {
  if (target === null || !('selectionStart' in target)) return true;
  const input = target as HTMLInputElement;
  return direction < 0 ? input.selectionEnd === 0 : input.selectionStart === input.value.length;
}
