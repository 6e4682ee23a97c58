import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PDFDocument from 'pdfkit';
import { FONT_FILES, type FontKey } from '../../../src-main/platform/documents/fonts.ts';
import type { LaidOutPage } from '../../../src-main/platform/documents/layout.ts';
import { CREATED_AT } from '../../pdf/sample-data.ts';

const fontsDir = join(resolve(import.meta.dirname, '../../..'), 'resources/fonts');
const buffers = new Map(
  (['song', 'hei'] as const).map((key) => [key, readFileSync(join(fontsDir, FONT_FILES[key]))]),
);

/** The lines as one would write them with pdfkit and no engine; answers the number of bytes. */
export function plainPdfkit(pages: readonly LaidOutPage[]): Promise<number> {
  return new Promise((done, failed) => {
    const doc = new PDFDocument({
      autoFirstPage: false,
      info: { Title: 'peer', CreationDate: new Date(CREATED_AT) },
    });
    let bytes = 0;
    doc.on('data', (chunk: Buffer) => (bytes += chunk.byteLength));
    doc.on('end', () => done(bytes));
    doc.on('error', failed);
    for (const [key, buffer] of buffers) doc.registerFont(key, buffer);
    for (const page of pages) {
      doc.addPage({ size: [page.width, page.height], margin: 0 });
      for (const { line, x, y } of [...page.lines, ...page.artifacts]) {
        let left = x;
        for (const run of runsOfOneFont(line.glyphs)) {
          doc
            .font(run.font)
            .fontSize(line.size)
            .text(run.text, left, y - line.size, { lineBreak: false });
          left += run.advance * line.size;
        }
      }
    }
    doc.end();
  });
}

function runsOfOneFont(glyphs: LaidOutPage['lines'][number]['line']['glyphs']) {
  const runs: { font: FontKey; text: string; advance: number }[] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run && run.font === glyph.font) {
      run.text += glyph.text;
      run.advance += glyph.advance;
    } else runs.push({ font: glyph.font, text: glyph.text, advance: glyph.advance });
  }
  return runs;
}
