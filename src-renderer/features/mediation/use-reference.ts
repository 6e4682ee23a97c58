import { useMemo } from 'react';
import type { ReferenceView } from '../../../src-main/contract/platform.ts';
import { useRoute } from '../../bridge/queries.ts';
import { areaPath } from '../../ui/form/AreaField.tsx';
import type { Choice } from '../../ui/form/fields.tsx';

/** Reference data in force today, and the names behind its codes. */
export function useReference() {
  const { data } = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  return useMemo(() => names(data), [data]);
}

function names(data: ReferenceView | undefined) {
  const types = new Map(data?.disputeTypes.map((type) => [type.code, type]));
  const areas = new Map(data?.areas.map((area) => [area.id, area]));
  return {
    disputeTypes: choices(data?.disputeTypes),
    referralSources: choices(data?.referralSources),
    rightsNotice: data?.rightsNotice,
    typeName: (code: string): string => types.get(code)?.name ?? code,
    subTypes: (code: string): Choice[] => choices(types.get(code)?.subTypes),
    subTypeName: (code: string, sub: string): string =>
      types.get(code)?.subTypes.find((known) => known.code === sub)?.name ?? sub,
    referralName: (code: string): string =>
      data?.referralSources.find((known) => known.code === code)?.name ?? code,
    areaName: (id: string | null): string => areaPath(areas, id),
  };
}

const choices = (list: readonly { code: string; name: string }[] | undefined): Choice[] =>
  (list ?? []).map(({ code, name }) => ({ value: code, label: name }));
