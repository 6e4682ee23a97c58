import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { findReview } from '../../src-main/timebank/rules/review-store.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex(({ name }) => name === '0022-review-order');
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-order-'));
  file = join(folder, 'centre.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('0022 on a file with old rows keeps every one, newest day first', async () => {
  await (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
  for (const [id, day] of [
    ['b', '2026-06-01'],
    ['a', '2026-06-01'],
    ['c', '2026-06-20'],
  ]) {
    await rawSql(
      file,
      `INSERT INTO timebank_review_items (id, version, key, rule, rule_version, served_on, params, transactions, state, note, found_at)
       VALUES (?, 1, ?, 'roundNumbers', '1', ?, '{}', '[]', 'open', '', ?)`,
      [id, `key ${id}`, day, now],
    );
  }
  const database = await openDatabase({ file, entities, migrations, now });
  const { rows, total } = await database.read((tx) => findReview(tx, { page: { offset: 0, limit: 10 } }));
  await database.close();
  expect(total).toBe(3);
  expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
