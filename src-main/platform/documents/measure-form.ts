/** Bordered forms of label and value cells, with merged cells beside groups of rows. */
import type { FormBlock, FormGroup, FormRow } from './blocks.ts';
import type { MeasureContext } from './measure-context.ts';
import { bindInside, type CellBox, type Piece, type RowBox, type SideBox } from './pieces.ts';
import { besideMark, cellMark, markHeight, rowHeight, rowPieces } from './rows.ts';
import type { NodeIndex } from './structure.ts';

const PADDING = 5;

export function measureForm(block: FormBlock, context: MeasureContext): Piece[] {
  const size = block.size ?? context.section.cellSize;
  const form = { ...context, parent: context.structure.add('Table', context.parent) };
  return block.groups.flatMap((group) => measureGroup(group, block, size, form));
}

function measureGroup(group: FormGroup, block: FormBlock, size: number, context: MeasureContext): Piece[] {
  const unit = context.width / block.units;
  const leading = Math.round(size * (context.section.density < 0.85 ? 1.4 : 1.5) * 2) / 2;
  const sideWidth = group.side ? block.sideUnits * unit : 0;
  let side: SideBox | undefined;

  const rows = group.rows.map((formRow, index) => {
    const rowNode = context.structure.add('TR', context.parent);
    if (index === 0 && group.side) {
      const attributes = { scope: 'Row', rowSpan: group.rows.length } as const;
      const node = context.structure.add('TH', rowNode, attributes);
      side = sideBox(group.side, sideWidth, size, node, context);
    }
    return {
      box: measureRow(formRow, { unit, leading, size, rowNode, x: sideWidth, side }, context),
      formRow,
    };
  });

  // The merged cell must have room for its upright label: the last row gives it.
  const needed = side ? side.lines.length * side.leading + 2 * PADDING : 0;
  const { density } = context.section;
  const leastOf = ({ box, formRow }: (typeof rows)[number]) =>
    Math.max(formRow.minHeight * density, markHeight(box));
  const height = rows.reduce((sum, row) => sum + Math.max(rowHeight(row.box), leastOf(row)), 0);
  const pieces = rows.flatMap(({ box, formRow }, index) => {
    const isLast = index === rows.length - 1;
    const grown = isLast
      ? Math.max(leastOf({ box, formRow }), rowHeight(box)) + Math.max(0, needed - height)
      : leastOf({ box, formRow });
    return rowPieces(box, { breakable: formRow.breakable, minHeight: grown, fill: formRow.fill });
  });
  return group.side ? bindInside(pieces, 'together') : pieces;
}

interface RowFrame {
  readonly unit: number;
  readonly leading: number;
  readonly size: number;
  readonly rowNode: NodeIndex;
  readonly x: number;
  readonly side: SideBox | undefined;
}

function measureRow(formRow: FormRow, frame: RowFrame, context: MeasureContext): RowBox {
  const { unit, leading, size, rowNode, side } = frame;
  let x = frame.x;
  const cells = formRow.cells.map((cell): CellBox => {
    const width = cell.span * unit;
    const attributes = { columnSpan: cell.span, ...(cell.label && { scope: 'Row' as const }) };
    const node = context.structure.add(cell.label ? 'TH' : 'TD', rowNode, attributes);
    const style = { face: 'song', size, align: cell.align, indent: cell.indent * size, left: 0 } as const;
    const { mark, room } = cellMark(cell.qr);
    const lines = context.text.paragraphs(cell.text, width - room - 2 * PADDING, style).flat();
    const valign = formRow.breakable && !cell.label ? 'top' : cell.valign;
    const box: CellBox = {
      ...{ x, width, valign, node },
      lines: besideMark(lines, room),
      ...(mark && { mark }),
    };
    x += width;
    return box;
  });
  const steps = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const padding = PADDING * context.section.density;
  return { cells, leading, steps, padding, ...(side && { side }) };
}

function sideBox(
  text: string,
  width: number,
  size: number,
  node: NodeIndex,
  context: MeasureContext,
): SideBox {
  const lines = [...text].map((character) => context.text.single(character, size));
  return { x: 0, width, lines, leading: size * 1.4, node };
}
