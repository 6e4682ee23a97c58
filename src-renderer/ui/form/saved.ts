import type { FieldValues, UseFormReturn } from 'react-hook-form';

/** What the form holds at this moment, for `markSaved` once it was saved. */
export function typedNow<V extends FieldValues, O>(form: UseFormReturn<V, unknown, O>): V {
  return structuredClone(form.getValues());
}

/**
 * For a form that stays on the screen after saving: what was sent is now what is on file. Whatever was typed while the
 * saving was under way stays in the fields and counts as unsaved.
 * @param sent what `typedNow` gave before the command ran.
 * @returns true when nothing else was typed, so that a draft may be forgotten.
 */
export function markSaved<V extends FieldValues, O>(form: UseFormReturn<V, unknown, O>, sent: V): boolean {
  form.reset(sent, { keepValues: true, keepErrors: true, keepTouched: true });
  return sameValues(sent, form.getValues());
}

/** Do two sets of form values say the same? A half-typed number (`NaN`) is not an empty one. */
export function sameValues(one: unknown, other: unknown): boolean {
  return asText(one) === asText(other);
}

const asText = (values: unknown): string =>
  JSON.stringify(values, (_key, value: unknown) => (Number.isNaN(value) ? 'NaN' : value));
