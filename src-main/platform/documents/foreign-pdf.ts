/** PDFs from elsewhere: opened with suspicion, brought to A4, freed of what acts. */
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  clip,
  endPath,
  type PDFPage,
} from '@pdfme/pdf-lib';
import type { UnreadableReason } from './binder-types.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './section.ts';

export type OpenedPdf = { readonly document: PDFDocument } | { readonly reason: UnreadableReason };

/** Opens a PDF and looks at every page; a file that would lose a page or its content counts as broken. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  try {
    const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
    const pages = document.getPages();
    if (pages.length === 0 || !pages.every(isWhole)) return { reason: 'broken' };
    return { document };
  } catch (error) {
    // Strict reading may stumble over what is encrypted before it sees that the file is.
    const locked = error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt');
    return { reason: locked ? 'encrypted' : 'broken' };
  }
}

/** A page whose size can be read and whose content is in the file. */
function isWhole(page: PDFPage): boolean {
  const { width, height } = page.getCropBox();
  if (!(width > 0 && height > 0)) return false;
  const { context } = page.doc;
  const named = page.node.get(PDFName.of('Contents'));
  if (!named) return true;
  const contents = context.lookup(named);
  if (contents instanceof PDFArray)
    return contents.asArray().every((each) => context.lookup(each) !== undefined);
  return contents !== undefined;
}

/** Nothing in a dossier runs, opens or leads anywhere: actions and links go, what is seen stays. */
export function disarm(page: PDFPage): void {
  page.node.delete(PDFName.of('AA'));
  page.node.delete(PDFName.of('StructParents'));
  page.node.delete(PDFName.of('Tabs'));
  const annotations = page.node.Annots();
  if (!annotations) return;
  const kept = annotations.asArray().filter((each) => {
    const annotation = page.doc.context.lookup(each);
    if (!(annotation instanceof PDFDict)) return false;
    const subtype = annotation.get(PDFName.of('Subtype'));
    // A link shows nothing of its own; a popup is a window of the viewer.
    if (subtype === PDFName.of('Link') || subtype === PDFName.of('Popup')) return false;
    for (const key of [
      'A',
      'AA',
      'Dest',
      'Parent',
      'P',
      'Popup',
      'IRT',
      'StructParent',
      'FS',
      'Sound',
      'Movie',
      'RichMediaContent',
    ])
      annotation.delete(PDFName.of(key));
    return true;
  });
  page.node.set(PDFName.of('Annots'), page.doc.context.obj(kept));
}

/**
 * Makes the sheet A4, upright or lying as the page is read: a larger page is scaled down, a smaller one stands in the
 * middle in its own size. What the crop box hid stays hidden.
 */
export function fitToA4(page: PDFPage): void {
  const turned = page.getRotation().angle % 180 !== 0;
  const before = page.getCropBox();
  const lying = turned ? before.height > before.width : before.width > before.height;
  const [sheetWidth, sheetHeight] = lying !== turned ? [PAGE_HEIGHT, PAGE_WIDTH] : [PAGE_WIDTH, PAGE_HEIGHT];
  if (near(before.width, sheetWidth) && near(before.height, sheetHeight)) return;
  clipTo(page, before);
  const factor = Math.min(1, sheetWidth / before.width, sheetHeight / before.height);
  if (factor < 1) {
    page.scaleContent(factor, factor);
    page.scaleAnnotations(factor, factor);
  }
  const [x, y] = [before.x * factor, before.y * factor];
  const left = x - (sheetWidth - before.width * factor) / 2;
  const bottom = y - (sheetHeight - before.height * factor) / 2;
  page.setMediaBox(left, bottom, sheetWidth, sheetHeight);
  page.setCropBox(left, bottom, sheetWidth, sheetHeight);
}

/** Points; scanners and printers round. */
const near = (left: number, right: number): boolean => Math.abs(left - right) < 6;

function clipTo(page: PDFPage, box: { x: number; y: number; width: number; height: number }): void {
  const { context } = page.doc;
  const start = context.register(
    context.contentStream([
      pushGraphicsState(),
      rectangle(box.x, box.y, box.width, box.height),
      clip(),
      endPath(),
    ]),
  );
  const end = context.register(context.contentStream([popGraphicsState()]));
  page.node.normalize();
  page.node.wrapContentStreams(start, end);
}
