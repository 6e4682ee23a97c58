/** Where the keyboard stands in a DataGrid: `row` -1 is the header, `column` counts from 0. */
export interface GridPlace {
  row: number;
  column: number;
}

interface GridSize {
  rows: number;
  columns: number;
  /** Rows that fit into the window: one step of PageUp and PageDown. */
  visible: number;
}

interface GridKey {
  key: string;
  ctrlKey: boolean;
}

/**
 * The place a key leads to (WAI-ARIA grid pattern), or undefined for a key that does not move. Home and End run along
 * the row, with Ctrl to the first and last row; the header lies above row 0.
 */
export function moveInGrid(at: GridPlace, { key, ctrlKey }: GridKey, size: GridSize): GridPlace | undefined {
  const last = size.columns - 1;
  switch (key) {
    case 'ArrowUp':
      return clamp({ ...at, row: ctrlKey ? 0 : at.row - 1 }, size);
    case 'ArrowDown':
      return clamp({ ...at, row: ctrlKey ? size.rows - 1 : at.row + 1 }, size);
    case 'ArrowLeft':
      return clamp({ ...at, column: ctrlKey ? 0 : at.column - 1 }, size);
    case 'ArrowRight':
      return clamp({ ...at, column: ctrlKey ? last : at.column + 1 }, size);
    case 'PageUp':
      return clamp({ ...at, row: at.row < 0 ? -1 : Math.max(0, at.row - size.visible) }, size);
    case 'PageDown':
      return clamp({ ...at, row: Math.max(0, at.row) + size.visible }, size);
    case 'Home':
      return clamp(ctrlKey ? { row: 0, column: 0 } : { ...at, column: 0 }, size);
    case 'End':
      return clamp(ctrlKey ? { row: size.rows - 1, column: last } : { ...at, column: last }, size);
    default:
      return undefined;
  }
}

/** The nearest place that exists; an empty grid has its header only. */
export function clamp(at: GridPlace, size: Pick<GridSize, 'rows' | 'columns'>): GridPlace {
  return {
    row: Math.max(-1, Math.min(at.row, size.rows - 1)),
    column: Math.max(0, Math.min(at.column, size.columns - 1)),
  };
}
