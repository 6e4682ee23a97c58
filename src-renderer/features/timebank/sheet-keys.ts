import { columns, type Column } from './sheet-lines.ts';

/** What a key means in the grid; what follows from it is decided by the grid. */
export type Intent =
  | 'next'
  | 'previous'
  | 'completeLine'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'copyAbove'
  | 'removeLine'
  | 'undoRemove'
  | 'edit'
  | 'revert';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** An input method is composing: its keys are its own. */
  composing: boolean;
}

/** Where the caret stands in the text of the cell. */
export interface Caret {
  start: number;
  end: number;
  length: number;
}

/**
 * The meaning of a key in a cell, or undefined when the cell keeps it. Left and right leave a cell only when its whole
 * text is selected (as it is on arrival) or the caret stands at that edge; F2 puts the caret into the text.
 */
export function intentOf(press: KeyPress, caret: Caret): Intent | undefined {
  if (press.composing || press.altKey) return undefined;
  const { key, ctrlKey, shiftKey } = press;
  if (ctrlKey) return withCtrl(key, shiftKey);
  const whole = caret.start === 0 && caret.end === caret.length;
  switch (key) {
    case 'Enter':
      return shiftKey ? 'previous' : 'next';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return !shiftKey && (whole || caret.end === 0) ? 'left' : undefined;
    case 'ArrowRight':
      return !shiftKey && (whole || caret.start === caret.length) ? 'right' : undefined;
    case 'F2':
      return 'edit';
    case 'Escape':
      return 'revert';
    default:
      return undefined;
  }
}

function withCtrl(key: string, shiftKey: boolean): Intent | undefined {
  switch (key) {
    case 'Enter':
      return 'completeLine';
    case 'd':
    case 'D':
      return 'copyAbove';
    case 'Delete':
      return 'removeLine';
    case 'z':
    case 'Z':
      return shiftKey ? 'undoRemove' : undefined;
    default:
      return undefined;
  }
}

export interface CellPlace {
  row: number;
  column: Column;
}

/** The cell a move leads to; `undefined` beyond the last cell (`next`, `down`: a new line is wanted) or before the first. */
export function cellAfter(
  at: CellPlace,
  move: 'next' | 'previous' | 'up' | 'down' | 'left' | 'right',
  rows: number,
) {
  const position = columns.indexOf(at.column);
  const to = (row: number, index: number): CellPlace | undefined => {
    const column = columns[index];
    return column !== undefined && row >= 0 && row < rows ? { row, column } : undefined;
  };
  switch (move) {
    case 'up':
      return to(at.row - 1, position);
    case 'down':
      return to(at.row + 1, position);
    case 'left':
      return to(at.row, position - 1);
    case 'right':
      return to(at.row, position + 1);
    case 'next':
      return to(at.row, position + 1) ?? to(at.row + 1, 0);
    case 'previous':
      return to(at.row, position - 1) ?? to(at.row - 1, columns.length - 1);
  }
}
