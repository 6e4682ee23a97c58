/** Kinds of file that may be handed to the system's viewer: none of them is a program. */
const HARMLESS = ['pdf', 'xlsx', 'csv', 'txt'];
const LONGEST = 120;
const WINDOWS_DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A file name that is one plain name on Windows, Linux and macOS: no folders, no control or direction-changing
 * characters, no device names, no hidden file; the extension survives shortening. Never empty.
 */
export function safeFileName(suggested: string): string {
  const plain = suggested
    .normalize('NFC')
    // Format characters include the right-to-left override that makes "fdp.exe" look like "exe.pdf".
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const name = WINDOWS_DEVICES.test(plain) ? `_${plain}` : plain;
  return shorten(name === '' ? 'document' : name);
}

/** A safe name whose extension the system opens in a viewer; undefined when it would start something instead. */
export function viewableFileName(suggested: string): string | undefined {
  const name = safeFileName(suggested);
  return HARMLESS.includes(extensionOf(name).toLowerCase()) ? name : undefined;
}

/** Adds the expected extension when the person typed a name without it. */
export function withExtension(path: string, extensions: readonly string[]): string {
  const first = extensions[0];
  if (!first || extensions.includes('*')) return path;
  const typed = extensionOf(path).toLowerCase();
  return extensions.some((extension) => extension.toLowerCase() === typed) ? path : `${path}.${first}`;
}

function shorten(name: string): string {
  if (name.length <= LONGEST) return name;
  const extension = extensionOf(name);
  const tail = extension ? `.${extension}` : '';
  return `${Array.from(name.slice(0, LONGEST - tail.length))
    .filter(isWhole)
    .join('')}${tail}`;
}

/** A cut may have halved a rare character; half a surrogate pair is no character. */
function isWhole(character: string): boolean {
  return character.isWellFormed();
}

function extensionOf(name: string): string {
  const match = /[^/\\]\.([A-Za-z0-9]{1,8})$/.exec(name);
  return match?.[1] ?? '';
}
