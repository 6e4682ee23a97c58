import { PDFDocument } from '@pdfme/pdf-lib';

/**
 * Several papers of this program as one PDF, page for page, for one run of the printer. Nothing is registered: the papers
 * keep their own bytes. Throws when one of them is no PDF.
 */
export async function mergePapers(title: string, papers: readonly Uint8Array[]): Promise<Uint8Array> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  merged.setTitle(title);
  for (const bytes of papers) {
    const paper = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const page of await merged.copyPages(paper, paper.getPageIndices())) merged.addPage(page);
  }
  return merged.save({ useObjectStreams: true });
}
