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
}

export interface Section {
  readonly options: ResolvedSection;
  /** Made when the section is laid out and dropped after it: a batch of thousands is never in memory at once. */
  blocks(): readonly Block[];
}

export function defaultSection(options: SectionOptions = {}): ResolvedSection {
  return {
    margins: options.margins ?? OFFICIAL_MARGINS,
    header: options.header,
    size: options.size ?? 14,
    leading: options.leading ?? 25,
    cellSize: options.cellSize ?? 12,
    titleSize: options.titleSize ?? 22,
    headingSize: options.headingSize ?? 14,
  };
}

export const contentWidth = ({ margins }: ResolvedSection): number =>
  PAGE_WIDTH - margins.left - margins.right;
export const contentHeight = ({ margins }: ResolvedSection): number =>
  PAGE_HEIGHT - margins.top - margins.bottom;
