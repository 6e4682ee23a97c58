import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile } from '../../src-main/application.ts';
import { routes } from '../../src-main/contract/index.ts';
import { entities } from '../../src-main/entities.ts';
import { enquirySql } from '../../src-main/mediation/enquiries/enquiry-store.ts';
import { partySql } from '../../src-main/people/party-store.ts';
import { migrations } from '../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../src-main/platform/database/open.ts';
import { rawSql } from '../support/raw-sql.ts';

const now = '2026-07-01T00:00:00.000Z';
const step = migrations.findIndex(({ name }) => name === '0011-list-indexes');
let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lists-step-'));
  file = join(dataDir, databaseFile);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const upTo = async (count: number) =>
  (await openDatabase({ file, entities, migrations: migrations.slice(0, count), now })).close();

describe('0011 on a file with old rows', () => {
  it('keeps every row, and finds it by the new indexes', async () => {
    await upTo(step);
    for (const [id, name] of [
      ['a', '王小明'],
      ['b', '李雷'],
    ]) {
      await rawSql(
        file,
        `INSERT INTO parties (id, version, kind, name, search_keys, gender, ethnicity, occupation, phone, address,
          id_type, id_number, credit_code, legal_representative, legal_representative_post, created_at, updated_at)
         VALUES (?, 1, 'person', ?, ?, 'unknown', '', '', '13812345678', '', 'unknown', '', '', '', '', ?, ?)`,
        [id, name, name, now, now],
      );
    }
    await upTo(step + 1);
    expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    // The statements are today’s: they ask for columns that came later.
    await upTo(migrations.length);
    const { page, count } = partySql({ text: '小明', offset: 0, limit: 10 });
    expect(await rawSql(file, page.sql, page.params)).toMatchObject([{ id: 'a', name: '王小明' }]);
    expect(await rawSql(file, count.sql, count.params)).toEqual([{ total: 1 }]);
    expect(await rawSql(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('lets the directory and the register of enquiries judge every line without reading one, and sort nothing', async () => {
    await upTo(migrations.length);
    const plan = async ({ sql, params }: { sql: string; params: unknown[] }) =>
      (await rawSql<{ detail: string }>(file, `EXPLAIN QUERY PLAN ${sql}`, params))
        .map(({ detail }) => detail)
        .join('\n');
    const parse = (input: unknown) => routes['mediation.listEnquiries'].input.parse(input);
    const statements = [
      partySql({ text: '', offset: 0, limit: 10 }),
      partySql({ text: '小明', kind: 'person', offset: 0, limit: 10 }),
      partySql({ text: '5678', offset: 0, limit: 10 }),
      enquirySql(parse({}), '2026-07-01'),
      enquirySql(parse({ text: '漏水' }), '2026-07-01'),
      enquirySql(
        parse({ text: '5678', kinds: ['screening'], results: ['watched'], onlyDue: true }),
        '2026-07-01',
      ),
    ];
    for (const { page, count } of statements) {
      expect(await plan(page)).toMatch(/^(SCAN|SEARCH) (parties|enquiries) USING INDEX \S+/);
      expect(await plan(page)).not.toMatch(/TEMP B-TREE/);
      expect(await plan(count)).toMatch(/(SCAN|SEARCH) (parties|enquiries) USING COVERING INDEX/);
      expect(await plan(count)).not.toMatch(/(SCAN|SEARCH) (parties|enquiries)($|\n| USING INDEX)/);
    }
  });
});
