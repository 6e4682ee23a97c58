/**
 * pdfkit's document, made synchronous and reproducible, with the few of its inner parts that drawing needs under types
 * of their own. This file is the only one that knows pdfkit.
 */
import PDFDocument from 'pdfkit';
import type { Font } from 'fontkit';
import { createObjectWriter, type ObjectWriter } from './object-streams.ts';
import { keepOutlines } from './subset-outlines.ts';

/** A tag in the document's structure tree. */
export interface PdfTag {
  readonly dictionary: { data: Record<string, unknown> };
  add(child: PdfTag | PdfTagContent): void;
  end(): void;
}

/** A finished tag is referred to by number only; what it held is let go. */
export function forgetTag(tag: PdfTag): void {
  tag.dictionary.data = {};
}

export interface PdfTagContent {
  readonly refs: readonly unknown[];
}

/** A font embedded as a subset; `widths` and `unicode` are indexed by the glyph's number in the subset. */
export interface PdfFont {
  readonly id: string;
  readonly subset: { readonly glyphs: number[] };
  readonly widths: (number | undefined)[];
  readonly unicode: (number[] | undefined)[];
  ref(): unknown;
}

export interface DocumentProperties {
  readonly title: string;
  readonly author: string;
  /** ISO instant; creation and modification date of the file. */
  readonly createdAt: string;
  /** 16 bytes; the file identifier of the trailer. */
  readonly fileId: Uint8Array;
}

interface PdfkitInternals {
  page: { fonts: Record<string, unknown> };
  info: Record<string, unknown>;
  _id: Uint8Array;
  _font: PdfFont;
  /** One entry for each object number given out. */
  _offsets: (number | null)[];
  _root: PdfReference;
  _info: PdfReference;
  _addInfo(): void;
  addContent(operators: string): void;
  struct(tag: string): PdfTag;
  addStructure(tag: PdfTag): void;
  markStructureContent(tag: string): PdfTagContent;
  markContent(tag: string, options?: Record<string, string>): void;
  endMarkedContent(): void;
}

type Pdfkit = PdfkitInternals & Pick<PDFKit.PDFDocument, 'font' | 'addPage' | 'end'>;

interface PdfReference {
  readonly id: number;
}

const CREATOR = 'Fengqiao Desk';

/** A4 PDF/A-2b, tagged, in Chinese. Bytes are collected as they are written; nothing is asynchronous. */
export class PdfDocument {
  private readonly inner: Pdfkit;
  private readonly writer: ObjectWriter;

  constructor(properties: DocumentProperties) {
    const date = new Date(properties.createdAt);
    const writer = createObjectWriter(() => this.inner._offsets.push(null));
    class Collected extends PDFDocument {
      _write(part: string | Uint8Array): void {
        writer.write(part);
      }
      /** The file is ended by finish(), with a cross-reference stream. */
      _finalize(): void {}
    }
    this.writer = writer;
    const document = new Collected({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      pdfVersion: '1.7',
      subset: 'PDF/A-2b' as 'PDF/A-2',
      tagged: true,
      lang: 'zh-CN',
      displayTitle: true,
      font: '',
      info: {
        Title: properties.title,
        Author: properties.author,
        Creator: CREATOR,
        Producer: `${CREATOR} (PDFKit)`,
        CreationDate: date,
        ModDate: date,
      },
    });
    this.inner = document as unknown as Pdfkit;
    this.inner._id = properties.fileId;
    escapeMetadata(this.inner);
  }

  addFont(font: Font): PdfFont {
    // pdfkit takes a parsed font as well as bytes; its types do not say so.
    this.inner.font(font as unknown as Uint8Array);
    const added = this.inner._font;
    keepOutlines(font, added.subset);
    return added;
  }

  /** Width and height in points. */
  addPage(width: number, height: number): void {
    this.inner.addPage({ size: [width, height], margin: 0 });
  }

  /** Raw operators in the coordinates pdfkit leaves behind (y downwards); see draw.ts. */
  write(operators: string): void {
    this.inner.addContent(operators);
  }

  useFont(font: PdfFont): void {
    this.inner.page.fonts[font.id] ??= font.ref();
  }

  tag(name: string, parent: PdfTag | undefined): PdfTag {
    const tag = this.inner.struct(name);
    if (parent) parent.add(tag);
    else this.inner.addStructure(tag);
    return tag;
  }

  /** Draws content that belongs to a tag. */
  tagged(tag: PdfTag, name: string, draw: () => void): void {
    tag.add(this.inner.markStructureContent(name));
    draw();
    this.inner.endMarkedContent();
  }

  /** Draws content that is no part of the text. */
  artifact(type: 'Pagination' | 'Layout' | 'Background', draw: () => void): void {
    this.inner.markContent('Artifact', { type });
    draw();
    this.inner.endMarkedContent();
  }

  finish(): Uint8Array {
    this.inner.end();
    const { _root, _info, _id } = this.inner;
    const identifier = Buffer.from(_id).toString('hex');
    const trailer = `/Root ${_root.id} 0 R /Info ${_info.id} 0 R /ID [<${identifier}> <${identifier}>]`;
    return this.writer.close(trailer);
  }
}

/** pdfkit writes title and author into the XMP packet unescaped; a name with & or < would break the packet. */
function escapeMetadata(document: PdfkitInternals): void {
  const write = document._addInfo.bind(document);
  document._addInfo = () => {
    const info = document.info;
    const escaped = Object.entries(info).map(([key, value]) => [
      key,
      typeof value === 'string' ? xml(value) : value,
    ]);
    document.info = Object.fromEntries(escaped) as Record<string, unknown>;
    write();
    document.info = info;
  };
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
