/** Signature blocks: a line to sign on for everybody, the place of the seal, the date. */
import type { SignaturesBlock, SignatureSlot } from './blocks.ts';
import type { MeasureContext } from './measure-context.ts';
import { bindInside, type Piece, type PlacedLine, type Rule } from './pieces.ts';
import type { NodeIndex } from './structure.ts';
import { baseline } from './text-layout.ts';

/** Room to write above the line: 6 mm; less where a document is set closer to stay on its page. */
const WRITING_SPACE = 17;
const HINT_SIZE = 9;
const HINT_LEADING = 13;
const GUTTER = 24;
/** Labels stand two points below the text, so that more of the line is left to sign on. */
const SMALLEST_LABEL = 11;
/** Shortest line to sign on: 25 mm. */
const SHORTEST_RULE = 70;
/** A round seal is 42 mm across; it stands over name and date. */
const SEAL_HEIGHT = 84;
const SEAL_WIDTH = 210;

export function measureSignatures(block: SignaturesBlock, context: MeasureContext): Piece[] {
  const node = context.structure.add('Div', context.parent);
  const inside = { ...context, parent: node };
  const rows = block.groups.flatMap(({ slots, columns }) =>
    inRows(slots, columns).map((row) => slotRow(row, columns, inside)),
  );
  const pieces = bindInside(rows, 'together');
  const closing = closingPiece(block, inside);
  if (!closing) return pieces;
  // Seal and date without a signer on the page would be a page anybody could add.
  return [...pieces, { ...closing, bond: rows.length > 0 ? 'always' : 'free' }];
}

function inRows(slots: readonly SignatureSlot[], columns: number): SignatureSlot[][] {
  const rows: SignatureSlot[][] = [];
  for (let index = 0; index < slots.length; index += columns) rows.push(slots.slice(index, index + columns));
  return rows;
}

function slotRow(slots: readonly SignatureSlot[], columns: 1 | 2, context: MeasureContext): Piece {
  const width = columns === 1 ? context.width : (context.width - GUTTER) / 2;
  const placed = slots.map((slot, index) => measureSlot(slot, index * (width + GUTTER), width, context));
  const height = Math.max(...placed.map((slot) => slot.height));
  // Lines to sign on stand level, whatever the length of the names above them.
  const lines = placed.flatMap((slot) =>
    slot.lines.map((each) => ({ ...each, y: each.y + height - slot.height })),
  );
  const rules = placed.flatMap((slot) =>
    slot.rules.map((each) => ({
      ...each,
      y1: each.y1 + height - slot.height,
      y2: each.y2 + height - slot.height,
    })),
  );
  return { role: 'signature', height, before: 0, bond: 'free', lines, rules };
}

interface PlacedSlot {
  readonly lines: PlacedLine[];
  readonly rules: Rule[];
  readonly height: number;
}

function measureSlot(slot: SignatureSlot, x: number, width: number, context: MeasureContext): PlacedSlot {
  const size = Math.max(context.section.size - 2, SMALLEST_LABEL);
  const leading = Math.round(size * 1.4);
  const writing = WRITING_SPACE * context.section.density;
  const node = context.structure.add('P', context.parent);
  const text = `${slot.label}${slot.name ? `（${slot.name}）` : ''}：`;
  const style = { face: 'song', size, align: 'left', indent: 0, left: 0 } as const;
  const textLines = context.text.paragraphs(text, width, style).flat();
  const lines = textLines.map((line, index): PlacedLine => ({
    x: x + line.x,
    y: writing + index * leading + baseline(size, leading),
    line,
    node,
  }));
  const lastWidth = textLines.at(-1)?.width ?? 0;
  const fits = width - lastWidth >= SHORTEST_RULE;
  const ruleLines = textLines.length + (fits ? 0 : 1);
  const y = writing + (ruleLines - 1) * leading + baseline(size, leading) + 3;
  const left = x + (fits ? lastWidth : 0);
  const hintLeading = Math.max(HINT_LEADING * context.section.density, HINT_SIZE * 1.15);
  const height = writing + ruleLines * leading + (slot.hint ? hintLeading : 0);
  if (slot.hint)
    lines.push(hintLine(slot.hint, { left, right: x + width, top: height - hintLeading }, node, context));
  return { lines, rules: [{ x1: left, y1: y, x2: x + width, y2: y }], height };
}

function hintLine(
  hint: string,
  { left, right, top }: { left: number; right: number; top: number },
  node: NodeIndex,
  context: MeasureContext,
): PlacedLine {
  const line = context.text.single(hint, HINT_SIZE);
  const x = Math.max(right - line.width - Math.max(0, (right - left - line.width) / 2), 0);
  return { x, y: top + baseline(HINT_SIZE, HINT_LEADING), line, node };
}

function closingPiece(block: SignaturesBlock, context: MeasureContext): Piece | undefined {
  if (!block.seal && block.date === undefined) return undefined;
  const { size, density } = context.section;
  const leading = Math.round(size * 1.6 * density);
  const texts = [block.seal?.name, block.seal?.mark, block.date].filter((text) => text !== undefined);
  const natural = texts.map((text) => context.text.single(text, size).width);
  const width = Math.min(Math.max(SEAL_WIDTH, ...natural), context.width);
  const left = context.width - width;
  const style = { face: 'song', size, align: 'center', indent: 0, left: 0 } as const;
  const above = block.seal ? 16 : 8;
  let top = above;
  const lines = texts.flatMap((text) => {
    const node = context.structure.add('P', context.parent);
    return context.text
      .paragraphs(text, width, style)
      .flat()
      .map((line): PlacedLine => {
        const placed = { x: left + line.x, y: top + baseline(size, leading), line, node };
        top += leading;
        return placed;
      });
  });
  const height = Math.max(top, block.seal ? SEAL_HEIGHT * density : 0);
  return { role: 'signature', height, before: 0, bond: 'free', lines, rules: [] };
}
