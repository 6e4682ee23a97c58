/** Templates + fonts → PDF. Synchronous: meant for a worker thread, or for a test that wants a page at once. */
import { createHash } from 'node:crypto';
import { startDrawing, type Drawing } from './draw.ts';
import { InvalidData, LayoutFailure } from './errors.ts';
import { openFonts } from './fonts.ts';
import { createLayouter, layoutDocument, type LaidOutDocument } from './layout.ts';
import { isInstant } from '../dates.ts';
import { drawOverlay, type OverlayPage } from './overlay.ts';
import type { Template } from './template.ts';

export interface DocumentRequest {
  /** Kind of a template, e.g. `mediation.agreement`. */
  readonly kind: string;
  /** What the template's schema takes. */
  readonly data: unknown;
  /** ISO instant; the same request gives the same bytes. */
  readonly createdAt: string;
  /** Large grey word beneath the text, e.g. 草稿. */
  readonly watermark?: string;
  /** Small print at the foot of every page. */
  readonly footerNote?: string;
}

/** A document of many sub-documents whose data comes in pieces, each of them data of the kind. */
export interface PiecedRequest {
  readonly kind: string;
  readonly createdAt: string;
  /** Title in the document’s properties: no piece knows how many there are. */
  readonly title: string;
  /** Sub-documents in all, for progress. */
  readonly total: number;
}

export interface RenderedDocument {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** Hex digest of the bytes. */
  readonly sha256: string;
  readonly templateVersion: number;
}

/** Sub-documents laid out so far. */
export type ProgressListener = (done: number, total: number) => void;

export interface Engine {
  /** Throws MissingGlyphs, InvalidData, LayoutFailure; never a file with a hole in it. */
  render(request: DocumentRequest, onProgress?: ProgressListener): RenderedDocument;
  /**
   * The same for data that comes in pieces, so that it is never here at once. The same pieces give the same bytes; pages and
   * text do not depend on how the data was cut.
   */
  renderPieces(
    request: PiecedRequest,
    pieces: AsyncIterable<unknown>,
    onProgress?: ProgressListener,
  ): Promise<RenderedDocument>;
  /** The pages without a PDF. */
  layout(request: DocumentRequest): LaidOutDocument;
  /** Page numbers for pages that exist already, one page each. */
  overlay(
    pages: readonly OverlayPage[],
    properties: { createdAt: string; fileId: Uint8Array; watermark?: string },
  ): Uint8Array;
  /** Opens and warms the everyday fonts. */
  warmUp(): void;
}

export function createEngine(options: { fontsDir: string; templates: readonly Template[] }): Engine {
  const fonts = openFonts(options.fontsDir);
  const templates = new Map(options.templates.map((template) => [template.kind, template]));
  if (templates.size !== options.templates.length)
    throw new LayoutFailure('internal', 'two templates share a kind');

  const prepare = (request: DocumentRequest) => {
    const template = templates.get(request.kind);
    if (!template) throw new LayoutFailure('unknown-kind', `no template of kind ${request.kind}`);
    return { template, prepared: template.prepare(request.data) };
  };

  return {
    layout: (request) => layoutDocument(prepare(request).prepared.sections, fonts, request),
    render: (request, onProgress) => {
      if (!isInstant(request.createdAt)) {
        throw new InvalidData(request.kind, [{ path: 'createdAt', message: 'not an instant' }]);
      }
      const { template, prepared } = prepare(request);
      const layouter = createLayouter(fonts, request);
      const drawing = startDrawing(fonts, {
        title: prepared.title,
        author: prepared.author,
        createdAt: request.createdAt,
      });
      let pages = 0;
      prepared.sections.forEach((section, index) => {
        const laidOut = layouter.section(section, index);
        pages += laidOut.pages.length;
        // After a missing character the rest is laid out only to find the others.
        if (layouter.isComplete()) drawing.section(laidOut, layouter.watermark);
        onProgress?.(index + 1, prepared.sections.length);
      });
      layouter.assertComplete();
      const bytes = drawing.finish(fileIdOf(request, template.version, prepared.canonical));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { bytes: ownBytes(bytes), pages, sha256, templateVersion: template.version };
    },
    renderPieces: async ({ kind, createdAt, title, total }, pieces, onProgress) => {
      const identity = createHash('sha256').update(JSON.stringify([kind, createdAt, title]));
      const layouter = createLayouter(fonts, {});
      let drawing: Drawing | undefined;
      let [done, pages, templateVersion] = [0, 0, 0];
      for await (const data of pieces) {
        const { template, prepared } = prepare({ kind, data, createdAt });
        templateVersion = template.version;
        identity.update(JSON.stringify([template.version, prepared.canonical]));
        drawing ??= startDrawing(fonts, { title, author: prepared.author, createdAt });
        for (const section of prepared.sections) {
          const laidOut = layouter.section(section, done);
          pages += laidOut.pages.length;
          if (layouter.isComplete()) drawing.section(laidOut, undefined);
          onProgress?.((done += 1), total);
        }
      }
      layouter.assertComplete();
      if (!drawing) throw new LayoutFailure('internal', 'a document without pieces');
      const bytes = drawing.finish(identity.digest().subarray(0, 16));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { bytes: ownBytes(bytes), pages, sha256, templateVersion };
    },
    overlay: (pages, properties) => drawOverlay(fonts, pages, properties),
    warmUp: () => {
      for (const face of ['song', 'hei'] as const) fonts.glyphsOf('人民调解0123456789', face, new Map());
    },
  };
}

/** Different requests get different identifiers, the same request always the same one. */
function fileIdOf(request: DocumentRequest, version: number, canonical: string): Uint8Array {
  const { kind, createdAt, watermark = '', footerNote = '' } = request;
  const text = JSON.stringify([kind, version, createdAt, watermark, footerNote, canonical]);
  return createHash('sha256').update(text).digest().subarray(0, 16);
}

/** A buffer of its own, so that a worker can hand it over without a copy. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const own = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  return new Uint8Array(own.buffer as ArrayBuffer, own.byteOffset, own.byteLength);
};
