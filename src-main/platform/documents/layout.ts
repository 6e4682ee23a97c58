/** A prepared document → laid-out pages: a pure result that tests can look at without making a PDF. */
import { MissingGlyphs } from './errors.ts';
import type { FontLibrary, MissingCharacters } from './fonts.ts';
import { measureSection } from './measure.ts';
import { paginate, type PagePieces, type PlacedPiece } from './paginate.ts';
import type { Line, PieceRole, PlacedLine, Rule, SideBox } from './pieces.ts';
import { portionLines, portionRules, sideOnPage, type RowPortion } from './rows.ts';
import {
  contentHeight,
  contentWidth,
  millimetres,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  type ResolvedSection,
  type Section,
} from './section.ts';
import { ARTIFACT, createStructure, type StructureNode } from './structure.ts';
import { baseline, createTextSetter, type TextSetter } from './text-layout.ts';

export interface LaidOutDocument {
  readonly pages: readonly LaidOutPage[];
  readonly structure: readonly StructureNode[];
  readonly watermark: Line | undefined;
}

export interface LaidOutPage {
  readonly width: number;
  readonly height: number;
  /** Index of the sub-document, and the page's own number in it, from 1. */
  readonly section: number;
  readonly number: number;
  readonly of: number;
  /** Text in reading order; y downwards from the top edge of the paper. */
  readonly lines: readonly PlacedLine[];
  /** Page number, running header, foot note. */
  readonly artifacts: readonly PlacedLine[];
  readonly rules: readonly Rule[];
  /** What stands where, for tests of page breaks. */
  readonly pieces: readonly { readonly role: PieceRole; readonly top: number; readonly bottom: number }[];
}

export interface LayoutOptions {
  readonly watermark?: string | undefined;
  readonly footerNote?: string | undefined;
  readonly onSection?: ((done: number, total: number) => void) | undefined;
}

/** Throws MissingGlyphs (for the whole document at once) and LayoutFailure. */
export function layoutDocument(
  sections: readonly Section[],
  fonts: FontLibrary,
  options: LayoutOptions,
): LaidOutDocument {
  const missing: MissingCharacters = new Map();
  const text = createTextSetter(fonts, missing);
  const structure = createStructure();
  const pages: LaidOutPage[] = [];
  sections.forEach(({ blocks, options: section }, index) => {
    const parent = structure.add('Sect', -1);
    const pieces = measureSection(blocks, { text, structure, section, parent });
    const sectionPages = missing.size > 0 ? [] : paginate(pieces, contentHeight(section));
    sectionPages.forEach((placed, pageIndex) => {
      const position = { section: index, number: pageIndex + 1, of: sectionPages.length };
      pages.push(layoutPage(placed, position, section, text, options));
    });
    options.onSection?.(index + 1, sections.length);
  });
  const watermark = options.watermark ? text.single(options.watermark, WATERMARK_SIZE, 'hei') : undefined;
  if (missing.size > 0) throw new MissingGlyphs([...missing.values()]);
  return { pages, structure: structure.nodes, watermark };
}

const WATERMARK_SIZE = 110;
const FOOTER_SIZE = 10.5;
const FOOTER_LEADING = 14;
/** Distance of the page number's line from the text area, 7 mm below it as GB/T 9704 has it. */
const FOOTER_GAP = millimetres(7);

type Position = Pick<LaidOutPage, 'section' | 'number' | 'of'>;

function layoutPage(
  placed: PagePieces,
  position: Position,
  section: ResolvedSection,
  text: TextSetter,
  options: LayoutOptions,
): LaidOutPage {
  const { left, top } = section.margins;
  const portions = rowPortions(placed);
  const sides = sidePortions(portions);
  const lines: PlacedLine[] = [];
  const rules: Rule[] = [];
  const byPiece = new Map(portions.map((portion) => [portion.first, portion]));
  for (const item of placed) {
    const portion = byPiece.get(item);
    const side = portion && sides.get(portion);
    if (side) {
      lines.push(...side.lines);
      rules.push(...side.rules);
    }
    if (portion) {
      lines.push(...portionLines(portion));
      rules.push(...portionRules(portion));
    }
    for (const line of item.piece.lines) lines.push({ ...line, y: line.y + item.top });
    for (const rule of item.piece.rules)
      rules.push({ ...rule, y1: rule.y1 + item.top, y2: rule.y2 + item.top });
  }
  return {
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    ...position,
    lines: lines.map((line) => ({ ...line, x: line.x + left, y: line.y + top })),
    artifacts: furniture(position, section, text, options),
    rules: distinct(rules).map((rule) => ({
      x1: rule.x1 + left,
      y1: rule.y1 + top,
      x2: rule.x2 + left,
      y2: rule.y2 + top,
    })),
    pieces: placed.map((item) => ({
      role: item.piece.role,
      top: item.top + top,
      bottom: item.top + top + item.piece.height,
    })),
  };
}

interface PagePortion extends RowPortion {
  readonly first: PlacedPiece;
}

/** Neighbouring slices of one row are one portion. */
function rowPortions(placed: PagePieces): PagePortion[] {
  const portions: PagePortion[] = [];
  for (const item of placed) {
    const slice = item.piece.slice;
    if (!slice) continue;
    const bottom = item.top + item.piece.height;
    const last = portions.at(-1);
    if (last && last.slice.row === slice.row) {
      portions[portions.length - 1] = { ...last, bottom, slice: { ...last.slice, to: slice.to } };
    } else portions.push({ slice, top: item.top, bottom, first: item });
  }
  return portions;
}

/** The merged side cell of neighbouring rows, drawn with the first of them; a repetition on a later page is an artifact. */
function sidePortions(portions: readonly PagePortion[]): Map<PagePortion, ReturnType<typeof sideOnPage>> {
  const sides = new Map<PagePortion, ReturnType<typeof sideOnPage>>();
  let open: { side: SideBox; first: PagePortion; bottom: number } | undefined;
  const close = () => {
    if (open) sides.set(open.first, sideOnPage(open.side, open.first.top, open.bottom));
    open = undefined;
  };
  for (const portion of portions) {
    const side = portion.slice.row.side;
    if (!side || side !== open?.side) close();
    if (!side) continue;
    if (open) open.bottom = portion.bottom;
    else open = { side, first: portion, bottom: portion.bottom };
  }
  close();
  return sides;
}

function furniture(
  position: Position,
  section: ResolvedSection,
  text: TextSetter,
  options: LayoutOptions,
): PlacedLine[] {
  const { margins } = section;
  const width = contentWidth(section);
  const below = PAGE_HEIGHT - margins.bottom + Math.min(FOOTER_GAP, margins.bottom / 2) - FOOTER_LEADING / 2;
  const at = (line: Line, x: number, y: number): PlacedLine => ({ x, y, line, node: ARTIFACT });
  const pageNumber = text.single(`第 ${position.number} 页 共 ${position.of} 页`, FOOTER_SIZE);
  const items = [
    at(
      pageNumber,
      margins.left + (width - pageNumber.width) / 2,
      below + baseline(FOOTER_SIZE, FOOTER_LEADING),
    ),
  ];
  if (section.header && position.number > 1) {
    const header = text.single(section.header, FOOTER_SIZE);
    items.push(at(header, margins.left + width - header.width, margins.top - FOOTER_LEADING));
  }
  if (options.footerNote) {
    const line = text.single(options.footerNote, FOOTER_SIZE - 2);
    items.push(at(line, margins.left, below + FOOTER_LEADING + baseline(FOOTER_SIZE, FOOTER_LEADING)));
  }
  return items;
}

/** Neighbouring cells share an edge; it is drawn once. */
function distinct(rules: readonly Rule[]): Rule[] {
  const seen = new Map<string, Rule>();
  for (const rule of rules) {
    const key = [rule.x1, rule.y1, rule.x2, rule.y2].map((value) => value.toFixed(2)).join();
    if (!seen.has(key)) seen.set(key, rule);
  }
  return [...seen.values()];
}
