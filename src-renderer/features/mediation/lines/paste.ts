/** A spreadsheet on the clipboard: rows of cells. Cells with line breaks or tabs inside arrive in quotes. */
export function readTable(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)!.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  return rows.filter((row) => row.some((value) => value !== ''));
}

/** True when the first row names the columns instead of filling them: it is not taken over. */
export function isHeading(row: readonly string[], labels: readonly string[]): boolean {
  const known = new Set(labels.map(plain));
  return row.filter((cell) => known.has(plain(cell))).length >= Math.min(2, row.length);
}

const plain = (text: string): string => text.replace(/[（(].*$/u, '').replace(/\s/g, '');
