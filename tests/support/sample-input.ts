import type { z } from 'zod';

/** What a generic input is filled with: ids by the name of their field, and a word for everything that searches. */
export interface SampleValues {
  ids: Record<string, string>;
  anyId: string;
  word: string;
}

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  entries?: Record<string, string>;
  values?: unknown[];
  options?: z.ZodType[];
  in?: z.ZodType;
  format?: string;
}

/**
 * An input that a route accepts, made from its schema alone, so that a test can try every route there is, those included
 * that did not exist when the test was written. Every field is filled, optional ones too.
 */
export function sampleInput(schema: z.ZodType, values: SampleValues, name = ''): unknown {
  const definition = schema.def as unknown as Definition;
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape ?? {}).map(([key, field]) => [key, sampleInput(field, values, key)]),
      );
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
    case 'readonly':
    case 'nonoptional':
      return sampleInput(definition.innerType!, values, name);
    case 'array':
      return [sampleInput(definition.element!, values, name.replace(/s$/, ''))];
    case 'enum':
      return Object.values(definition.entries ?? {})[0];
    case 'literal':
      return definition.values?.[0];
    case 'union':
      return sampleInput(definition.options![0]!, values, name);
    case 'pipe':
      return sampleInput(definition.in!, values, name);
    case 'boolean':
      return true;
    case 'number':
      return name === 'offset' ? 0 : 1;
    case 'record':
      return {};
    case 'string':
      return stringFor(schema, values, name);
    default:
      return null;
  }
}

function stringFor(schema: z.ZodType, values: SampleValues, name: string): string {
  const id = values.ids[name] ?? values.anyId;
  const tries = [values.word, id, '2026-07-01', '2026-07', '09:00', '2026', 'YQ==', 'a', '0'.repeat(64)];
  return tries.find((text) => schema.safeParse(text).success) ?? values.word;
}
