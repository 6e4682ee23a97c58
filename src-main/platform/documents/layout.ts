/** A prepared document → laid-out pages: a pure result that tests can look at without making a PDF. */
import type { Block } from './blocks.ts';
import { MissingGlyphs } from './errors.ts';
import type { FontLibrary, MissingCharacters } from './fonts.ts';
import { fillPage } from './fill.ts';
import { measureSection } from './measure.ts';
import { heightOfPieces, paginate, type PagePieces, type PlacedPiece } from './paginate.ts';
import type { Line, PieceRole, PlacedLine, Rule } from './pieces.ts';
import type { PlacedMark } from './qr.ts';
import {
  frameRules,
  portionLines,
  portionMarks,
  sideLines,
  type RowPortion,
  type SidePortion,
} from './rows.ts';
import {
  closerSections,
  contentHeight,
  contentWidth,
  millimetres,
  pageSize,
  type ResolvedSection,
  type Section,
} from './section.ts';
import { ARTIFACT, createStructure, type StructureBuilder, type StructureNode } from './structure.ts';
import { baseline, createTextSetter, type TextSetter } from './text-layout.ts';

export interface LaidOutDocument {
  readonly pages: readonly LaidOutPage[];
  readonly watermark: Line | undefined;
}

/** A sub-document; its structure nodes are numbered on their own, -1 being the document. */
export interface LaidOutSection {
  readonly pages: readonly LaidOutPage[];
  readonly structure: readonly StructureNode[];
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
  /** QR codes; their text stands beside them for people and readers of the text. */
  readonly marks: readonly PlacedMark[];
  /** Lower edge of the text area; y downwards. */
  readonly textBottom: number;
  /** What stands where, for tests of page breaks. */
  readonly pieces: readonly { readonly role: PieceRole; readonly top: number; readonly bottom: number }[];
}

export interface LayoutOptions {
  readonly watermark?: string | undefined;
  readonly footerNote?: string | undefined;
}

export interface Layouter {
  readonly watermark: Line | undefined;
  /** Sections are laid out one at a time, so that a batch of thousands is never in memory at once. */
  section(section: Section, index: number): LaidOutSection;
  /** Throws MissingGlyphs with everything met so far that no font draws; sections laid out before it have holes. */
  assertComplete(): void;
  isComplete(): boolean;
}

export function createLayouter(fonts: FontLibrary, options: LayoutOptions): Layouter {
  const missing: MissingCharacters = new Map();
  const text = createTextSetter(fonts, missing);
  return {
    watermark: options.watermark ? text.single(options.watermark, WATERMARK_SIZE, 'hei') : undefined,
    section: ({ options: wanted, blocks: makeBlocks }, index) => {
      const { section, structure, paged } = setSection(makeBlocks(), wanted, text);
      const pages = paged.map((placed, pageIndex) => {
        const position = { section: index, number: pageIndex + 1, of: paged.length };
        return layoutPage(placed, position, section, text, options);
      });
      return { pages, structure: structure.nodes };
    },
    assertComplete: () => {
      if (missing.size > 0) throw new MissingGlyphs([...missing.values()]);
    },
    isComplete: () => missing.size === 0,
  };
}

/** All pages at once, for tests. Throws MissingGlyphs (for the whole document) and LayoutFailure. */
export function layoutDocument(
  sections: readonly Section[],
  fonts: FontLibrary,
  options: LayoutOptions,
): LaidOutDocument {
  const layouter = createLayouter(fonts, options);
  const pages = sections.flatMap((section, index) => layouter.section(section, index).pages);
  layouter.assertComplete();
  return { pages, watermark: layouter.watermark };
}

/** Setting closer saves about this much height; a longer text is not tried. */
const MOST_SAVED = 1.8;

interface SetSection {
  readonly section: ResolvedSection;
  readonly structure: StructureBuilder;
  readonly paged: readonly PagePieces[];
}

function setSection(blocks: readonly Block[], wanted: ResolvedSection, text: TextSetter): SetSection {
  const designed = setAs(blocks, wanted, text);
  if (wanted.fit === 'flow' || designed.paged.length === 1) return designed;
  if (designed.height > contentHeight(wanted) * MOST_SAVED) return designed;
  for (const closer of closerSections(wanted)) {
    const set = setAs(blocks, closer, text);
    if (set.paged.length === 1) return set;
  }
  return designed;
}

function setAs(
  blocks: readonly Block[],
  section: ResolvedSection,
  text: TextSetter,
): SetSection & { readonly height: number } {
  const structure = createStructure();
  const parent = structure.add('Sect', -1);
  const capacity = contentHeight(section);
  const pieces = measureSection(blocks, { text, structure, section, parent });
  return {
    section,
    structure,
    height: heightOfPieces(pieces),
    paged: paginate(fillPage(pieces, capacity), capacity),
  };
}

export const WATERMARK_SIZE = 110;
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
  const rules: Rule[] = frameRules(portions, [...sides.values()]);
  const byPiece = new Map(portions.map((portion) => [portion.first, portion]));
  const put = (line: PlacedLine, dy = 0) => {
    lines.push({ x: line.x + left, y: line.y + top + dy, line: line.line, node: line.node });
  };
  for (const item of placed) {
    const portion = byPiece.get(item);
    if (portion) {
      const side = sides.get(portion);
      if (side) for (const line of sideLines(side)) put(line);
      for (const line of portionLines(portion)) put(line);
    }
    for (const line of item.piece.lines) put(line, item.top);
    for (const rule of item.piece.rules)
      rules.push({ ...rule, y1: rule.y1 + item.top, y2: rule.y2 + item.top });
  }
  return {
    ...pageSize(section),
    ...position,
    lines,
    artifacts: furniture(position, section, text, options),
    rules: rules.map((rule) => ({
      x1: rule.x1 + left,
      y1: rule.y1 + top,
      x2: rule.x2 + left,
      y2: rule.y2 + top,
    })),
    marks: portions.flatMap(portionMarks).map(({ x, y, mark }) => ({ x: x + left, y: y + top, mark })),
    textBottom: pageSize(section).height - section.margins.bottom,
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

/** The merged side cells of the page, each with the first of its rows. A label is said again on every page it reaches. */
function sidePortions(portions: readonly PagePortion[]): Map<PagePortion, SidePortion> {
  const sides = new Map<PagePortion, SidePortion>();
  let first: PagePortion | undefined;
  for (const portion of portions) {
    const { side } = portion.slice.row;
    if (!side || side !== first?.slice.row.side) first = side && portion;
    if (side && first) sides.set(first, { side, top: first.top, bottom: portion.bottom });
  }
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
  const below =
    pageSize(section).height - margins.bottom + Math.min(FOOTER_GAP, margins.bottom / 2) - FOOTER_LEADING / 2;
  const at = (line: Line, x: number, y: number): PlacedLine => ({ x, y, line, node: ARTIFACT });
  const items: PlacedLine[] = [];
  if (section.pageNumbers) {
    const pageNumber = text.single(`第 ${position.number} 页 共 ${position.of} 页`, FOOTER_SIZE);
    const x = margins.left + (width - pageNumber.width) / 2;
    items.push(at(pageNumber, x, below + baseline(FOOTER_SIZE, FOOTER_LEADING)));
  }
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
