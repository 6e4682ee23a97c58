import { hash } from 'node:crypto';

/** The hash before the first row of every chain. */
export const genesis = '0'.repeat(64);

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** JSON with sorted keys: one text for one meaning, whatever order the fields came in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
