import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { caseViewBody } from '../../src-main/contract/mediation/register.ts';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex(({ name }) => name === '0028-case-waits');
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'case-waits-'));
  file = join(folder, 'centre.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('0028 keeps saved views, those that asked for cases without a next action too', async () => {
  await (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
  for (const row of [
    `INSERT INTO areas VALUES ('a1', 1, NULL, 'district', '栖霞区', '320113', 0, 1)`,
    `INSERT INTO committees VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', 'a1', '', '', NULL, NULL, '${now}')`,
    `INSERT INTO users VALUES ('u1', 1, 'c1', 'admin', '主任', 'a1', 1, 'scrypt$', 0, NULL, '${now}')`,
  ])
    await rawSql(file, row);
  const common = { columns: ['title'], sort: 'updatedAt', descending: true };
  const views: [string, object][] = [
    ['forgotten', { text: '', stages: ['accepted'], onlyWithoutNextAction: true }],
    ['usual', { text: '漏水', onlyWithoutNextAction: false }],
  ];
  for (const [id, filter] of views) {
    await rawSql(file, `INSERT INTO case_views VALUES (?, 'u1', 1, ?, ?, '${now}')`, [
      id,
      id,
      JSON.stringify({ filter, ...common }),
    ]);
  }
  await (await openDatabase({ file, entities, migrations, now })).close();
  const rows = await rawSql<{ id: string; body: string }>(
    file,
    'SELECT id, body FROM case_views ORDER BY id',
  );
  const filters = rows.map(({ body }) => caseViewBody.parse(JSON.parse(body)).filter);
  expect(filters).toEqual([
    { text: '', stages: ['accepted'], waits: 'nothing', onlyMine: false },
    { text: '漏水', onlyMine: false },
  ]);
});
