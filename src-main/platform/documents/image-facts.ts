/** What must be known of a picture before it is drawn: kind, size, and which way up the camera was held. */

import { inflateSync } from 'node:zlib';

export interface ImageFacts {
  readonly type: 'jpeg' | 'png';
  /** Pixels as stored; 0 where the file does not say it at its beginning. */
  readonly pixels: number;
  /** Degrees that the stored picture is turned clockwise to stand upright. */
  readonly turn: 0 | 90 | 180 | 270;
}

/** Facts from the first bytes; `undefined` for anything but JPEG and PNG, whatever the file is called. */
export function imageFacts(bytes: Uint8Array): ImageFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) {
    return { type: 'png', pixels: view.getUint32(16) * view.getUint32(20), turn: 0 };
  }
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) {
    return { type: 'jpeg', pixels: 0, turn: TURNS[exifOrientation(view)] ?? 0 };
  }
  return undefined;
}

/**
 * Whether a picture is all there. Decoders have been seen to run for ever on half a PNG, so its parts are walked and its
 * data unpacked here first; a JPEG must have its end mark.
 */
export function isWholeImage(bytes: Uint8Array, { type }: ImageFacts): boolean {
  return type === 'png' ? isWholePng(bytes) : Buffer.from(bytes).lastIndexOf(END_OF_IMAGE) > 0;
}

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
/** Four bytes for each of the most pixels allowed, and the filter byte of every line. */
const MOST_UNPACKED = 600_000_000;

function isWholePng(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes);
  const data: Buffer[] = [];
  let offset = 8;
  while (offset + 12 <= buffer.length) {
    const end = offset + 12 + buffer.readUInt32BE(offset);
    if (end > buffer.length) return false;
    const type = buffer.toString('latin1', offset + 4, offset + 8);
    if (type === 'IEND') return data.length > 0 && unpacks(Buffer.concat(data));
    if (type === 'IDAT') data.push(buffer.subarray(offset + 8, end - 4));
    offset = end;
  }
  return false;
}

function unpacks(data: Buffer): boolean {
  try {
    return inflateSync(data, { maxOutputLength: MOST_UNPACKED }).length > 0;
  } catch {
    return false;
  }
}

/** EXIF 2.3, tag Orientation; mirrored ones are turned and left mirrored. */
const TURNS: Readonly<Record<number, ImageFacts['turn']>> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 };
const ORIENTATION = 0x0112;

function exifOrientation(view: DataView): number {
  let offset = 2;
  while (offset + 10 < view.byteLength) {
    const marker = view.getUint16(offset);
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return 1;
    const length = view.getUint16(offset + 2);
    // APP1 that begins with Exif.
    if (marker === 0xffe1 && view.getUint32(offset + 4) === 0x45786966)
      return tiffOrientation(view, offset + 10);
    offset += 2 + length;
  }
  return 1;
}

function tiffOrientation(view: DataView, start: number): number {
  if (start + 14 > view.byteLength) return 1;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, little);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return 1;
    if (view.getUint16(entry, little) === ORIENTATION) return view.getUint16(entry + 8, little);
  }
  return 1;
}
