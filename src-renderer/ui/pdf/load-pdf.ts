import type * as PdfJs from 'pdfjs-dist';

let engine: Promise<{ pdfjs: typeof PdfJs; worker: PdfJs.PDFWorker }> | undefined;

/** Opens a PDF. The engine and its one worker are loaded with the first document, from the program itself. */
export async function openPdf(base64: string): Promise<PdfJs.PDFDocumentProxy> {
  const { pdfjs, worker } = await pdfEngine();
  return pdfjs.getDocument({ data: bytesOf(base64), worker, disableAutoFetch: true, useWasm: false }).promise;
}

export function pdfEngine() {
  engine ??= (async () => {
    const [pdfjs, { default: WorkerScript }] = await Promise.all([
      import('pdfjs-dist/legacy/build/pdf.mjs') as Promise<typeof PdfJs>,
      import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'),
    ]);
    return { pdfjs, worker: new pdfjs.PDFWorker({ port: new WorkerScript() as unknown as null }) };
  })();
  return engine;
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
