import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile } from '../../src-main/application.ts';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { openDesk, testPassword } from '../support/desk.ts';
import { rawSql } from '../support/raw-sql.ts';
import { caseForm, register } from '../integration/mediation/case-kit.ts';

const now = '2026-07-01T00:00:00.000Z';
const before = migrations.findIndex((migration) => migration.name.startsWith('0006'));
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'search-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A file as the program before this step left it, with two cases in it. */
async function oldFile(): Promise<void> {
  const made = await openDesk({ dataDir });
  await register(made, caseForm({ title: '幸福里漏水', facts: '楼上水管爆裂' }));
  await made.close();
  const rows = Object.fromEntries(
    await Promise.all(
      ['areas', 'committees', 'users', 'user_roles', 'parties', 'cases', 'case_parties'].map(
        async (table) =>
          [table, await rawSql<Record<string, unknown>>(file, `SELECT * FROM ${table}`)] as const,
      ),
    ),
  );
  await rm(dataDir, { recursive: true, force: true });
  await (await openDatabase({ file, entities, migrations: migrations.slice(0, before), now })).close();
  await rawSql(file, 'PRAGMA foreign_keys = OFF');
  for (const [table, list] of Object.entries(rows)) {
    const columns = await rawSql<{ name: string }>(file, 'SELECT name FROM pragma_table_info(?)', [table]);
    for (const row of list) {
      const names = columns.map((column) => column.name).filter((name) => name in row);
      await rawSql(
        file,
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        names.map((name) => row[name]),
      );
    }
  }
  await rawSql(file, `INSERT INTO case_search VALUES (1, '旧')`);
}

describe('0006 on a file with old cases', () => {
  it('marks them all, and the program indexes them at its next start', async () => {
    await oldFile();
    await (await openDatabase({ file, entities, migrations: migrations.slice(0, before + 1), now })).close();
    expect(await rawSql(file, 'SELECT seq FROM case_search_pending')).toEqual([{ seq: 1 }]);
    expect(await rawSql(file, `SELECT name FROM sqlite_master WHERE name = 'case_search'`)).toEqual([]);

    const desk = await openDesk({ dataDir, initialise: false });
    await desk.call('people.signIn', { username: 'admin', password: testPassword });
    // Even before the job has come to it a waiting case is found: it is looked at as it is.
    expect((await desk.call('mediation.search', { text: '水管爆裂' })).hits).toHaveLength(1);
    await desk.application.idle();
    expect(await desk.sql('SELECT seq FROM case_search_pending')).toEqual([]);
    for (const text of ['幸福里', 'xfl', '王小明', '水管爆裂']) {
      expect((await desk.call('mediation.search', { text })).hits, text).toHaveLength(1);
    }
    expect((await desk.call('mediation.listCases', { text: '幸福' })).total).toBe(1);
    await desk.close();
  });
});
