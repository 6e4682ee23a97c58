/**
 * What is typed so far, made fit for a checker or a preview: amounts and dates that are not finished count as missing, so
 * that one half-typed field does not keep the whole check away.
 */
export function forChecking<T>(values: T): T {
  if (Array.isArray(values)) return values.map((value) => forChecking(value as unknown)) as T;
  if (typeof values === 'number') return (Number.isNaN(values) ? null : values) as T;
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isUnfinishedDate(name, value) ? null : forChecking(value as unknown),
    ]),
  ) as T;
}

const isUnfinishedDate = (name: string, value: unknown): boolean =>
  /(On|Date)$/.test(name) && typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value);
