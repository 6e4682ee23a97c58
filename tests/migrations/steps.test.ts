import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steps-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file as the program of that step left it, with a centre in it. */
async function openAt(step: number): Promise<void> {
  const database = await openDatabase({ file, entities, migrations: migrations.slice(0, step), now });
  await database.close();
}

// Named, for a later step may add columns with a default.
const partyColumns = `id, version, kind, name, search_keys, gender, ethnicity, birth_date, age, occupation, phone, address,
  id_type, id_number, credit_code, legal_representative, legal_representative_post, created_at, updated_at`;
const oldRows: string[] = [
  `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
  `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
  `INSERT INTO users VALUES ('u1', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  `INSERT INTO user_roles VALUES ('u1', 'administrator')`,
  `INSERT INTO parties (${partyColumns}) VALUES ('p1', 1, 'person', '张某', '张某 zhangmou zm', 'male', '汉族', '1980-01-01', NULL, '', '', '', 'unknown', '', '', '', '', '${now}', '${now}')`,
  `INSERT INTO issued_numbers VALUES ('c1', 'case', 2026, 1, '（2026）尧人调字第1号', 'k1', '${now}', NULL)`,
  `INSERT INTO drafts VALUES ('u1', 'case:new', '{}', '${now}')`,
];
const oldTables = ['areas', 'committees', 'users', 'user_roles', 'parties', 'issued_numbers', 'drafts'];

describe('a file of each earlier step', () => {
  it.each(migrations.slice(1).map((migration, index) => [index + 1, migration.name] as const))(
    'opens after step %i: %s runs over rows that are already there, and loses none',
    async (step) => {
      await openAt(step);
      for (const row of oldRows) await rawSql(file, row);
      const before = await Promise.all(oldTables.map((table) => rawSql(file, `SELECT * FROM ${table}`)));
      await openAt(migrations.length);
      expect(
        await Promise.all(oldTables.map((table) => rawSql(file, `SELECT * FROM ${table}`))),
      ).toMatchObject(before);
      expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
      expect(await rawSql(file, 'SELECT COUNT(*) AS n FROM migrations')).toEqual([{ n: migrations.length }]);
    },
  );
});
