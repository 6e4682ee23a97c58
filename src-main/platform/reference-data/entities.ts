import { EntitySchema } from 'typeorm';
import type { areaLevels } from '../../contract/platform.ts';
import { integer, key, text, textOrNull } from '../database/columns.ts';

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
    id: key,
    version: integer,
    parent_id: textOrNull,
    level: text,
    name: text,
    code: text,
    position: integer,
    active: integer,
  },
});
