import type { SqlValue } from '../../platform/database/handles.ts';

/** Fields of the contract as columns: `policyFrom` → `policy_from`, booleans 0/1, lists and objects JSON text. */
export function columnsOf(fields: object): Record<string, SqlValue> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [snake(name), sqlValue(value)]));
}

/** The way back; what was no text, number or null is named, because SQLite does not know it any more. */
export function fieldsOf(
  row: object,
  kinds: { flags?: readonly string[]; json?: readonly string[] } = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, unknown]) => {
      const name = camel(column);
      if (kinds.flags?.includes(name)) return [name, value === 1];
      return [name, kinds.json?.includes(name) ? JSON.parse(String(value)) : value];
    }),
  );
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function sqlValue(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as SqlValue);
}
