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
  folder = await mkdtemp(join(tmpdir(), 'work-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = (text: string, params: unknown[] = []) => rawSql(file, text, params);
const stepOf = (name: string) => migrations.findIndex((migration) => migration.name === name);

/** A centre of the program before requests and the counter: two members, one with coins. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道人民调解委员会', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  await sql(
    `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
     VALUES ('u1', 1, 'c1', 'admin', '主任', NULL, 1, 'scrypt$', 0, NULL, ?)`,
    [now],
  );
  for (const id of ['m1', 'm2']) {
    await sql(
      `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
         id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
       VALUES (?, 1, 'person', ?, ?, ?, ?, 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', 'active', ?, ?)`,
      [id, id, id, id, id, now, now],
    );
    await sql(
      `INSERT INTO ledger_accounts (id, code, kind, unit, member_id, floor, created_at)
       VALUES (?, ?, 'member', 'minute', ?, 0, ?)`,
      [`a-${id}`, `member:${id}:coin`, id, now],
    );
  }
}

const request = (more = '') =>
  `INSERT INTO requests (id, version, number, recipient_id, service_type, title, note, wanted_on, starts_at, ends_at, place,
     area_id, mode, state, lapses_at, closed_reason, created_by, created_at, updated_at)
   VALUES ('r1', 1, 'n1', 'm1', 'lifeCare', '陪同就医', '', '2026-07-02', '09:00', '10:00', '医院', NULL, 'first',
     'draft', '${now}', '', 'u1', '${now}', '${now}')${more}`;

describe('requests and the counter on a file that is already in use', () => {
  it.each(['0012-timebank-work', '0013-timebank-spending'])(
    '%s loses no member and no account',
    async (name) => {
      await openAt(stepOf(name));
      await oldRows();
      const before = [await sql('SELECT * FROM members'), await sql('SELECT * FROM ledger_accounts')];
      await openAt(migrations.length);
      expect([await sql('SELECT * FROM members'), await sql('SELECT * FROM ledger_accounts')]).toEqual(
        before,
      );
      expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
    },
  );

  it('a request of such a member is not published, and not closed twice, past the rules', async () => {
    await openAt(stepOf('0012-timebank-work'));
    await oldRows();
    await openAt(migrations.length);
    await sql(request());
    await expect(sql(request().replace('INSERT', 'INSERT OR REPLACE'))).rejects.toThrow('record.duplicate');
    await expect(sql(`UPDATE requests SET state = 'published' WHERE id = 'r1'`)).rejects.toThrow(
      'request.notReserved',
    );
    await expect(sql(`UPDATE requests SET state = 'confirmed' WHERE id = 'r1'`)).rejects.toThrow(
      'request.stageForbids',
    );
    await sql(
      `UPDATE requests SET state = 'cancelled', closed_at = '${now}', closed_reason = '不需要了' WHERE id = 'r1'`,
    );
    await expect(sql(`UPDATE requests SET note = '改' WHERE id = 'r1'`)).rejects.toThrow(
      'request.stageForbids',
    );
  });
});
