/** Scheme and host of the one page this program shows. */
export const DESK_SCHEME = 'app';
export const DESK_HOST = 'desk';
export const DESK_URL = `${DESK_SCHEME}://${DESK_HOST}/index.html`;

/**
 * True for an address of the program's own page. The address is parsed, never compared by its beginning:
 * `app://desk.evil/` and `app://desk@evil/` begin like ours.
 */
export function isDeskAddress(address: string | null | undefined): boolean {
  const url = parse(address);
  if (!url) return false;
  return (
    url.protocol === `${DESK_SCHEME}:` && url.host === DESK_HOST && url.username === '' && url.password === ''
  );
}

function parse(address: string | null | undefined): URL | undefined {
  try {
    return new URL(address ?? '');
  } catch {
    return undefined;
  }
}
