/**
 * What a template says: a list of blocks, plain data made by the small builders below. Lengths are points (1/72 inch)
 * unless a name says otherwise; sizes and faces left out are the section's own.
 */
import type { FaceName } from './fonts.ts';

export type Align = 'left' | 'center' | 'right' | 'justify';
export type Span = string | { readonly text: string; readonly face: FaceName };
/** A line break in the text begins a new paragraph. */
export type RichText = string | readonly Span[];

export interface TitleBlock {
  readonly kind: 'title';
  readonly text: string;
  readonly size?: number;
}

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly text: string;
  readonly size?: number;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly text: RichText;
  /** First-line indent in characters. */
  readonly indent: number;
  /** Indent of the whole paragraph in characters. */
  readonly left: number;
  readonly align: Align;
  readonly size?: number;
  readonly leading?: number;
  readonly face?: FaceName;
  /** Structure tag; P unless the paragraph is part of a list. */
  readonly tag?: 'P' | 'Note';
  /** Stay on the page of the paragraph before. */
  readonly keepWithPrevious?: boolean;
}

export interface ListBlock {
  readonly kind: 'list';
  /** chinese 一、 · arabic 1. · bracket （1） */
  readonly numbering: Numbering;
  readonly items: readonly ListItem[];
  /** The first item begins on the page of the sentence that announces it. */
  readonly keepWithPrevious: boolean;
}

export type Numbering = 'chinese' | 'arabic' | 'bracket';

export interface ListItem {
  readonly text: RichText;
  /** Sub-items and tables beneath the item. */
  readonly blocks?: readonly Block[];
}

export interface FormCell {
  readonly text: RichText;
  /** Width in the form's units. */
  readonly span: number;
  readonly label: boolean;
  readonly align: Align;
  readonly indent: number;
  readonly valign: 'top' | 'middle';
  /** A QR code at the left of the cell, the text beside it. */
  readonly qr?: QrCode;
}

export interface QrCode {
  readonly text: string;
  /** Points a module is wide; half a millimetre is the least that scanners read from office paper. */
  readonly module: number;
}

export interface FormRow {
  readonly cells: readonly FormCell[];
  readonly minHeight: number;
  /** Long text may run on to the next page, line by line. */
  readonly breakable: boolean;
  /** Share of the height that a one-page document leaves over; 0 keeps the row as it is. */
  readonly fill: number;
}

export interface FormGroup {
  /** Upright label in a merged cell beside the rows, e.g. 申请人. */
  readonly side?: string;
  readonly rows: readonly FormRow[];
}

/** A bordered form of label and value cells, as on an official 登记表. */
export interface FormBlock {
  readonly kind: 'form';
  /** Units a full row is wide; a group with a side label gives up `sideUnits` of them. */
  readonly units: number;
  readonly sideUnits: number;
  readonly groups: readonly FormGroup[];
  readonly size?: number;
}

/** Text, or a QR code with text beside it. */
export type TableCell = string | { readonly text: string; readonly qr: QrCode };

/** What a cell says in words. */
export const cellText = (cell: TableCell | undefined): string =>
  typeof cell === 'string' ? cell : (cell?.text ?? '');

export interface TableColumn {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

/** A table of equal rows; the heading is repeated on every page, a row is never cut. */
export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Closing rows, set in the heading face, never alone on a page. */
  readonly totals: readonly (readonly string[])[];
  readonly size?: number;
  /** Least height of a row, for writing by hand. */
  readonly rowHeight?: number;
  /** Empty rows are added until a one-page document is full. */
  readonly fill?: boolean;
}

export interface Field {
  readonly label: string;
  /** Stands on a ruled line; an empty one is for writing by hand. */
  readonly value: string;
  /** Share of the width that the row's labels leave. */
  readonly width: number;
}

/** Rows of `label：value`, the value on a ruled line: the head of a record, the lines of a cover. */
export interface FieldsBlock {
  readonly kind: 'fields';
  readonly rows: readonly (readonly Field[])[];
  readonly size?: number;
  readonly leading?: number;
  /** Labels of one column are set to one width, so that the lines begin beneath one another. */
  readonly align?: 'labels';
  /** Indent on both sides, in points. */
  readonly inset?: number;
}

/** Ruled empty lines for writing by hand. */
export interface WritingBlock {
  readonly kind: 'writing';
  readonly lines: number;
  /** Lines are added until a one-page document is full. */
  readonly fill: boolean;
}

export interface SignatureSlot {
  /** Who signs, e.g. 申请人. */
  readonly label: string;
  readonly name?: string;
  /** How, in small print under the line. */
  readonly hint?: string;
}

export interface SignatureGroup {
  readonly columns: 1 | 2;
  readonly slots: readonly SignatureSlot[];
}

/** Never stands on a page without two lines of text before it. */
export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly groups: readonly SignatureGroup[];
  /** Whose seal, and what the place is marked with. */
  readonly seal?: { readonly name: string; readonly mark: string };
  /** Already formatted; a blank `    年  月  日` is a date too. */
  readonly date?: string;
}

export interface SpaceBlock {
  readonly kind: 'space';
  readonly height: number;
  /** Share of the height that a one-page document leaves over. */
  readonly fill?: number;
}

export type Block =
  | TitleBlock
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | FormBlock
  | TableBlock
  | FieldsBlock
  | WritingBlock
  | SignaturesBlock
  | SpaceBlock;

export const title = (text: string, size?: number): TitleBlock => ({
  kind: 'title',
  text,
  ...(size && { size }),
});

export const heading = (text: string, size?: number): HeadingBlock => ({
  kind: 'heading',
  text,
  ...(size && { size }),
});

type ParagraphOptions = Partial<Omit<ParagraphBlock, 'kind' | 'text'>>;

/** Body text: justified, first line indented by two characters. */
export const paragraph = (text: RichText, options: ParagraphOptions = {}): ParagraphBlock => ({
  kind: 'paragraph',
  text,
  indent: 2,
  left: 0,
  align: 'justify',
  ...options,
});

/** One line such as a number or a subtitle. */
export const line = (text: RichText, align: Align, options: ParagraphOptions = {}): ParagraphBlock =>
  paragraph(text, { indent: 0, align, ...options });

/** Small print. */
export const note = (text: RichText, options: ParagraphOptions = {}): ParagraphBlock =>
  paragraph(text, { indent: 0, size: 10, leading: 16, tag: 'Note', ...options });

export const list = (
  numbering: Numbering,
  items: readonly (ListItem | RichText)[],
  options: { keepWithPrevious?: boolean } = {},
): ListBlock => ({
  kind: 'list',
  numbering,
  keepWithPrevious: options.keepWithPrevious ?? false,
  items: items.map((item) => (isItem(item) ? item : { text: item })),
});

const isItem = (item: ListItem | RichText): item is ListItem =>
  typeof item === 'object' && !Array.isArray(item) && 'text' in item;

export const label = (text: RichText, span: number): FormCell => ({
  text,
  span,
  label: true,
  align: 'center',
  indent: 0,
  valign: 'middle',
});

export const value = (
  text: RichText | undefined,
  span: number,
  options: Partial<FormCell> = {},
): FormCell => ({
  text: text ?? '',
  span,
  label: false,
  align: 'left',
  indent: 0,
  valign: 'middle',
  ...options,
});

export const row = (cells: readonly FormCell[], options: Partial<Omit<FormRow, 'cells'>> = {}): FormRow => ({
  cells,
  minHeight: 0,
  breakable: false,
  fill: 0,
  ...options,
});

export const form = (
  units: number,
  groups: readonly FormGroup[],
  options: { sideUnits?: number; size?: number } = {},
): FormBlock => ({
  kind: 'form',
  units,
  sideUnits: options.sideUnits ?? 1,
  groups,
  ...(options.size && { size: options.size }),
});

export const table = (
  block: Omit<TableBlock, 'kind' | 'totals'> & Partial<Pick<TableBlock, 'totals'>>,
): TableBlock => ({
  kind: 'table',
  totals: [],
  ...block,
});

export const signatures = (block: Omit<SignaturesBlock, 'kind'>): SignaturesBlock => ({
  kind: 'signatures',
  ...block,
});

export const field = (label: string, value: string | undefined, width = 1): Field => ({
  label,
  value: value ?? '',
  width,
});

export const fields = (
  rows: readonly (readonly Field[])[],
  options: Omit<Partial<FieldsBlock>, 'kind' | 'rows'> = {},
): FieldsBlock => ({ kind: 'fields', rows, ...options });

export const writing = (lines: number, options: { fill?: boolean } = {}): WritingBlock => ({
  kind: 'writing',
  lines,
  fill: options.fill ?? false,
});

/** Empty height; with `fill` it takes its share of what a one-page document leaves over. */
export const space = (height: number, fill?: number): SpaceBlock => ({
  kind: 'space',
  height,
  ...(fill !== undefined && { fill }),
});
