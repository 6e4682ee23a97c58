import {
  columns,
  copyCell,
  isBlank,
  newLine,
  settleCell,
  typeCell,
  type Column,
  type DraftLine,
  type MemberChoice,
  type ServiceChoice,
} from './sheet-lines.ts';

export interface SheetLines {
  lines: DraftLine[];
  /** The line taken out last, so that it can be put back. */
  removed: { line: DraftLine; index: number } | null;
  /** Lines of people who did not come, taken out at once; they can come back together. */
  dropped?: readonly { line: DraftLine; index: number }[] | undefined;
}

export type SheetAction =
  | { type: 'load'; lines: DraftLine[] }
  | { type: 'type'; id: string; column: Column; text: string }
  | { type: 'chooseMember'; id: string; member: MemberChoice }
  | { type: 'chooseService'; id: string; code: string }
  | { type: 'settle'; id: string; column: Column; services: readonly ServiceChoice[] }
  | { type: 'copyAbove'; id: string; column: Column }
  | { type: 'completeLine'; id: string }
  | { type: 'append'; newId: string }
  | { type: 'remove'; id: string; newId: string }
  | { type: 'undoRemove' }
  | { type: 'revert'; line: DraftLine }
  | {
      type: 'paste';
      id: string;
      column: Column;
      cells: readonly (readonly string[])[];
      newIds: readonly string[];
      services: readonly ServiceChoice[];
    }
  | { type: 'came'; id: string; printedCode: string }
  | { type: 'addScanned'; line: DraftLine }
  | { type: 'allCame' }
  | { type: 'keepCame'; newId: string }
  | { type: 'undoKeep' }
  | { type: 'found'; id: string; text: string; result: MemberChoice | 'unknown' | 'ambiguous' };

export const LINES_AT_MOST = 500;

/** The lines of a sheet after one act of the person at the keyboard; there is always at least one line. */
export function sheetReducer(state: SheetLines, action: SheetAction): SheetLines {
  const { lines } = state;
  const onLine = (
    id: string,
    change: (line: DraftLine, above: DraftLine | undefined) => DraftLine,
  ): SheetLines => {
    // Whoever works on a line of the list says that the person came.
    const said = action.type !== 'settle' && action.type !== 'revert' && action.type !== 'found';
    const next = lines.map((line, index) => {
      if (line.id !== id) return line;
      const changed = change(line, lines[index - 1]);
      return said && changed.presence === 'planned' ? { ...changed, presence: 'came' as const } : changed;
    });
    return next.every((line, index) => line === lines[index]) ? state : { ...state, lines: next };
  };
  switch (action.type) {
    case 'load':
      return { lines: action.lines, removed: null };
    case 'type':
      return onLine(action.id, (line) => typeCell(line, action.column, action.text));
    case 'chooseMember':
      return onLine(action.id, (line) => ({
        ...line,
        member: action.member,
        memberText: '',
        lookup: 'none',
      }));
    case 'chooseService':
      return onLine(action.id, (line) => ({ ...line, serviceType: action.code, serviceText: '' }));
    case 'settle':
      return onLine(action.id, (line) => settleCell(line, action.column, action.services));
    case 'copyAbove':
      return onLine(action.id, (line, above) => (above ? copyCell(line, above, action.column) : line));
    case 'completeLine':
      return onLine(action.id, (line, above) => (above ? completed(line, above) : line));
    case 'append':
      return lines.length >= LINES_AT_MOST
        ? state
        : { ...state, lines: [...lines, newLine(action.newId, lines.at(-1))] };
    case 'remove':
      return remove(state, action.id, action.newId);
    case 'undoRemove':
      return undoRemove(state);
    case 'came':
      return onLine(action.id, (line) => ({ ...line, presence: 'came', printedCode: action.printedCode }));
    case 'addScanned':
      return { ...state, lines: [...withoutBlankEnd(lines), action.line] };
    case 'allCame':
      return {
        ...state,
        lines: lines.map((line) => (line.presence === 'planned' ? { ...line, presence: 'came' } : line)),
      };
    case 'keepCame':
      return keepCame(state, action.newId);
    case 'undoKeep':
      return undoKeep(state);
    case 'revert':
      return onLine(action.line.id, () => action.line);
    case 'paste':
      return paste(state, action);
    case 'found':
      return onLine(action.id, (line) => {
        if (line.lookup !== 'wanted' || line.memberText !== action.text) return line;
        return typeof action.result === 'string'
          ? { ...line, lookup: action.result }
          : { ...line, member: action.result, memberText: '', lookup: 'none' };
      });
  }
}

/** Rows and cells of text copied from a spreadsheet; undefined for a single piece of text, which pastes as text. */
export function readTable(text: string): string[][] | undefined {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (!plain.includes('\t') && !plain.includes('\n')) return undefined;
  const rows: string[][] = [[]];
  // A cell that holds a line break or a tab comes in quotes, with its own quotes doubled.
  for (const [, quoted, bare = '', end] of plain.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g,
  )) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"').replaceAll('\n', ' ') ?? bare).trim());
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

/** Empty cells that repeat down a sheet, filled from the line above. Member, recipient and note are each line's own. */
function completed(line: DraftLine, above: DraftLine): DraftLine {
  const empty: Partial<Record<Column, boolean>> = {
    serviceType: line.serviceType === '' && line.serviceText.trim() === '',
    startsAt: line.startsAt.trim() === '',
    endsAt: line.endsAt.trim() === '',
  };
  return columns.reduce((next, column) => (empty[column] ? copyCell(next, above, column) : next), line);
}

function withoutBlankEnd(lines: readonly DraftLine[]): DraftLine[] {
  const last = lines.findLastIndex((line) => !isBlank(line));
  return lines.slice(0, last + 1);
}

function keepCame(state: SheetLines, newId: string): SheetLines {
  const dropped = state.lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.presence === 'planned');
  if (dropped.length === 0) return state;
  const rest = state.lines.filter((line) => line.presence !== 'planned');
  return { ...state, lines: rest.length > 0 ? rest : [newLine(newId)], dropped };
}

/** Everybody back in their old place, between whatever was typed since. */
function undoKeep(state: SheetLines): SheetLines {
  if (!state.dropped) return state;
  const lines = withoutBlankEnd(state.lines);
  for (const { line, index } of state.dropped) lines.splice(Math.min(index, lines.length), 0, line);
  return { ...state, lines, dropped: undefined };
}

function remove(state: SheetLines, id: string, newId: string): SheetLines {
  const { lines, removed } = state;
  const index = lines.findIndex((line) => line.id === id);
  const line = lines[index];
  if (!line) return state;
  const rest = lines.filter((other) => other !== line);
  // Taking out the empty line at the end loses nothing: what was removed before stays ready to come back.
  const kept = isBlank(line) ? removed : { line, index };
  return { ...state, lines: rest.length > 0 ? rest : [newLine(newId)], removed: kept };
}

function undoRemove(state: SheetLines): SheetLines {
  if (!state.removed) return state;
  const { line, index } = state.removed;
  const rest = state.lines.length === 1 && isBlank(state.lines[0]!) ? [] : state.lines;
  return { ...state, lines: rest.toSpliced(Math.min(index, rest.length), 0, line), removed: null };
}

function paste(state: SheetLines, action: Extract<SheetAction, { type: 'paste' }>): SheetLines {
  const first = state.lines.findIndex((line) => line.id === action.id);
  if (first < 0) return state;
  const start = columns.indexOf(action.column);
  const lines = [...state.lines];
  const spare = [...action.newIds];
  action.cells.forEach((cells, offset) => {
    const row = first + offset;
    if (row >= LINES_AT_MOST) return;
    const newId = spare[offset];
    let line = lines[row] ?? (newId === undefined ? undefined : newLine(newId, lines[row - 1]));
    if (!line) return;
    cells.forEach((text, position) => {
      const column = columns[start + position];
      // An empty cell of a spreadsheet says nothing: the copied service type stays.
      if (!line || !column || text === '') return;
      line = settleCell(typeCell(line, column, text), column, action.services);
    });
    lines[row] = line;
  });
  return { ...state, lines };
}
