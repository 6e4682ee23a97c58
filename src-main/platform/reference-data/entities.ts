import { EntitySchema } from 'typeorm';
import type { areaLevels } from '../../contract/platform.ts';

export interface AreaRow {
  id: string;
  version: number;
  parent_id: string | null;
  level: (typeof areaLevels)[number];
  name: string;
  /** GB/T 2260 or 12-digit statistical code where published, else empty. */
  code: string;
  position: number;
  active: number;
}

export const Areas = new EntitySchema<AreaRow>({
  name: 'areas',
  columns: {
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    parent_id: { type: 'text', nullable: true },
    level: { type: 'text' },
    name: { type: 'text' },
    code: { type: 'text' },
    position: { type: 'integer' },
    active: { type: 'integer' },
  },
});
