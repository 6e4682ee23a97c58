import type { Area } from '../../../src-main/contract/platform.ts';
import { useRoute } from '../../bridge/queries.ts';
import { type FieldProps } from './field.ts';
import { SelectField, type Choice } from './fields.tsx';

/** A place of the area tree (street → community → grid), found by typing any part of its path. Holds the id or `null`. */
export function AreaField(props: FieldProps) {
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  return (
    <SelectField
      {...props}
      choices={areaChoices(reference.data?.areas ?? [])}
      searchable
      clearable
      emptyValue={null}
    />
  );
}

/** Every active place with its path from the street down: `尧化街道 / 尧新社区 / 第一网格`. */
export function areaChoices(areas: readonly Area[]): Choice[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  return areas
    .filter((area) => area.active)
    .map((area) => ({ value: area.id, label: areaPath(byId, area.id) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'));
}

export function areaPath(byId: ReadonlyMap<string, Area>, id: string | null | undefined): string {
  const names: string[] = [];
  // Bounded: a damaged tree with a circle must not hang the window.
  for (
    let at = id ? byId.get(id) : undefined;
    at && names.length < 6;
    at = at.parentId ? byId.get(at.parentId) : undefined
  ) {
    if (at.level !== 'district' || names.length === 0) names.unshift(at.name);
  }
  return names.join(' / ');
}
