import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memberEventKinds } from '../../src-main/contract/timebank/membership-values.ts';
import { entities } from '../../src-main/entities.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import {
  courseAfter,
  mayFollow,
  stateOf,
  type Course,
} from '../../src-main/timebank/membership/membership.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'membership-'));
  file = join(folder, 'old.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openAt = async (step: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, step), now })).close();
const sql = <T>(text: string, params: unknown[] = []) => rawSql<T>(file, text, params);
const step = migrations.findIndex(({ name }) => name === '0016-timebank-membership');

/** Members of every state, as the program before this one left them. */
async function oldRows(): Promise<void> {
  await sql(
    `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
     VALUES ('c1', 1, '尧化街道', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
    [now],
  );
  for (const id of ['u1', 'u2'])
    await sql(
      `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
       VALUES (?, 1, 'c1', ?, '主任', NULL, 1, 'scrypt$', 0, NULL, ?)`,
      [id, id, now],
    );
  for (const state of ['active', 'suspended', 'left'])
    await oldMember(state, state, '2026-01-01T00:00:00.000Z');
}

const oldMember = (id: string, state: string, createdAt: string) =>
  sql(
    `INSERT INTO members (id, version, kind, name, search_keys, name_order, volunteer_number, gender, birth_date, id_type,
       id_number, phone, address, guardian, area_id, skills, joined_on, state, created_at, updated_at)
     VALUES (?, 1, 'person', ?, ?, ?, ?, 'unknown', NULL, 'unknown', '', '', '', '', NULL, '', '2026-01-01', ?, ?, ?)`,
    [id, id, id, id, id, state, createdAt, createdAt],
  );

const event = (
  member: string,
  seq: number,
  kind: string,
  standing: string,
  more: Record<string, unknown> = {},
) => {
  const row = {
    ...{ member_id: member, seq, kind, standing, levels: null, on_day: '2026-07-01', until_day: null },
    ...{ reason: '原因', disposal: null, other_id: null, transaction_id: null, rule: '', inputs: '{}' },
    ...{ recorded_by: 'u1', recorded_at: now },
    ...more,
  };
  const columns = Object.keys(row);
  return sql(
    `INSERT INTO member_events (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    Object.values(row),
  );
};

describe('memberships on a file that is already in use', () => {
  it('every member of before is still there as he was, and goes on from the state on file', async () => {
    await openAt(step);
    await oldRows();
    const before = await sql('SELECT * FROM members ORDER BY id');
    await openAt(migrations.length);
    expect(await sql('SELECT * FROM members ORDER BY id')).toEqual(before);
    expect(await sql('PRAGMA foreign_key_check')).toEqual([]);
    await event('suspended', 1, 'resumed', 'active');
    await event('left', 1, 'returned', 'active');
    await event('active', 1, 'left', 'ended', { disposal: 'keep' });
    expect(await sql('SELECT id, state, version FROM members ORDER BY id')).toEqual([
      { id: 'active', state: 'left', version: 2 },
      { id: 'left', state: 'active', version: 2 },
      { id: 'suspended', state: 'active', version: 2 },
    ]);
    await expect(event('suspended', 2, 'applied', 'applied', { levels: 1 })).rejects.toThrow(
      'member.stepForbidden',
    );
  });

  // Would catch: the rule in the program and the rule in the database drifting apart.
  it('accepts exactly the steps that the program’s own rule allows', async () => {
    await openAt(migrations.length);
    await oldRows();
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1 as const, 2 as const),
        // What a merge writes needs its own rows: merges.test.ts.
        fc.array(
          fc.constantFrom(...memberEventKinds.filter((kind) => !/merged|absorbed|released/.test(kind))),
          {
            maxLength: 14,
          },
        ),
        async (levels, tried) => {
          const id = `m${++serial}`;
          await oldMember(id, 'suspended', now);
          await event(id, 1, 'applied', 'applied', { levels });
          let course: Course = { standing: 'applied', levels, ending: null };
          let seq = 1;
          for (const kind of tried) {
            const after = courseAfter(kind, course);
            const write = () =>
              event(id, seq + 1, kind, after.standing, {
                ...(kind === 'applied' ? { levels } : {}),
                ...(kind === 'admitted' ? { recorded_by: 'u2' } : {}),
                disposal: 'keep',
              });
            if (!mayFollow(kind, course)) {
              await expect(write(), `${course.standing} > ${kind}`).rejects.toThrow('member.stepForbidden');
              continue;
            }
            await write();
            course = after;
            seq += 1;
          }
          const [row] = await sql<{ state: string }>('SELECT state FROM members WHERE id = ?', [id]);
          expect(row!.state).toBe(stateOf(course.standing));
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('keeps rule versions of later kinds in a table of their own, with one count for both', async () => {
    await openAt(step + 1);
    await oldRows();
    const insert = (table: string, id: string, number: number, code: string) =>
      sql(
        `INSERT INTO ${table} (id, committee_id, number, code, valid_from, source, verified, reason, body, adopted_by, adopted_at)
         VALUES (?, 'c1', ?, ?, '2026-07-01', '街道办', 0, '原因', '{}', 'u1', ?)`,
        [id, number, code, now],
      );
    await insert('timebank_rule_editions', 'e1', 1, 'stars');
    await expect(insert('timebank_later_rule_editions', 'e2', 1, 'membership')).rejects.toThrow(
      'rules.appendOnly',
    );
    await insert('timebank_later_rule_editions', 'e2', 2, 'membership');
    await expect(insert('timebank_rule_editions', 'e3', 2, 'stars')).rejects.toThrow('rules.appendOnly');
    await expect(sql(`UPDATE timebank_later_rule_editions SET body = '{}'`)).rejects.toThrow(
      'rules.appendOnly',
    );
  });
});
