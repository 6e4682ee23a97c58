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
const step = migrations.findIndex(({ name }) => name === '0025-mediation-last');
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'last-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const upTo = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();

it('0025 leaves an old directory with its merges as it was, and nobody told apart', async () => {
  await upTo(step);
  for (const [id, into] of [
    ['a', null],
    ['b', 'a'],
    ['c', null],
  ])
    await rawSql(
      file,
      `INSERT INTO parties (id, version, kind, name, search_keys, gender, ethnicity, occupation, phone, address,
        id_type, id_number, credit_code, legal_representative, legal_representative_post, merged_into, created_at, updated_at)
       VALUES (?, 1, 'person', '王小明', '王小明', 'unknown', '', '', '', '', 'unknown', '320113', '', '', '', ?, ?, ?)`,
      [id, into, now, now],
    );
  await upTo(step + 1);
  expect(await rawSql(file, 'SELECT id, merged_into FROM parties ORDER BY id')).toEqual([
    { id: 'a', merged_into: null },
    { id: 'b', merged_into: 'a' },
    { id: 'c', merged_into: null },
  ]);
  expect(await rawSql(file, 'SELECT * FROM party_distinctions')).toEqual([]);
  // A merged entry is not told apart from anything any more, and a pair stands in one order only.
  const tell = (one: string, other: string) =>
    rawSql(
      file,
      `INSERT INTO party_distinctions (id, version, one_id, other_id, note, told_by, told_at) VALUES ('x', 1, ?, ?, '', 'u', ?)`,
      [one, other, now],
    );
  await expect(tell('b', 'c')).rejects.toThrow('party.merged');
  await expect(tell('c', 'a')).rejects.toThrow('CHECK');
  expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await rawSql(file, 'PRAGMA foreign_key_check')).toEqual([]);
});
