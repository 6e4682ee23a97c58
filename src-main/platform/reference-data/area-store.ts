import type { Area } from '../../contract/platform.ts';
import type { Reader } from '../database/handles.ts';
import type { CommandContext } from '../router/handlers.ts';
import { Areas, type AreaRow } from './entities.ts';

/** First run: the tree of the region's seeds (district → street → community → grid) becomes the centre's own. */
export async function plantAreas(context: CommandContext, region: string): Promise<void> {
  const { tx, services, today } = context;
  const rows: AreaRow[] = [];
  for (const tree of services.reference.inForce('areaTrees', region, today)) {
    const ids = new Map<string, string>();
    for (const node of tree.nodes) {
      const id = services.ids.next();
      ids.set(node.code, id);
      const parent = node.parent === null ? null : ids.get(node.parent);
      if (parent === undefined)
        throw new Error(`area tree ${tree.code}: ${node.name} stands before its parent`);
      rows.push({
        id,
        version: 1,
        parent_id: parent,
        level: node.level,
        name: node.name,
        code: /^\d+$/.test(node.code) ? node.code : '',
        position: rows.length,
        active: 1,
      });
    }
  }
  for (const row of rows) await tx.insert(Areas, row);
}

export async function listAreas(tx: Reader): Promise<Area[]> {
  const rows = await tx.all<AreaRow>('SELECT * FROM areas ORDER BY position, name');
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    level: row.level,
    name: row.name,
    code: row.code,
    active: row.active === 1,
    version: row.version,
  }));
}
