import { useRoute } from '../../../bridge/queries.ts';

/** The kinds of service of the region, for lists to choose from. */
export function useServiceChoices(): { value: string; label: string }[] {
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  return (reference.data?.serviceTypes ?? []).map(({ code, name }) => ({ value: code, label: name }));
}
