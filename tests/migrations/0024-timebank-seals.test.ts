import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { auditPapers } from '../../src-main/timebank/closing/paper-audit-store.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const zeros = '0'.repeat(64);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seals-'));
  file = join(folder, 'old.sqlite');
  await openAt(migrations.findIndex(({ name }) => name === '0024-timebank-seals'));
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'u1', '主任', NULL, 1, '', 0, NULL, ?)`,
    [now],
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (step: number) => openDatabase({ file, entities, migrations: migrations.slice(0, step), now });
const openAt = async (step: number) => (await open(step)).close();
const sql = <T>(text: string, params: unknown[] = []) => rawSql<T>(file, text, params);

describe('one table for the versions of rules', () => {
  const edition = (table: string, id: string, number: number, code: string) =>
    sql(
      `INSERT INTO ${table} (id, committee_id, number, code, valid_from, source, verified, reason, body, adopted_by, adopted_at)
       VALUES (?, 'c1', ?, ?, '2026-07-01', '街道办', 1, '原因', '{"a":1}', 'u1', ?)`,
      [id, number, code, now],
    );
  const all = (table: string) => sql(`SELECT * FROM ${table}`);

  it('holds every old version of both tables, field for field, and takes kinds that are yet to come', async () => {
    await edition('timebank_rule_editions', 'e1', 1, 'stars');
    await edition('timebank_later_rule_editions', 'e2', 2, 'membership');
    await edition('timebank_rule_editions', 'e3', 3, 'credit');
    const before = [...(await all('timebank_rule_editions')), ...(await all('timebank_later_rule_editions'))];
    await openAt(migrations.length);
    expect(await all('timebank_rule_editions ORDER BY id')).toEqual(
      before.toSorted((a, b) => ((a as { id: string }).id < (b as { id: string }).id ? -1 : 1)),
    );
    expect(await sql(`SELECT name FROM sqlite_master WHERE name LIKE '%later_rule%'`)).toEqual([]);
    await edition('timebank_rule_editions', 'e4', 4, 'somethingNew');
    await expect(edition('timebank_rule_editions', 'e5', 4, 'stars')).rejects.toThrow('rules.appendOnly');
    await expect(edition('timebank_rule_editions', 'e4', 5, 'stars')).rejects.toThrow('rules.appendOnly');
    await expect(sql(`UPDATE timebank_rule_editions SET body = '{}'`)).rejects.toThrow('rules.appendOnly');
    await expect(sql('DELETE FROM timebank_rule_editions')).rejects.toThrow('rules.appendOnly');
    expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
  });
});

describe('seals on a file that is already in use', () => {
  const paper = (id: string, body = '%PDF-') =>
    sql(
      `INSERT INTO documents (id, kind, number, title, owner, template_version, snapshot, pages, bytes, sha256, issued_at, issued_by)
       VALUES (?, 'timebank.statement', ?, 't', 'o', 1, '{}', 1, ?, 'bff08b6e8df6de96cd3bd4f37e9c7f1efa8c9d3ddb1a3b4b0e3a2a4b3dbd3a2a', ?, 'u1')`,
      [id, id, body.length, now],
    );
  const sealOf = (seq: number, rowId: string, previous = zeros) =>
    sql(
      `INSERT INTO seals (seq, kind, row_id, digest, at, prev_hash, hash) VALUES (?, 'document', ?, ?, ?, ?, ?)`,
      [seq, rowId, 'a'.repeat(64), now, previous, 'b'.repeat(64)],
    );
  const problems = async () => {
    const database = await open(migrations.length);
    try {
      return (await auditPapers(database.read, {})).problems.filter(
        (text) => !text.includes('is not what was'),
      );
    } finally {
      await database.close();
    }
  };

  it('old papers are counted, not sealed: they pass, a later one without a seal and a missing old one do not', async () => {
    await paper('old-1');
    await paper('old-2');
    await openAt(migrations.length);
    expect(await sql('SELECT kind, counted FROM seals_before ORDER BY kind')).toEqual([
      { kind: 'document', counted: 2 },
      { kind: 'hold', counted: 0 },
    ]);
    expect(await problems()).toEqual([]);
    await paper('sly');
    expect(await problems()).toEqual(['documents sly: has no seal']);
    await sql('DROP TRIGGER documents_no_delete');
    await sql(`DELETE FROM documents WHERE id <> 'old-1'`);
    expect(await problems()).toEqual(['documents: 2 were there before there were seals, 1 are left']);
  });

  it('links are in order, once for each row, and never changed', async () => {
    await openAt(migrations.length);
    await expect(sealOf(2, 'd1')).rejects.toThrow('seal.appendOnly');
    await sealOf(1, 'd1');
    await expect(sealOf(2, 'd2', zeros)).rejects.toThrow('seal.appendOnly');
    await expect(sealOf(2, 'd1', 'b'.repeat(64))).rejects.toThrow('seal.appendOnly');
    await sealOf(2, 'd2', 'b'.repeat(64));
    await expect(sql(`UPDATE seals SET digest = '${zeros}'`)).rejects.toThrow('seal.appendOnly');
    await expect(sql('DELETE FROM seals')).rejects.toThrow('seal.appendOnly');
    await expect(sql(`INSERT OR REPLACE INTO seals_before VALUES ('document', 9)`)).rejects.toThrow(
      'seal.appendOnly',
    );
  });
});
