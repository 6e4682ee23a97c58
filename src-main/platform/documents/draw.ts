/** Laid-out pages → PDF. Text is written with plain operators; every line stands where layout put it. */
import type { FontKey, FontLibrary, Glyph } from './fonts.ts';
import type { LaidOutPage, LaidOutSection } from './layout.ts';
import { mayStretchBetween } from './linebreak.ts';
import { PdfDocument, type DocumentProperties, type PdfFont } from './pdf-document.ts';
import type { Line, PlacedLine, Rule } from './pieces.ts';
import { markRectangles, type PlacedMark } from './qr.ts';
import type { SectionTags } from './structure-writer.ts';

export interface Drawing {
  section(section: LaidOutSection, watermark: Line | undefined): void;
  /** 16 bytes identify the file. */
  finish(fileId: Uint8Array): Uint8Array;
}

/** A PDF that sections are added to one after another. */
export function startDrawing(fonts: FontLibrary, properties: DocumentProperties): Drawing {
  const pdf = new PdfDocument(properties);
  const pen = createPen(pdf, fonts);
  return {
    section: ({ pages, structure }, watermark) => {
      const tags = pdf.section(structure);
      for (const page of pages) drawPage(pdf, page, watermark, pen, tags);
      tags.end();
    },
    finish: (fileId) => pdf.finish(fileId),
  };
}

type Pen = (
  line: Line,
  place: { x: number; y: number; rotation?: readonly [cos: number, sin: number] },
) => void;

const WATERMARK_GREY = '0.9 0.9 0.9 rg';
const BLACK = '0 0 0 rg 0 0 0 RG';
const RULE_WIDTH = 0.6;

function drawPage(
  pdf: PdfDocument,
  page: LaidOutPage,
  watermark: Line | undefined,
  pen: Pen,
  tags: SectionTags,
): void {
  pdf.addPage(page.width, page.height);
  // Undo pdfkit's flip: from here on the origin is the lower left corner of the paper.
  pdf.write(`1 0 0 -1 0 ${number(page.height)} cm`);
  if (watermark) {
    pdf.artifact('Background', () => {
      pdf.write(WATERMARK_GREY);
      const [cos, sin] = [Math.SQRT1_2, Math.SQRT1_2];
      const half = watermark.width / 2;
      const middle = watermark.size * 0.38;
      const x = page.width / 2 - half * cos + middle * sin;
      const y = page.height / 2 - half * sin - middle * cos;
      pen(watermark, { x, y, rotation: [cos, sin] });
    });
  }
  pdf.write(BLACK);
  if (page.rules.length > 0) pdf.artifact('Layout', () => pdf.write(ruleOperators(page.rules, page.height)));
  if (page.marks.length > 0) pdf.artifact('Layout', () => pdf.write(markOperators(page.marks, page.height)));
  const draw = ({ line, x, y }: PlacedLine) => pen(line, { x, y: page.height - y });
  for (const run of runsOfOneNode(page.lines)) {
    const node = run[0]!.node;
    if (node < 0) pdf.artifact('Pagination', () => run.forEach(draw));
    else pdf.tagged(tags, node, () => run.forEach(draw));
  }
  if (page.artifacts.length > 0) pdf.artifact('Pagination', () => page.artifacts.forEach(draw));
}

function ruleOperators(rules: readonly Rule[], height: number): string {
  const strokes = rules.map(
    ({ x1, y1, x2, y2 }) => `${number(x1)} ${number(height - y1)} m ${number(x2)} ${number(height - y2)} l`,
  );
  // Projecting caps close the corners of boxes.
  return `${RULE_WIDTH} w 2 J ${strokes.join(' ')} S`;
}

/** All modules of a mark are one path: filled at once, no hair line shows between them. */
function markOperators(marks: readonly PlacedMark[], height: number): string {
  const path = ({ x, y, mark }: PlacedMark) =>
    markRectangles(mark)
      .map((box) => {
        const [left, bottom] = [x + box.x, height - y - box.y - box.height];
        return `${number(left)} ${number(bottom)} ${number(box.width)} ${number(box.height)} re`;
      })
      .join(' ');
  return marks.map((mark) => `${path(mark)} f`).join('\n');
}

function runsOfOneNode(lines: readonly PlacedLine[]): PlacedLine[][] {
  const runs: PlacedLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && run[0]!.node === line.node) run.push(line);
    else runs.push([line]);
  }
  return runs;
}

/** Writes lines, embedding the glyphs it meets. */
function createPen(pdf: PdfDocument, fonts: FontLibrary): Pen {
  const embedded = new Map<
    FontKey,
    { font: PdfFont; codes: Map<Glyph['text'], string>; unitsPerEm: number }
  >();

  const subsetOf = (key: FontKey) => {
    let known = embedded.get(key);
    if (!known) {
      const font = fonts.font(key);
      known = { font: pdf.addFont(font), codes: new Map(), unitsPerEm: font.unitsPerEm };
      embedded.set(key, known);
    }
    return known;
  };

  const codeOf = (glyph: Glyph): string => {
    const { font, codes } = subsetOf(glyph.font);
    let code = codes.get(glyph.text);
    if (code === undefined) {
      // One number for each text, not for each outline: two characters that share an outline stay apart when copied.
      const index = font.subset.glyphs.push(glyph.id) - 1;
      font.widths[index] = glyph.advance * 1000;
      font.unicode[index] = [...glyph.text].map((character) => character.codePointAt(0)!);
      code = index.toString(16).padStart(4, '0');
      codes.set(glyph.text, code);
    }
    return code;
  };

  /** What a line writes, wherever it stands. Lines that come again (a label, a service) are encoded once a file. */
  const written = new WeakMap<Line, { operators: string; fonts: readonly FontKey[] }>();

  const encode = (line: Line) => {
    const operators: string[] = [];
    const used: FontKey[] = [];
    let font: FontKey | undefined;
    let stretch = 0;
    let codes = '';
    const flush = () => {
      if (codes) operators.push(`<${codes}> Tj`);
      codes = '';
    };
    line.glyphs.forEach((glyph, index) => {
      const next = line.glyphs[index + 1];
      const wanted = line.stretch > 0 && next && mayStretchBetween(glyph, next) ? line.stretch : 0;
      if (glyph.font !== font || wanted !== stretch) {
        flush();
        if (wanted !== stretch) operators.push(`${number(wanted)} Tc`);
        if (glyph.font !== font) {
          used.push(glyph.font);
          operators.push(`/${subsetOf(glyph.font).font.id} ${number(line.size)} Tf`);
        }
        font = glyph.font;
        stretch = wanted;
      }
      codes += codeOf(glyph);
    });
    flush();
    // Character spacing outlives the text object.
    if (stretch !== 0) operators.push('0 Tc');
    return { operators: operators.join(' '), fonts: used };
  };

  return (line, { x, y, rotation }) => {
    if (line.glyphs.length === 0) return;
    let text = written.get(line);
    if (!text) {
      text = encode(line);
      written.set(line, text);
    }
    for (const key of text.fonts) pdf.useFont(subsetOf(key).font);
    const turned = rotation ? turn(rotation) : '1 0 0 1';
    pdf.write(`BT ${turned} ${number(x)} ${number(y)} Tm ${text.operators} ET`);
  };
}

const turn = ([cos, sin]: readonly [number, number]): string =>
  `${number(cos)} ${number(sin)} ${number(-sin)} ${number(cos)}`;

/** Three decimals are a thousandth of a point. Edges of cells and columns come again on every page: they are spelt once. */
function number(value: number): string {
  const thousandths = Math.round(value * 1000);
  let text = spelt.get(thousandths);
  if (text === undefined) {
    text = String(thousandths / 1000);
    if (spelt.size >= MOST_SPELT) spelt.clear();
    spelt.set(thousandths, text);
  }
  return text;
}

const MOST_SPELT = 20_000;
const spelt = new Map<number, string>();
