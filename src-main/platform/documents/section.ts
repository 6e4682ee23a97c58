/** Page geometry and type sizes of a sub-document. Defaults follow GB/T 9704-2012; a habit for these forms, not a duty. */
import type { Block } from './blocks.ts';

export const millimetres = (length: number): number => (length * 72) / 25.4;

/** A4 in points. */
export const PAGE_WIDTH = millimetres(210);
export const PAGE_HEIGHT = millimetres(297);

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Binding side. */
  readonly left: number;
}

/** Top 37 mm, left 28 mm: a type area of 156 × 225 mm. */
export const OFFICIAL_MARGINS: Margins = {
  top: millimetres(37),
  right: millimetres(26),
  bottom: millimetres(35),
  left: millimetres(28),
};

/** The same binding margin and width with more lines to the page: for forms and tables. */
export const FORM_MARGINS: Margins = { ...OFFICIAL_MARGINS, top: millimetres(25), bottom: millimetres(25) };

export interface SectionOptions {
  readonly margins?: Margins;
  /** Landscape is for wide lists; the margins stay those of the sheet as it is read. */
  readonly orientation?: 'portrait' | 'landscape';
  /** 第 n 页 共 m 页 at the foot; off on covers. */
  readonly pageNumbers?: boolean;
  /** `onePage`: set closer, down to a readable limit, when that saves the second page; never cut. */
  readonly fit?: 'flow' | 'onePage';
  /** Small line above the text from the second page on. */
  readonly header?: string;
  /** Body size and distance of base lines. */
  readonly size?: number;
  readonly leading?: number;
  /** Form and table size. */
  readonly cellSize?: number;
  readonly titleSize?: number;
  readonly headingSize?: number;
}

export interface ResolvedSection extends Required<Omit<SectionOptions, 'header'>> {
  readonly header: string | undefined;
  /** Factor of all heights that are not text: rows, spaces, room to sign; and of leading. 1 is the design. */
  readonly density: number;
}

export interface Section {
  readonly options: ResolvedSection;
  /** Made when the section is laid out and dropped after it: a batch of thousands is never in memory at once. */
  blocks(): readonly Block[];
}

export function defaultSection(options: SectionOptions = {}): ResolvedSection {
  return {
    margins: options.margins ?? OFFICIAL_MARGINS,
    orientation: options.orientation ?? 'portrait',
    pageNumbers: options.pageNumbers ?? true,
    fit: options.fit ?? 'flow',
    density: 1,
    header: options.header,
    size: options.size ?? 14,
    leading: options.leading ?? 25,
    cellSize: options.cellSize ?? 12,
    titleSize: options.titleSize ?? 22,
    headingSize: options.headingSize ?? 14,
  };
}

/** Width and height of the sheet as it is read. */
export const pageSize = ({ orientation }: Pick<ResolvedSection, 'orientation'>) =>
  orientation === 'landscape'
    ? { width: PAGE_HEIGHT, height: PAGE_WIDTH }
    : { width: PAGE_WIDTH, height: PAGE_HEIGHT };

export const contentWidth = (section: ResolvedSection): number =>
  pageSize(section).width - section.margins.left - section.margins.right;
export const contentHeight = (section: ResolvedSection): number =>
  pageSize(section).height - section.margins.top - section.margins.bottom;

/** Each step closer: heights, text size taken off, and what is left of the margins at head and foot. */
const STEPS = [
  { density: 0.93, smaller: 0, margin: millimetres(22) },
  { density: 0.87, smaller: 0, margin: millimetres(19) },
  { density: 0.82, smaller: 1, margin: millimetres(17) },
  { density: 0.77, smaller: 1.5, margin: millimetres(16) },
  { density: 0.72, smaller: 2.5, margin: millimetres(15) },
] as const;
/** Nobody is asked to read less than 五号 (10.5 pt) in a cell or 小四 (12 pt, less half) in a text. */
const SMALLEST_CELL = 10.5;
const SMALLEST_TEXT = 11.5;

/** The same section set closer and closer. */
export const closerSections = (section: ResolvedSection): ResolvedSection[] =>
  STEPS.map(({ density, smaller, margin }) => {
    const size = Math.min(section.size, Math.max(section.size - smaller, SMALLEST_TEXT));
    const { margins } = section;
    return {
      ...section,
      density,
      size,
      // Lines must not touch: 1.38 of the size is the least.
      leading: Math.max(section.leading * density, size * 1.38),
      cellSize: Math.min(section.cellSize, Math.max(section.cellSize - smaller, SMALLEST_CELL)),
      headingSize: Math.min(section.headingSize, Math.max(section.headingSize - smaller, SMALLEST_TEXT)),
      titleSize: section.titleSize - 1.6 * smaller,
      margins: {
        ...margins,
        top: Math.min(margins.top, margin),
        bottom: Math.min(margins.bottom, margin),
      },
    };
  });
