/**
 * pdfkit's document, made synchronous and reproducible, with the few of its inner parts that drawing needs under types
 * of their own. This file is the only one that knows pdfkit.
 */
import PDFDocument from 'pdfkit';
import type { Font } from 'fontkit';
import { createObjectWriter, type ObjectWriter } from './object-streams.ts';
import { createStructureWriter, type SectionTags, type StructureWriter } from './structure-writer.ts';
import type { StructureNode } from './structure.ts';
import { keepOutlines } from './subset-outlines.ts';

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
}

interface PdfkitInternals {
  page: { fonts: Record<string, unknown>; dictionary: PdfReference };
  info: Record<string, unknown>;
  _font: PdfFont;
  /** One entry for each object number given out. */
  _offsets: (number | null)[];
  _root: PdfReference;
  _info: PdfReference;
  _addInfo(): void;
  addContent(operators: string): void;
  getStructTreeRoot(): PdfReference;
}

type Pdfkit = PdfkitInternals & Pick<PDFKit.PDFDocument, 'font' | 'addPage' | 'end'>;

interface PdfReference {
  readonly id: number;
  readonly data: Record<string, unknown>;
}

const CREATOR = 'Fengqiao Desk';

/** A4 PDF/A-2b, tagged, in Chinese. Bytes are collected as they are written; nothing is asynchronous. */
export class PdfDocument {
  private readonly inner: Pdfkit;
  private readonly writer: ObjectWriter;
  private readonly tags: StructureWriter;
  /** Operators of the page under the pen; handed over in one piece. */
  private operators: string[] = [];

  constructor(properties: DocumentProperties) {
    const date = new Date(properties.createdAt);
    const nextId = () => this.inner._offsets.push(null);
    const writer = createObjectWriter(nextId);
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
    escapeMetadata(this.inner);
    this.tags = createStructureWriter({ nextId, object: writer.object }, this.inner.getStructTreeRoot().id);
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
    this.flush();
    this.inner.addPage({ size: [width, height], margin: 0 });
    const { dictionary } = this.inner.page;
    dictionary.data['StructParents'] = this.tags.page(dictionary.id);
  }

  /** Raw operators in the coordinates pdfkit leaves behind (y downwards); see draw.ts. */
  write(operators: string): void {
    this.operators.push(operators);
  }

  useFont(font: PdfFont): void {
    this.inner.page.fonts[font.id] ??= font.ref();
  }

  /** Elements of the next section, in reading order. */
  section(nodes: readonly StructureNode[]): SectionTags {
    return this.tags.section(nodes);
  }

  /** Draws content that belongs to a node of the section. */
  tagged(section: SectionTags, node: number, draw: () => void): void {
    this.write(section.open(node));
    draw();
    this.write('EMC');
  }

  /** Draws content that is no part of the text. */
  artifact(type: 'Pagination' | 'Layout' | 'Background', draw: () => void): void {
    this.write(`/Artifact <</Type /${type}>> BDC`);
    draw();
    this.write('EMC');
  }

  /** `fileId`: 16 bytes, the file identifier of the trailer. */
  finish(fileId: Uint8Array): Uint8Array {
    this.flush();
    const { parentTree, document, nextKey } = this.tags.finish();
    Object.assign(this.inner.getStructTreeRoot().data, {
      K: [new ObjectNumber(document)],
      ParentTree: new ObjectNumber(parentTree),
      ParentTreeNextKey: nextKey,
    });
    this.inner.end();
    const { _root, _info } = this.inner;
    const identifier = Buffer.from(fileId).toString('hex');
    const trailer = `/Root ${_root.id} 0 R /Info ${_info.id} 0 R /ID [<${identifier}> <${identifier}>]`;
    return this.writer.close(trailer);
  }

  private flush(): void {
    if (this.operators.length > 0) this.inner.addContent(this.operators.join('\n'));
    this.operators = [];
  }
}

/** A reference to an object that pdfkit did not make; pdfkit writes what is no plain object by its text. */
class ObjectNumber {
  readonly [Symbol.toStringTag] = 'ObjectNumber';
  private readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  toString(): string {
    return `${this.id} 0 R`;
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
