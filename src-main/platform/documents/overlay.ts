/** Page numbers for pages that already exist, set by our own fonts so that they are embedded like everything else. */
import type { FontLibrary, MissingCharacters } from './fonts.ts';
import { MissingGlyphs } from './errors.ts';
import { startDrawing } from './draw.ts';
import { WATERMARK_SIZE, type LaidOutPage } from './layout.ts';
import { millimetres } from './section.ts';
import { ARTIFACT } from './structure.ts';
import { createTextSetter } from './text-layout.ts';

export interface OverlayPage {
  /** The sheet as it is read. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly corner: 'left' | 'right';
}

const SIZE = 12;
/** Outside the narrowest margins that our own papers have. */
export const STAMP_FROM_EDGE = millimetres(12);
export const STAMP_FROM_TOP = millimetres(10);

/** A PDF of one page for each number. */
export function drawOverlay(
  fonts: FontLibrary,
  pages: readonly OverlayPage[],
  { watermark, createdAt, fileId }: { createdAt: string; fileId: Uint8Array; watermark?: string },
): Uint8Array {
  const missing: MissingCharacters = new Map();
  const setter = createTextSetter(fonts, missing);
  const drawing = startDrawing(fonts, { title: '', author: '', createdAt });
  const laidOut = pages.map(({ width, height, text, corner }, index): LaidOutPage => {
    const line = setter.single(text, SIZE);
    const x = corner === 'left' ? STAMP_FROM_EDGE : width - STAMP_FROM_EDGE - line.width;
    return {
      width,
      height,
      section: 0,
      number: index + 1,
      of: pages.length,
      lines: [],
      artifacts: [{ x, y: STAMP_FROM_TOP, line, node: ARTIFACT }],
      rules: [],
      marks: [],
      textBottom: height,
      pieces: [],
    };
  });
  const mark = watermark === undefined ? undefined : setter.single(watermark, WATERMARK_SIZE, 'hei');
  if (missing.size > 0) throw new MissingGlyphs([...missing.values()]);
  drawing.section({ pages: laidOut, structure: [] }, mark);
  return drawing.finish(fileId);
}
