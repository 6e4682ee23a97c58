import { excelCount, yuanText, type SheetCell, type SheetColumn } from './cells.ts';
import { zip } from './zip.ts';

/** Excel takes a file for damaged whose cell is longer. */
const MOST_CHARACTERS = 32_767;
const STYLE = { heading: 1, day: 2, amount: 3 };

/**
 * A workbook of one sheet (ECMA-376, transitional), headings bold and standing while the rest is scrolled. Rows come in
 * pieces and leave as deflated XML: memory holds the file, never the whole table. Texts are cells of text, never
 * formulas; days and amounts are numbers that a spreadsheet can sort and add.
 */
export function xlsx(
  sheet: string,
  columns: readonly SheetColumn[],
  pieces: Iterable<readonly (readonly SheetCell[])[]>,
): Promise<Uint8Array<ArrayBuffer>> {
  return zip([
    { name: '[Content_Types].xml', text: [contentTypes] },
    { name: '_rels/.rels', text: [relations('officeDocument', 'xl/workbook.xml')] },
    { name: 'xl/workbook.xml', text: [workbook(sheet)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')],
    },
    { name: 'xl/styles.xml', text: [styles] },
    { name: 'xl/worksheets/sheet1.xml', text: sheetXml(columns, pieces) },
  ]);
}

function* sheetXml(
  columns: readonly SheetColumn[],
  pieces: Iterable<readonly (readonly SheetCell[])[]>,
): Generator<string> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const letters = columns.map((_, index) => columnLetters(index));
  const headings = columns.map(({ heading }, index) =>
    textCell(`${letters[index]}1`, heading, STYLE.heading),
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
  let line = 1;
  for (const rows of pieces) {
    let text = '';
    for (const row of rows) {
      line += 1;
      text += `<row r="${line}">`;
      for (const [index, cell] of row.entries()) text += cellXml(`${letters[index]}${line}`, cell);
      text += '</row>';
    }
    yield text;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(at: string, cell: SheetCell): string {
  if (cell === null) return '';
  if ('text' in cell) return textCell(at, cell.text);
  if ('whole' in cell) return `<c r="${at}"><v>${cell.whole}</v></c>`;
  return 'day' in cell
    ? `<c r="${at}" s="${STYLE.day}"><v>${excelCount(cell.day)}</v></c>`
    : `<c r="${at}" s="${STYLE.amount}"><v>${yuanText(cell.fen)}</v></c>`;
}

const textCell = (at: string, text: string, style?: number): string =>
  `<c r="${at}" t="inlineStr"${style === undefined ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** A, B, … Z, AA. */
function columnLetters(index: number): string {
  const before = Math.floor(index / 26);
  return `${before > 0 ? columnLetters(before - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

/** XML 1.0 has no place for control characters and halves of pairs, not even escaped; its lines end with LF. */
function escaped(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  if (plain.test(cut)) return cut;
  return cut
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/[&<>]/g, (sign) => signs[sign] ?? '');
}

const plain = /^[^&<>\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]*$/;

const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** Pairs of a kind and what it points to, numbered rId1, rId2. */
function relations(...pairs: string[]): string {
  const list: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    list.push(
      `<Relationship Id="rId${at / 2 + 1}" Type="${RELATIONS}/${pairs[at]}" Target="${pairs[at + 1]}"/>`,
    );
  }
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

const workbook = (sheet: string): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const styles = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
