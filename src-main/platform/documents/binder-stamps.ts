/** The dossier's own page numbers, laid over finished pages. */
import { BlendMode, degrees, rgb, type PDFDocument, type PDFPage } from '@pdfme/pdf-lib';
import type { StampPlaces } from './binder-types.ts';
import type { Engine } from './engine.ts';
import { STAMP_FROM_EDGE, STAMP_FROM_TOP } from './overlay.ts';

export interface StampOptions {
  /** Index of the first page that carries a number, and how many do. */
  readonly first: number;
  readonly count: number;
  readonly places: StampPlaces;
  readonly createdAt: string;
  readonly identity: Uint8Array;
  readonly watermark?: string;
}

/** Numbers `count` pages from 1, on whichever side up a page is read. */
export async function stampPages(bundle: PDFDocument, engine: Engine, options: StampOptions): Promise<void> {
  const { first, count, places, createdAt, identity, watermark } = options;
  if (count === 0) return;
  const pages = bundle.getPages().slice(first, first + count);
  const overlay = engine.overlay(
    pages.map((page, index) => ({
      ...readSize(page),
      text: String(index + 1),
      corner: index % 2 === 0 ? places.odd : places.even,
    })),
    { createdAt, fileId: identity, ...(watermark !== undefined && { watermark }) },
  );
  const numbers = await bundle.embedPdf(
    overlay,
    pages.map((_, index) => index),
  );
  pages.forEach((page, index) => {
    const place = placeOn(page);
    const corner = index % 2 === 0 ? places.odd : places.even;
    clearCorner(page, corner, String(index + 1).length);
    page.drawPage(numbers[index]!, {
      ...place(0, 0),
      rotate: degrees(turnOf(page)),
      // The mark lies over what is there already: darkened, it leaves every letter readable.
      ...(watermark !== undefined && { blendMode: BlendMode.Multiply }),
    });
  });
}

/** A scan may be dark up to its edge: the number stands on white. */
function clearCorner(page: PDFPage, corner: 'left' | 'right', digits: number): void {
  const { width, height } = readSize(page);
  const wide = digits * 7 + 8;
  const x = corner === 'left' ? STAMP_FROM_EDGE - 4 : width - STAMP_FROM_EDGE - wide + 4;
  const place = placeOn(page);
  page.drawRectangle({
    ...place(x, height - STAMP_FROM_TOP - 4),
    width: wide,
    height: 16,
    rotate: degrees(turnOf(page)),
    color: rgb(1, 1, 1),
  });
}

const turnOf = (page: PDFPage): number => ((page.getRotation().angle % 360) + 360) % 360;

function readSize(page: PDFPage): { width: number; height: number } {
  const { width, height } = page.getCropBox();
  return turnOf(page) % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** From a point of the page as it is read (origin lower left) to one of the page as it is stored. */
function placeOn(page: PDFPage): (x: number, y: number) => { x: number; y: number } {
  const box = page.getCropBox();
  switch (turnOf(page)) {
    case 90:
      return (x, y) => ({ x: box.x + box.width - y, y: box.y + x });
    case 180:
      return (x, y) => ({ x: box.x + box.width - x, y: box.y + box.height - y });
    case 270:
      return (x, y) => ({ x: box.x + y, y: box.y + box.height - x });
    default:
      return (x, y) => ({ x: box.x + x, y: box.y + y });
  }
}
