/** Kinds of content that the window itself can show. SVG is none of them: it can hold scripts. */
const viewable = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

/** Bytes up to which a content is shown in the window. */
const VIEW_LIMIT_BYTES = 32 * 1024 * 1024;

export const isViewable = (mediaType: string, bytes: number): boolean =>
  viewable.includes(mediaType) && bytes <= VIEW_LIMIT_BYTES;

/** What a content is, by its first bytes; a name may lie. `application/octet-stream` when nothing is recognised. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const found = signatures.find(({ at, mark }) => matches(bytes, at, mark));
  if (found) return found.type;
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

const signatures: readonly { at: number; mark: string; type: string }[] = [
  { at: 0, mark: '%PDF-', type: 'application/pdf' },
  { at: 0, mark: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { at: 0, mark: '\xff\xd8\xff', type: 'image/jpeg' },
  { at: 0, mark: 'GIF8', type: 'image/gif' },
  { at: 8, mark: 'WEBP', type: 'image/webp' },
  { at: 0, mark: 'BM', type: 'image/bmp' },
  { at: 0, mark: 'II*\0', type: 'image/tiff' },
  { at: 0, mark: 'MM\0*', type: 'image/tiff' },
  { at: 4, mark: 'ftyphei', type: 'image/heic' },
  { at: 4, mark: 'ftypmif1', type: 'image/heic' },
  { at: 4, mark: 'ftypM4A', type: 'audio/mp4' },
  { at: 4, mark: 'ftyp', type: 'video/mp4' },
  { at: 0, mark: '\x1aE\xdf\xa3', type: 'video/webm' },
  { at: 8, mark: 'AVI ', type: 'video/x-msvideo' },
  { at: 8, mark: 'WAVE', type: 'audio/wav' },
  { at: 0, mark: 'ID3', type: 'audio/mpeg' },
  { at: 0, mark: '\xff\xfb', type: 'audio/mpeg' },
  { at: 0, mark: '#!AMR', type: 'audio/amr' },
  { at: 0, mark: 'OggS', type: 'audio/ogg' },
  { at: 0, mark: 'PK\x03\x04', type: 'application/zip' },
  { at: 0, mark: '\xd0\xcf\x11\xe0', type: 'application/x-ole-storage' },
];

function matches(bytes: Uint8Array, at: number, mark: string): boolean {
  if (bytes.length < at + mark.length) return false;
  for (let index = 0; index < mark.length; index += 1) {
    if (bytes[at + index] !== mark.charCodeAt(index)) return false;
  }
  return true;
}

/** Well-formed UTF-8 without the control characters that no text has; judged by its beginning. */
function isText(bytes: Uint8Array): boolean {
  try {
    // A character may be cut at the end of the sample: `stream` forgives exactly that.
    const sample = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4_096), {
      stream: true,
    });
    return !/[\u0000-\u0008\u000E-\u001F]/.test(sample);
  } catch {
    return false;
  }
}
