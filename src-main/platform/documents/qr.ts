/** QR codes as modules on a page: drawn as rectangles, so that they stay sharp at any resolution. */
import { encode } from 'uqr';

export interface Mark {
  /** Rows of modules, dark ones true; the quiet zone is not among them. */
  readonly modules: readonly (readonly boolean[])[];
  /** Points a module is wide and high. */
  readonly module: number;
}

/** Light modules around a code that a scanner needs (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** The smallest code of the text; what room is left in it goes into error correction. */
export function qrMark(text: string, module: number): Mark {
  return { modules: encode(text, { border: 0, ecc: 'M', boostEcc: true }).data, module };
}

/** Points that a mark takes up, its quiet zone included. */
export const markSize = ({ modules, module }: Mark): number => (modules.length + 2 * QUIET_ZONE) * module;

/** A mark on a page; x and y are the upper left corner of its quiet zone, y downwards. */
export interface PlacedMark {
  readonly x: number;
  readonly y: number;
  readonly mark: Mark;
}

/** Rectangles of dark modules, neighbours in a row as one, relative to the corner of the quiet zone, y downwards. */
export function markRectangles({ modules, module }: Mark) {
  return modules.flatMap((row, line) => {
    const y = (line + QUIET_ZONE) * module;
    const runs: { x: number; y: number; width: number; height: number }[] = [];
    let from = -1;
    [...row, false].forEach((dark, column) => {
      if (dark && from < 0) from = column;
      if (dark || from < 0) return;
      runs.push({ x: (from + QUIET_ZONE) * module, y, width: (column - from) * module, height: module });
      from = -1;
    });
    return runs;
  });
}
