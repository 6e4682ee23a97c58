import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entities } from '../../../src-main/entities.ts';
import { fixedClock } from '../../../src-main/platform/clock.ts';
import type { Database } from '../../../src-main/platform/database/gateway.ts';
import type { Writer } from '../../../src-main/platform/database/handles.ts';
import { migrations } from '../../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../../src-main/platform/database/open.ts';
import { createIds, type Ids } from '../../../src-main/platform/ids.ts';
import { Members } from '../../../src-main/timebank/entities.ts';
import type { NewTransaction } from '../../../src-main/timebank/ledger.ts';
import { openCoinAccount, post } from '../../../src-main/timebank/ledger-store.ts';
import { rawSql } from '../../support/raw-sql.ts';

/** The ledger alone on a real file, without router or sign-in: members, their accounts, and a way to book. */
export interface Books {
  file: string;
  database: Database;
  clock: ReturnType<typeof fixedClock>;
  ids: Ids;
  /** Member id and account id, in the same order. */
  members: { id: string; account: string }[];
  book(...transactions: Partial<NewTransaction>[]): ReturnType<typeof post>;
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export const userId = 'user-1';

export async function openBooks(memberCount: number): Promise<Books> {
  const dir = await mkdtemp(join(tmpdir(), 'fengqiao-books-'));
  const file = join(dir, 'books.sqlite');
  const clock = fixedClock('2026-06-01T01:00:00.000Z');
  const ids = createIds(clock);
  const database = await openDatabase({ file, entities, migrations, now: clock.now() });
  const members = Array.from({ length: memberCount }, () => ({ id: ids.next(), account: ids.next() }));
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO committees (id, version, name, kind, mark, region, area_id, address, phone, term_start, term_end, created_at)
       VALUES ('c', 1, '尧化街道', 'street', '尧', '320113', NULL, '', '', NULL, NULL, ?)`,
      [clock.now()],
    );
    await tx.run(
      `INSERT INTO users (id, version, committee_id, username, display_name, area_id, active, password_hash, failed_attempts, locked_until, created_at)
       VALUES (?, 1, 'c', 'u', '协调员', NULL, 1, '', 0, NULL, ?)`,
      [userId, clock.now()],
    );
    await tx.insert(
      Members,
      members.map(({ id }, index) => memberRow(id, index, clock.now())),
    );
    for (const { id, account } of members)
      await openCoinAccount(tx, { id: account, memberId: id, now: clock.now() });
  });
  return {
    file,
    database,
    clock,
    ids,
    members,
    book: (...transactions) =>
      database.write((tx: Writer) =>
        post(
          { tx, now: clock.now(), actor: { userId } },
          transactions.map((some) => ({ ...blank(ids), ...some })),
        ),
      ),
    sql: (text, params = []) => rawSql(file, text, params),
    async close() {
      await database.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Minutes from `from` to `to`. */
export const move = (from: string, to: string, amount: number) => [
  { account: from, amount: -amount },
  { account: to, amount },
];

function blank(ids: Ids): NewTransaction {
  return {
    id: ids.next(),
    kind: 'transfer',
    servedOn: '2026-06-01',
    text: '转赠',
    sourceClass: null,
    sheetLineId: null,
    rule: '',
    inputs: {},
    entries: [],
    reversesId: null,
    reason: '',
  };
}

function memberRow(id: string, index: number, now: string) {
  return {
    id,
    version: 1,
    kind: 'person' as const,
    name: `志愿者${index}`,
    search_keys: `志愿者${index}`,
    name_order: `zhiyuanzhe${index}`,
    volunteer_number: `尧志2026${String(index).padStart(5, '0')}`,
    gender: 'unknown' as const,
    birth_date: null,
    id_type: 'unknown' as const,
    id_number: '',
    phone: '',
    address: '',
    guardian: '',
    area_id: null,
    skills: '',
    joined_on: '2026-01-01',
    state: 'active' as const,
    created_at: now,
    updated_at: now,
  };
}
