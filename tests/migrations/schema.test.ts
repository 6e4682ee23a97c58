import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-'));
  file = join(folder, 'new.sqlite');
  await (await openDatabase({ file, entities, migrations, now: '2026-07-01T00:00:00.000Z' })).close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ownTables = () =>
  rawSql<{ name: string; sql: string }>(
    file,
    // Without the virtual tables of the search index and what FTS5 keeps for them.
    `SELECT name, sql FROM sqlite_master JOIN pragma_table_list USING (name)
     WHERE sqlite_master.type = 'table' AND pragma_table_list.type = 'table' AND schema = 'main'
       AND name NOT LIKE 'sqlite_%' AND name NOT IN ('migrations', 'typeorm_metadata')`,
  );

describe('the schema that the migrations make', () => {
  it('has exactly the tables and columns that the entities declare, with their types, nulls and keys', async () => {
    const tables = await ownTables();
    expect(tables.map((table) => table.name).sort()).toEqual(
      entities.map((entity) => entity.options.name).sort(),
    );
    for (const entity of entities) {
      const columns = await rawSql<{ name: string; type: string; notnull: number; pk: number }>(
        file,
        `SELECT name, type, "notnull", pk FROM pragma_table_info(?)`,
        [entity.options.name],
      );
      const made = columns.map((column) => ({
        name: column.name,
        type: column.type.toLowerCase(),
        nullable: column.notnull === 0 && column.pk === 0,
        primary: column.pk > 0,
      }));
      const declared = Object.entries(entity.options.columns).map(([name, column]) => ({
        name,
        type: String(column?.type),
        nullable: column?.nullable ?? false,
        primary: column?.primary ?? false,
      }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(made.sort(byName), entity.options.name).toEqual(declared.sort(byName));
    }
  });

  it('is STRICT everywhere: a text in a column of numbers is refused by SQLite', async () => {
    for (const table of await ownTables()) expect(table.sql, table.name).toMatch(/\)\s*STRICT/);
  });

  it('marks the file as ours', async () => {
    expect(await rawSql(file, 'PRAGMA application_id')).toEqual([{ application_id: 0x4671446b }]);
  });

  it('names its migrations in the order of their numbers', () => {
    const names = migrations.map((migration) => migration.name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });
});
