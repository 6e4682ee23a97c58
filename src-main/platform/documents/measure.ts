/** Blocks → pieces: every text broken into lines, every row given its height; nothing is placed on a page yet. */
import type { Block, ListBlock, ParagraphBlock, RichText } from './blocks.ts';
import type { MeasureContext } from './measure-context.ts';
import { measureFields, measureWriting } from './measure-fields.ts';
import { measureForm } from './measure-form.ts';
import { measureSignatures } from './measure-signatures.ts';
import { measureTable } from './measure-table.ts';
import { numberText } from './numerals.ts';
import { bindFirst, stronger, type Bond, type Line, type Piece, type PieceRole } from './pieces.ts';
import { contentWidth } from './section.ts';
import type { NodeIndex, Tag } from './structure.ts';
import { baseline } from './text-layout.ts';

/** Lines of text that must stand before a signature block on its page. */
export const LINES_BEFORE_SIGNATURES = 2;

/** Below a table or form, before text; nothing at the foot of a page. */
const SPACE_AFTER_BOX = 6;

export function measureSection(blocks: readonly Block[], context: Omit<MeasureContext, 'width'>): Piece[] {
  return measureBlocks(blocks, { ...context, width: contentWidth(context.section) });
}

function measureBlocks(blocks: readonly Block[], context: MeasureContext): Piece[] {
  const pieces: Piece[] = [];
  const { density } = context.section;
  let space = 0;
  let spaceFill = 0;
  let bond: Bond = 'free';
  for (const block of blocks) {
    if (block.kind === 'space') {
      space += block.height * density;
      spaceFill += block.fill ?? 0;
      continue;
    }
    if (block.kind === 'signatures') {
      bindLinesBefore(pieces);
      bond = 'always';
    }
    const [first, ...rest] = bindFirst(measureBlock(block, context), bond);
    if (!first) continue;
    const fill = spaceFill > 0 ? { fill: { ...first.fill, before: spaceFill } } : {};
    pieces.push({ ...first, before: first.before + space, ...fill }, ...rest);
    spaceFill = 0;
    space = block.kind === 'table' || block.kind === 'form' ? SPACE_AFTER_BOX : 0;
    // A title or heading is never left alone at the foot of a page.
    bond = block.kind === 'title' || block.kind === 'heading' ? 'always' : 'free';
  }
  return pieces;
}

function measureBlock(block: Block, context: MeasureContext): Piece[] {
  const { section } = context;
  const { density } = section;
  switch (block.kind) {
    case 'title': {
      const size = block.size ?? section.titleSize;
      const style = {
        face: 'hei',
        size,
        align: 'center',
        leading: size * Math.max(1.5 * density, 1.3),
        tag: 'H1',
        role: 'title',
      } as const;
      return withSpace(measureText(block.text, { ...style, indent: 0, left: 0 }, context), 0);
    }
    case 'heading': {
      const size = block.size ?? section.headingSize;
      const style = {
        face: 'hei',
        size,
        align: 'left',
        leading: Math.max(section.leading, size * 1.6 * density),
      } as const;
      const lines = measureText(
        block.text,
        { ...style, tag: 'H2', role: 'heading', indent: 0, left: 0 },
        context,
      );
      return withSpace(lines, section.leading * 0.25 * density * density);
    }
    case 'paragraph':
      return measureParagraph(block, context);
    case 'list':
      return measureList(block, context);
    case 'form':
      return measureForm(block, context);
    case 'table':
      return measureTable(block, context);
    case 'fields':
      return measureFields(block, context);
    case 'writing':
      return measureWriting(block, context);
    case 'signatures':
      return measureSignatures(block, context);
    case 'space':
      return [];
  }
}

interface BlockStyle {
  readonly face: 'song' | 'hei';
  readonly size: number;
  readonly align: ParagraphBlock['align'];
  readonly leading: number;
  readonly indent: number;
  readonly left: number;
  readonly tag: Tag;
  readonly role: PieceRole;
}

/** One structure element for each paragraph of the text, one piece for each line, no widows or orphans. */
function measureText(text: RichText, style: BlockStyle, context: MeasureContext): Piece[] {
  const paragraphs = context.text.paragraphs(text, context.width, style);
  return paragraphs.flatMap((lines) => {
    const node = context.structure.add(style.tag, context.parent);
    return linePieces(lines, node, style);
  });
}

function linePieces(
  lines: readonly Line[],
  node: NodeIndex,
  style: Pick<BlockStyle, 'role' | 'leading' | 'size'>,
): Piece[] {
  return lines.map((line, index): Piece => {
    const joined = index === 1 || (index > 0 && index === lines.length - 1);
    return {
      role: style.role,
      height: style.leading,
      before: 0,
      bond: joined ? 'always' : 'free',
      lines: [{ x: line.x, y: baseline(style.size, style.leading), line, node }],
      rules: [],
    };
  });
}

function measureParagraph(block: ParagraphBlock, context: MeasureContext): Piece[] {
  const size = block.size ?? context.section.size;
  const tag = block.tag ?? 'P';
  const pieces = measureText(
    block.text,
    {
      face: block.face ?? 'song',
      size,
      align: block.align,
      leading: block.leading ? block.leading * context.section.density : context.section.leading,
      indent: block.indent * size,
      left: block.left * size,
      tag,
      role: tag === 'Note' ? 'note' : 'text',
    },
    context,
  );
  return block.keepWithPrevious ? bindFirst(pieces, 'always') : pieces;
}

function measureList(block: ListBlock, context: MeasureContext): Piece[] {
  const { section, structure } = context;
  const listNode = structure.add('L', context.parent);
  const pieces = block.items.flatMap((item, index) => {
    const itemNode = structure.add('LI', listNode);
    const body = structure.add('LBody', itemNode);
    const marker = numberText(block.numbering, index + 1);
    const text: RichText = typeof item.text === 'string' ? `${marker}${item.text}` : [marker, ...item.text];
    const style: BlockStyle = {
      face: 'song',
      size: section.size,
      align: 'justify',
      leading: section.leading,
      indent: 2 * section.size,
      left: 0,
      tag: 'P',
      role: 'list',
    };
    const inside = { ...context, parent: body };
    const afterBox = block.items[index - 1]?.blocks?.length ? SPACE_AFTER_BOX : 0;
    const own = withSpace(measureText(text, style, inside), afterBox);
    if (!item.blocks?.length) return own;
    // What stands beneath an item (instalments) begins on the page where the item ends.
    return [...own, ...bindFirst(measureBlocks(item.blocks, inside), 'always')];
  });
  return block.keepWithPrevious ? bindFirst(pieces, 'always') : pieces;
}

function withSpace(pieces: readonly Piece[], before: number): Piece[] {
  return pieces.map((piece, index) => (index === 0 ? { ...piece, before: piece.before + before } : piece));
}

const TEXT_ROLES: ReadonlySet<PieceRole> = new Set(['text', 'list', 'note', 'row', 'field', 'writing']);

/** Ties the last lines of text to the signature block that follows, and everything between. */
function bindLinesBefore(pieces: Piece[]): void {
  let lines = 0;
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const piece = pieces[index]!;
    if (TEXT_ROLES.has(piece.role)) lines += 1;
    if (lines >= LINES_BEFORE_SIGNATURES) return;
    pieces[index] = { ...piece, bond: stronger(piece.bond, 'always') };
  }
}
