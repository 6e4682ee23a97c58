import { useMemo } from 'react';
import { useRoute } from '../../../bridge/queries.ts';

/** Kinds of service in force today: choices for a field, and the name behind a code. */
export function useServiceTypes() {
  const { data } = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  return useMemo(() => {
    const names = new Map(data?.serviceTypes.map(({ code, name }) => [code, name]));
    return {
      choices: [...names].map(([value, label]) => ({ value, label })),
      name: (code: string): string => names.get(code) ?? code,
    };
  }, [data]);
}
