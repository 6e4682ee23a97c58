/** Outline and page labels of a bound dossier. */
import {
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFArray,
  type PDFDocument,
  type PDFRef,
} from '@pdfme/pdf-lib';

export interface Bookmark {
  readonly name: string;
  /** Index of the page in the file. */
  readonly page: number;
}

/** One bookmark for each part, in the order of the file; a viewer opens with them in sight. */
export function addBookmarks(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return;
  const { context, catalog } = document;
  const root = context.nextRef();
  const refs = bookmarks.map(() => context.nextRef());
  const pages = document.getPages();
  bookmarks.forEach(({ name, page }, index) => {
    const item = new Map<PDFName, PDFHexString | PDFRef | PDFArray>([
      [PDFName.of('Title'), PDFHexString.fromText(name)],
      [PDFName.of('Parent'), root],
      [PDFName.of('Dest'), context.obj([pages[page]!.ref, PDFName.of('Fit')])],
    ]);
    const [before, after] = [refs[index - 1], refs[index + 1]];
    if (before) item.set(PDFName.of('Prev'), before);
    if (after) item.set(PDFName.of('Next'), after);
    context.assign(refs[index]!, PDFDict.fromMapWithContext(item, context));
  });
  context.assign(
    root,
    context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: bookmarks.length }),
  );
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

/** The number that a viewer shows is the number on the page; what carries none shows its name. */
export function addPageLabels(
  document: PDFDocument,
  ranges: readonly { readonly from: number; readonly numbered: boolean; readonly prefix: string }[],
): void {
  const { context } = document;
  const entries = ranges.flatMap(({ from, numbered, prefix }) => [
    PDFNumber.of(from),
    numbered
      ? context.obj({ S: 'D', St: 1 })
      : PDFDict.fromMapWithContext(new Map([[PDFName.of('P'), PDFHexString.fromText(prefix)]]), context),
  ]);
  document.catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: context.obj(entries) }));
}
