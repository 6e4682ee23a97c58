import type { Reader } from '../../platform/database/handles.ts';
import { listAreas } from '../../platform/reference-data/area-store.ts';

/** `尧化街道尧化社区第一网格`: the way from the street down to a place; empty for none. */
export async function areaPathOf(tx: Reader, areaId: string | null): Promise<string> {
  const areas = new Map((await listAreas(tx)).map((area) => [area.id, area]));
  const name = (at: string | null): string => {
    const area = at === null ? undefined : areas.get(at);
    return !area || area.level === 'district' ? '' : name(area.parentId) + area.name;
  };
  return name(areaId);
}
