import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseFile } from '../../src-main/application.ts';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex(({ name }) => name === '0020-mediation-ends');
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ends-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const upTo = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();

it('0020 keeps every entry of an old directory as one that stands by itself', async () => {
  await upTo(step);
  for (const id of ['a', 'b'])
    await rawSql(
      file,
      `INSERT INTO parties (id, version, kind, name, search_keys, gender, ethnicity, occupation, phone, address,
        id_type, id_number, credit_code, legal_representative, legal_representative_post, created_at, updated_at)
       VALUES (?, 1, 'person', '王小明', '王小明', 'unknown', '', '', '', '', 'unknown', '320113', '', '', '', ?, ?)`,
      [id, now, now],
    );
  await upTo(step + 1);
  expect(await rawSql(file, 'SELECT id, merged_into FROM parties ORDER BY id')).toEqual([
    { id: 'a', merged_into: null },
    { id: 'b', merged_into: null },
  ]);
  // An entry that was merged points to one that stands, and is never changed again.
  await expect(rawSql(file, `UPDATE parties SET merged_into = 'a' WHERE id = 'a'`)).rejects.toThrow(
    'party.merged',
  );
  await rawSql(file, `UPDATE parties SET merged_into = 'a' WHERE id = 'b'`);
  await expect(rawSql(file, `UPDATE parties SET merged_into = 'b' WHERE id = 'a'`)).rejects.toThrow(
    'party.merged',
  );
  await expect(rawSql(file, `UPDATE parties SET phone = '1' WHERE id = 'b'`)).rejects.toThrow('party.merged');
  await rawSql(file, `UPDATE parties SET merged_into = NULL WHERE id = 'b'`);
  expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
});
