/** Tables of equal rows with a heading that is repeated on every page. */
import type { TableBlock, TableCell } from './blocks.ts';
import type { FaceName } from './fonts.ts';
import type { MeasureContext } from './measure-context.ts';
import { besideMark, cellMark, markHeight, rowHeight, rowPieces } from './rows.ts';
import type { CellBox, Piece, RowBox } from './pieces.ts';
import { ARTIFACT, type NodeIndex } from './structure.ts';

const PADDING = 3;

export function measureTable(block: TableBlock, context: MeasureContext): Piece[] {
  const size = block.size ?? context.section.cellSize;
  const leading = Math.round(size * 1.35 * 2) / 2;
  const table = context.structure.add('Table', context.parent);
  const total = block.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = block.columns.map((column) => (column.width / total) * context.width);

  const columnsOf = (face: FaceName, aligned: boolean) =>
    block.columns.map((column, index) => {
      const align = aligned ? column.align : 'center';
      const style = { face, size, align, indent: 0, left: 0 };
      return { style, setText: context.text.column(widths[index]! - 2 * PADDING, style) };
    });
  const settings = {
    TH: columnsOf('hei', false),
    TD: columnsOf('song', true),
    total: columnsOf('hei', true),
  };

  const measureRow = (
    texts: readonly TableCell[],
    columns: (typeof settings)['TD'],
    tag: 'TH' | 'TD' | 'artifact',
  ): RowBox => {
    const rowNode = tag === 'artifact' ? ARTIFACT : context.structure.add('TR', table);
    let x = 0;
    const cells = columns.map(({ style, setText }, index): CellBox => {
      const width = widths[index]!;
      const node: NodeIndex =
        tag === 'artifact'
          ? ARTIFACT
          : context.structure.add(tag, rowNode, tag === 'TH' ? { scope: 'Column' } : {});
      const content = texts[index] ?? '';
      const left = x;
      x += width;
      if (typeof content === 'string')
        return { x: left, width, valign: 'middle', node, lines: setText(content) };
      const { mark, room } = cellMark(content.qr);
      const lines = context.text.paragraphs(content.text, width - room - 2 * PADDING, style).flat();
      return {
        ...{ x: left, width, valign: 'middle', node },
        lines: besideMark(lines, room),
        ...(mark && { mark }),
      };
    });
    const steps = Math.max(1, ...cells.map((cell) => cell.lines.length));
    return { cells, leading, steps, padding: PADDING };
  };

  const titles = block.columns.map((column) => column.title);
  const headPiece = (tag: 'TH' | 'artifact'): Piece => {
    const row = measureRow(titles, settings.TH, tag);
    return { ...wholeRow(row), role: 'head', before: tag === 'TH' ? 6 : 0 };
  };
  const head = headPiece('TH');
  const repeat = [headPiece('artifact')];

  const least = (block.rowHeight ?? 0) * context.section.density;
  const body = block.rows.map((texts) => measureRow(texts, settings.TD, 'TD'));
  const totals = block.totals.map((texts) => measureRow(texts, settings.total, 'TD'));
  const limit = context.section.cellSize * 40;
  return [
    head,
    ...[...body, ...totals].flatMap((row, index): Piece[] => {
      // A row as tall as a page cannot be kept whole; it runs on line by line, nothing is lost.
      const pieces = rowPieces(row, {
        breakable: rowHeight(row) > limit,
        minHeight: Math.max(least, markHeight(row)),
      });
      const [first, ...rest] = pieces;
      const bond = index === 0 || index >= body.length ? 'always' : 'free';
      const fill = block.fill && index === body.length - 1 ? { fill: { copies: true } } : {};
      return [{ ...first!, bond, repeat, ...fill }, ...rest.map((piece) => ({ ...piece, repeat }))];
    }),
  ];
}

const wholeRow = (row: RowBox): Piece => rowPieces(row, { breakable: false, minHeight: 0 })[0]!;
