import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../../../src-main/entities.ts';
import { fixedClock } from '../../../../src-main/platform/clock.ts';
import { migrations } from '../../../../src-main/platform/database/migrations/index.ts';
import { openDatabase } from '../../../../src-main/platform/database/open.ts';
import { createIds } from '../../../../src-main/platform/ids.ts';
import { sha256 } from '../../../../src-main/platform/hash.ts';
import { civilDate } from '../../../../src-main/platform/dates.ts';
import { registerDocument } from '../../../../src-main/platform/documents/registry.ts';
import type { CommandContext } from '../../../../src-main/platform/router/handlers.ts';
import { statementPeriod } from '../../../../src-main/timebank/booking-period.ts';
import { assertionsOf, assertStatements } from '../../../../src-main/timebank/closing/assertion-store.ts';
import { statementFacts } from '../../../../src-main/timebank/statement-store.ts';
import { statementData } from '../../../../src-main/timebank/statement.ts';
import { selfAudit } from '../../../../src-main/timebank/closing/self-audit-store.ts';
import { hold } from '../../../../src-main/timebank/hold-store.ts';
import { pointsAccountOf, post } from '../../../../src-main/timebank/ledger-store.ts';
import { spendPoints } from '../../../../src-main/timebank/lot-store.ts';
import { close, ended, twoMonths } from '../../../integration/timebank/closing/closing-kit.ts';
import { openDesk } from '../../../support/desk.ts';
import { rawSql } from '../../../support/raw-sql.ts';

/*
 * The attacker has a copy of the file and any SQLite tool. First he tries with the triggers in place: the database must
 * refuse. Then he is cleverer and drops every trigger: the self-audit must name the exact row.
 */

const now = '2026-07-02T02:00:00.000Z';
const zeros = '0'.repeat(64);
let folder: string;
let file: string;
let wang: string;
let documentId: string;
let coin: string;
/** A statement with points on it. */
let pointsDocument: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tampering-'));
  const desk = await openDesk({ now: '2026-05-01T02:00:00.000Z' });
  ({ wang } = await twoMonths(desk));
  await close(desk, '2026-05');
  await close(desk, '2026-05', 'final');
  await desk.call('timebank.issueStatement', { memberId: wang, month: '2026-05' });
  ({ documentId } = await desk.call('timebank.issueStatement', { memberId: wang, month: '2026-06' }));
  await desk.call('timebank.issueCertificate', {
    ...{ memberId: wang, from: '2026-05-01', to: '2026-06-30', withoutIdNumber: true },
  });
  const [credit] = await desk.sql<{ id: string }>('SELECT id FROM ledger_transactions WHERE seq = 2');
  await desk.call('timebank.reverseTransaction', { transactionId: credit!.id, reason: '重复登记' });
  const { jobId } = await desk.call('timebank.startSelfAudit', {});
  expect((await ended(desk, jobId)).state).toBe('done');
  file = join(folder, 'whole.sqlite');
  await desk.sql(`VACUUM INTO '${file}'`);
  await desk.close();
  await morePoints();
  [{ id: coin }] = (await rawSql<{ id: string }>(file, `SELECT id FROM ledger_accounts WHERE code = ?`, [
    `member:${wang}:coin`,
  ])) as [{ id: string }];
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Points with two lots, some spent, an open reservation, and a statement that says so. */
async function morePoints(): Promise<void> {
  const ids = createIds(fixedClock(now));
  const database = await openDatabase({ file, entities, migrations, now });
  await database.write(async (tx) => {
    const user = await tx.get<{ id: string }>('SELECT id FROM users');
    const context = { tx, now, actor: { userId: user!.id }, services: { ids } };
    const account = await pointsAccountOf(context, wang);
    const common = {
      servedOn: '2026-07-01',
      text: '积分',
      sourceClass: null,
      sheetLineId: null,
      rule: '',
      inputs: {},
    };
    const opens = [
      [20, '2026-12-31'],
      [30, null],
    ] as const;
    await post(context, [
      {
        ...{ ...common, id: ids.next(), kind: 'points', reversesId: null, reason: '' },
        entries: [
          { account: 'issue:points', amount: -50 },
          { account, amount: 50, opens },
        ],
      },
    ]);
    const entry = await spendPoints(tx, { accountId: account, points: 15, today: '2026-07-02' });
    await post(context, [
      {
        ...{ ...common, id: ids.next(), kind: 'redemption', reversesId: null, reason: '' },
        entries: [entry, { account: 'points:redeemed', amount: 15 }],
      },
    ]);
    const coinAccount = await tx.get<{ id: string }>('SELECT id FROM ledger_accounts WHERE code = ?', [
      `member:${wang}:coin`,
    ]);
    await hold(context, {
      ...{ id: 'hold-1', accountId: coinAccount!.id, amount: 30 },
      ...{ purpose: 'request', purposeId: 'r1', expiresAt: '2026-08-01T00:00:00.000Z' },
    });
  });
  await database.write(async (tx) => {
    const user = await tx.get<{ id: string }>('SELECT id FROM users');
    const period = statementPeriod('2026-07', civilDate('2026-07-02'))!;
    const facts = await statementFacts(tx, period, [wang]);
    const head = await tx.get<{ hash: string }>(
      'SELECT hash FROM ledger_transactions ORDER BY seq DESC LIMIT 1',
    );
    const data = statementData(facts[0]!, {
      ...{
        organisation: '时间银行',
        handler: '协调员',
        period,
        head: head!.hash,
        now,
        today: civilDate('2026-07-02'),
      },
      ...{
        sourceNames: { signInOut: '信用', sheet: '签到表', lateEntry: '荣誉' },
        notes: { person: [], group: [] },
      },
      large: false,
    });
    const bytes = new TextEncoder().encode('%PDF-');
    const { documentId: registered } = await registerDocument(
      { tx, services: { ids }, now, actor: { userId: user!.id } } as unknown as CommandContext,
      { kind: 'timebank.statement', number: 'p1', title: 'p', owner: `member:${wang}`, data },
      { bytes, pages: 1, sha256: sha256(bytes), templateVersion: 1 },
    );
    await assertStatements(tx, registered, assertionsOf('2026-07', facts));
    pointsDocument = registered;
  });
  await database.close();
}

interface Attack {
  story: string;
  sql: string[];
  /** What the database says while its triggers stand; null: it cannot tell this from the program’s own doing. */
  refused: RegExp | null;
  /** What the self-audit names when they do not. */
  named: RegExp;
}

const insertTransaction = (seq: string, changes: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    seq,
    id: `'forged'`,
    kind: `'credit'`,
    served_on: `'2026-07-02'`,
    recorded_at: `'${now}'`,
    text: `'买来的时间'`,
    rule: `''`,
    inputs: `'{}'`,
    reason: `''`,
    late_reason: `''`,
    created_by: '(SELECT id FROM users)',
    entries: `json_array(json_object('account', 'issue:service', 'amount', -600), json_object('account', '{coin}', 'amount', 600))`,
    prev_hash: '(SELECT hash FROM ledger_transactions ORDER BY seq DESC LIMIT 1)',
    hash: `'${'a'.repeat(64)}'`,
    ...changes,
  };
  return `INSERT INTO ledger_transactions (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
};
const nextSeq = '(SELECT max(seq) + 1 FROM ledger_transactions)';
const unbalanced = `json_array(json_object('account', '{coin}', 'amount', 600))`;

const attacks: Attack[] = [
  // The rows of the ledger.
  {
    story: 'renames what an hour was for',
    sql: [`UPDATE ledger_transactions SET text = '别的活动' WHERE seq = 1`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 1: hash does not match the row$/,
  },
  {
    story: 'moves a service to another day',
    sql: [`UPDATE ledger_transactions SET served_on = '2026-05-01' WHERE seq = 1`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 1: hash does not match/,
  },
  {
    story: 'books under another name',
    sql: [`UPDATE ledger_transactions SET created_by = 'nobody' WHERE seq = 3`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 3: hash does not match/,
  },
  {
    story: 'takes the reason off a reversal',
    sql: [`UPDATE ledger_transactions SET reason = '无' WHERE kind = 'reversal'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 4: hash does not match/,
  },
  {
    story: 'raises what a credit gave, header and entries alike',
    sql: [
      `UPDATE ledger_transactions SET entries = replace(entries, '120', '720') WHERE seq = 1`,
      `UPDATE ledger_entries SET amount = amount * 6, balance_after = balance_after * 6 WHERE transaction_seq = 1`,
    ],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 1: hash does not match/,
  },
  {
    story: 'raises an entry alone',
    sql: [`UPDATE ledger_entries SET amount = 720 WHERE transaction_seq = 1 AND account_id = '{coin}'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_entries 1\/1: is not what its transaction says$/,
  },
  {
    story: 'raises a balance alone',
    sql: [
      `UPDATE ledger_entries SET balance_after = 1200 WHERE transaction_seq = 3 AND account_id = '{coin}'`,
    ],
    refused: /ledger\.appendOnly/,
    named: /^ledger_entries 3\/1: does not continue its account, balance 1200/,
  },
  {
    story: 'rewrites one hash',
    sql: [`UPDATE ledger_transactions SET hash = '${zeros}' WHERE seq = 2`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 2: hash does not match/,
  },
  {
    story: 'rewrites one link',
    sql: [`UPDATE ledger_transactions SET prev_hash = '${zeros}' WHERE seq = 3`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 3: prev_hash is not the hash/,
  },
  {
    story: 'deletes a transaction in the middle',
    sql: [`DELETE FROM ledger_transactions WHERE seq = 3`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 4: follows 2, a number is missing$/,
  },
  {
    story: 'cuts off the end of the ledger with all that hangs on it',
    sql: [
      ...['ledger_lot_uses', 'ledger_lots', 'ledger_entries'].map(
        (table) => `DELETE FROM ${table} WHERE transaction_seq > 3`,
      ),
      `DELETE FROM service_records WHERE reverses_id IS NOT NULL`,
      `DELETE FROM ledger_transactions WHERE seq > 3`,
    ],
    refused: /ledger\.appendOnly/,
    // Nothing in the ledger itself points at its end; the head that was printed does.
    named: /^documents .*: the chain head [0-9a-f]{64} printed on it is not in the ledger$/,
  },
  {
    story: 'deletes an entry',
    sql: [`DELETE FROM ledger_entries WHERE transaction_seq = 3 AND position = 0`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 3: promises 2\/0 entries\/sum, 1\/180 are stored$/,
  },
  {
    story: 'renumbers the ledger',
    sql: [`UPDATE ledger_transactions SET seq = 99 WHERE seq = 6`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 99: follows 5, a number is missing$/,
  },
  {
    story: 'replaces a row by INSERT OR REPLACE',
    sql: [insertTransaction('1').replace('INSERT', 'INSERT OR REPLACE')],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 1: (hash does not match|prev_hash)/,
  },
  {
    story: 'books with a hash of his own making',
    sql: [insertTransaction(nextSeq, { hash: `'xyz'` })],
    refused: /ledger\.chainBroken/,
    named: /^ledger_transactions seq 7: hash does not match/,
  },
  {
    story: 'books hours out of nothing',
    sql: [insertTransaction(nextSeq, { entries: unbalanced })],
    refused: /ledger\.malformed/,
    named: /^ledger_transactions seq 7: promises 1\/600 entries\/sum/,
  },
  {
    story: 'books an unbalanced pair',
    sql: [
      insertTransaction(nextSeq, {
        entries: `json_array(json_object('account', 'issue:service', 'amount', -1), json_object('account', '{coin}', 'amount', 600))`,
      }),
    ],
    refused: /ledger\.unbalanced/,
    named: /^ledger_transactions seq 7: promises 2\/599 entries\/sum/,
  },
  {
    story: 'skips a number',
    sql: [insertTransaction('50')],
    refused: /ledger\.outOfSequence/,
    named: /^ledger_transactions seq 50: follows 6, a number is missing$/,
  },
  {
    story: 'books a line of a sheet a second time',
    sql: [
      insertTransaction(nextSeq, {
        sheet_line_id: '(SELECT sheet_line_id FROM ledger_transactions WHERE seq = 1)',
      }),
    ],
    refused: /ledger\.lineAlreadyBooked/,
    // The index stands without any trigger.
    named: /UNIQUE constraint failed: ledger_transactions\.sheet_line_id/,
  },
  {
    story: 'reverses what was reversed already',
    sql: [
      insertTransaction(nextSeq, {
        kind: `'reversal'`,
        reason: `'再来'`,
        reverses_id: '(SELECT reverses_id FROM ledger_transactions WHERE seq = 4)',
      }),
    ],
    refused: /ledger\.alreadyReversed/,
    named: /UNIQUE constraint failed: ledger_transactions\.reverses_id/,
  },
  {
    story: 'slips an entry in without a transaction',
    sql: [`INSERT INTO ledger_entries VALUES (77, 0, '{coin}', 600, 99, 9999)`],
    refused: /ledger\.(entryWithoutHeader|balanceBroken)/,
    named: /^ledger_entries: 13 rows stored, 12 belong to a transaction$/,
  },
  // Closed months.
  {
    story: 'books into a closed month',
    sql: [insertTransaction(nextSeq, { recorded_at: `'2026-05-31T15:00:00.000Z'` })],
    refused: /ledger\.(monthClosed|outOfSequence)/,
    named: /^ledger_transactions seq 7: recorded before the transaction before it$/,
  },
  {
    story: 'books a service of a closed month without a reason',
    sql: [insertTransaction(nextSeq, { served_on: `'2026-05-20'` })],
    refused: /ledger\.month(Closed|Final)/,
    named: /^ledger_transactions seq 7: a service of a closed month without a reason$/,
  },
  {
    story: 'changes the totals of a closing',
    sql: [`UPDATE ledger_closings SET totals = replace(totals, '180', '170') WHERE seq = 1`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 1: the totals of 2026-05 differ$/,
  },
  {
    story: 'changes the balances that a closing sealed',
    sql: [`UPDATE ledger_closings SET balances_hash = '${zeros}' WHERE seq = 2`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 2: the balances of 2026-05 differ$/,
  },
  {
    story: 'changes who closed a month',
    sql: [`UPDATE ledger_closings SET created_by = 'nobody' WHERE seq = 1`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 1: hash does not match the row$/,
  },
  {
    story: 'opens a month again by deleting its closing',
    sql: [`DELETE FROM ledger_closings WHERE seq = 1`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 2: follows 0, an act is missing$/,
  },
  {
    story: 'closes the running month',
    sql: [
      `INSERT INTO ledger_closings SELECT 3, 'c3', '2026-07', 'first', '2026-07', final_through, 6, 6, head, totals, balances_hash,
         NULL, '', created_by, '${now}', hash, '${'b'.repeat(64)}' FROM ledger_closings WHERE seq = 2`,
    ],
    refused: /closing\.notOver/,
    named: /^ledger_closings seq 3: hash does not match the row$/,
  },
  // Points, lots and reservations.
  {
    story: 'lets a lot live longer',
    sql: [`UPDATE ledger_lots SET expires_on = '2099-12-31' WHERE expires_on IS NOT NULL`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_lots 5-1-0: is not what its transaction opened$/,
  },
  {
    story: 'makes a lot bigger',
    sql: [`UPDATE ledger_lots SET amount = 500 WHERE id = '5-1-1'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_lots 5-1-1: is not what its transaction opened$/,
  },
  {
    story: 'forgets that a lot was used',
    sql: [`DELETE FROM ledger_lot_uses WHERE lot_id = '5-1-0'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_transactions seq 6: its lots are not all there$/,
  },
  {
    story: 'makes a use of a lot smaller',
    sql: [`UPDATE ledger_lot_uses SET amount = 1, used_after = 1 WHERE lot_id = '5-1-0'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_lot_uses 5-1-0\/1: does not continue its lot$/,
  },
  {
    story: 'invents a lot',
    sql: [
      `INSERT INTO ledger_lots SELECT '5-1-9', account_id, 5, 100, NULL FROM ledger_lots WHERE id = '5-1-0'`,
    ],
    refused: /ledger\.lotBroken/,
    named: /^ledger_lots 5-1-9: is not what its transaction opened$/,
  },
  {
    story: 'pretends that a reservation was posted',
    sql: [`UPDATE ledger_holds SET state = 'posted', resolved_at = '${now}' WHERE id = 'hold-1'`],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-1: does not agree/,
  },
  {
    story: 'reserves more than there is',
    sql: [`UPDATE ledger_holds SET amount = 100000 WHERE id = 'hold-1'`],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds of member:.*:coin: 100000 reserved of a balance of 300$/,
  },
  // Accounts and permanent hours.
  {
    story: 'gives an account to somebody else',
    sql: [
      `UPDATE ledger_accounts SET member_id = (SELECT id FROM members WHERE name = '刘桂兰') WHERE id = '{coin}'`,
    ],
    refused: /ledger\.appendOnly/,
    named: /^ledger_accounts member:.*:coin: is not an account that the program opens$/,
  },
  {
    story: 'lets an account be overdrawn',
    sql: [`UPDATE ledger_accounts SET floor = NULL WHERE id = '{coin}'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_accounts member:.*:coin: is not an account/,
  },
  {
    story: 'doubles the permanent hours of a service, on the sheet too',
    sql: [
      `UPDATE service_records SET minutes = 240 WHERE minutes = 120`,
      `UPDATE sheet_lines SET minutes = 240 WHERE minutes = 120`,
    ],
    refused: /hours\.appendOnly|sheet\.stageForbids/,
    named: /^service_records .*: is not what its transaction has sealed$/,
  },
  {
    story: 'deletes permanent hours',
    sql: [`DELETE FROM service_records WHERE minutes = 180`],
    refused: /hours\.appendOnly/,
    named: /^ledger_transactions seq 3: its hours are missing from service_records$/,
  },
  // Papers.
  {
    story: 'edits the data of an issued statement',
    sql: [
      `UPDATE documents SET snapshot = json_set(snapshot, '$.coins.closing', 6000) WHERE id = '{document}'`,
    ],
    refused: /./,
    named: /^documents .*: its data is not what statement_assertions says of/,
  },
  {
    story: 'edits what an issued statement asserts',
    sql: [`UPDATE statement_assertions SET closing = 6000 WHERE document_id = '{document}'`],
    refused: /closing\.appendOnly/,
    named: /^statement_assertions .*: says 120 to 6000, the books say 120 to 300$/,
  },
  {
    story: 'breaks the way from one statement to the next',
    sql: [`UPDATE statement_assertions SET opening = 60 WHERE document_id = '{document}'`],
    refused: /closing\.appendOnly/,
    named: /^statement_assertions .*: opens with 60, the statement before it closed with 120$/,
  },
  {
    story: 'exchanges the bytes of an issued statement',
    sql: [`UPDATE document_blobs SET body = x'255044462d' WHERE document_id = '{document}'`],
    refused: /./,
    named: /^document_blobs .*: is not what was issued$/,
  },
  {
    story: 'certifies more hours than were served',
    sql: [`UPDATE service_certificates SET minutes = 6000`],
    refused: /closing\.appendOnly/,
    named: /^service_certificates .*: certifies 6000 minutes, the record has 300$/,
  },
  // Between the units: what sums to nothing in all may be hours made of points.
  {
    story: 'turns points into hours, all rows and sums in order',
    sql: [
      insertTransaction(nextSeq, {
        entries: `json_array(json_object('account', 'issue:points', 'amount', -600), json_object('account', '{coin}', 'amount', 600))`,
      }),
      ...[
        [0, 'issue:points', -600],
        [1, '{coin}', 600],
      ].map(
        ([
          position,
          account,
          amount,
        ]) => `INSERT INTO ledger_entries SELECT 7, ${position}, account_id, ${amount}, account_seq + 1,
          balance_after + ${amount} FROM ledger_entries WHERE account_id = '${account}' ORDER BY account_seq DESC LIMIT 1`,
      ),
    ],
    refused: /ledger\.unbalanced/,
    named: /^ledger_transactions seq 7: its minutes sum to 600, its points to -600, both must be 0$/,
  },
  // Reservations.
  {
    story: 'puts a reservation on somebody else’s account',
    sql: [
      `UPDATE ledger_holds SET account_id = (SELECT account.id FROM ledger_accounts AS account JOIN members ON members.id = member_id
         WHERE name = '刘桂兰' AND unit = 'minute') WHERE id = 'hold-1'`,
    ],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds of member:.*:coin: 30 reserved of a balance of 0$/,
  },
  {
    story: 'gives a reservation back without saying when',
    sql: [`UPDATE ledger_holds SET state = 'void' WHERE id = 'hold-1'`],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-1: does not agree/,
  },
  {
    story: 'says that another booking posted a reservation',
    sql: [
      `UPDATE ledger_holds SET state = 'posted', resolved_at = '${now}',
         transaction_id = (SELECT id FROM ledger_transactions WHERE seq = 1) WHERE id = 'hold-1'`,
    ],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-1: does not agree/,
  },
  // When points lapse.
  {
    story: 'lets a lot never expire',
    sql: [`UPDATE ledger_lots SET expires_on = NULL WHERE id = '5-1-0'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_lots 5-1-0: is not what its transaction opened$/,
  },
  {
    story: 'lets a lot lapse sooner than a statement announced it',
    sql: [`UPDATE ledger_lots SET expires_on = '2026-07-31' WHERE id = '5-1-0'`],
    refused: /ledger\.appendOnly/,
    named: /^documents .*: says that of .*:points lapse 2026-12-31 5, by the lots it was 2026-07-31 5$/,
  },
  {
    story: 'edits the expiry on a printed statement',
    sql: [
      `UPDATE documents SET snapshot = json_set(snapshot, '$.points.expiring[0].on', '2027-12-31') WHERE id = '{points}'`,
    ],
    refused: /./,
    named: /^documents .*: says that of .*:points lapse 2027-12-31 5, by the lots it was 2026-12-31 5$/,
  },
  {
    story: 'edits the points on a printed statement',
    sql: [
      `UPDATE documents SET snapshot = json_set(snapshot, '$.points.closing', 900) WHERE id = '{points}'`,
    ],
    refused: /./,
    named: /^documents .*: its points are not what statement_assertions says of member:.*:points$/,
  },
  {
    story: 'takes away what a statement asserts of points',
    sql: [`DELETE FROM statement_assertions WHERE unit = 'point'`],
    refused: /closing\.appendOnly/,
    named: /^documents .*: its points are not what statement_assertions says of/,
  },
  // Closing rows.
  {
    story: 'changes the chain head that a closing sealed',
    sql: [`UPDATE ledger_closings SET head = '${zeros}' WHERE seq = 1`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 1: the chain head of 2026-05 is no longer what was stored$/,
  },
  {
    story: 'lets a closed month end earlier',
    sql: [`UPDATE ledger_closings SET through_seq = 1 WHERE seq = 1`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 1: 2026-05 ended with transaction 1, now with 2$/,
  },
  {
    story: 'makes a final closing a first one',
    sql: [`UPDATE ledger_closings SET act = 'first' WHERE seq = 2`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings seq 2: hash does not match the row$/,
  },
  {
    story: 'deletes every closing there was',
    sql: [`DELETE FROM ledger_closings`],
    refused: /closing\.appendOnly/,
    named: /^ledger_closings: the act of the closing report .* is missing$/,
  },
  // Certificates.
  {
    story: 'stretches the period of a certificate',
    sql: [`UPDATE service_certificates SET served_from = '2026-06-01'`],
    refused: /closing\.appendOnly/,
    named: /^service_certificates .*: certifies 300 minutes, the record has 180$/,
  },
  {
    story: 'moves minutes between two services that a certificate counts, its sum as before',
    sql: [
      `UPDATE service_records SET minutes = 150 WHERE minutes IN (120, 180)`,
      `UPDATE sheet_lines SET minutes = 150 WHERE minutes IN (120, 180)`,
    ],
    refused: /hours\.appendOnly|sheet\.stageForbids/,
    named: /^service_certificates .*: the rows it counts are not those of then$/,
  },
  {
    story: 'rewrites the seal of a certificate',
    sql: [`UPDATE service_certificates SET records_hash = '${zeros}'`],
    refused: /closing\.appendOnly/,
    named: /^service_certificates .*: the rows it counts are not those of then$/,
  },
  // The bytes of a paper.
  {
    story: 'changes one byte in the middle of a statement, its length as before',
    sql: [
      `UPDATE document_blobs SET body = CAST(substr(body, 1, 200) || x'21' || substr(body, 202) AS BLOB) WHERE document_id = '{document}'`,
    ],
    refused: /./,
    named: /^document_blobs .*: is not what was issued$/,
  },
  {
    story: 'deletes the bytes of a statement',
    sql: [`DELETE FROM document_blobs WHERE document_id = '{document}'`],
    refused: /./,
    named: /^document_blobs .*: is not as long as documents says$/,
  },
  // Seals: what its own hashes, rewritten with it, would not show.
  {
    story: 'lets a reservation live longer',
    sql: [`UPDATE ledger_holds SET expires_at = '2099-12-31T00:00:00.000Z' WHERE id = 'hold-1'`],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-1: is not what was reserved$/,
  },
  {
    story: 'lets a reservation lapse at once',
    sql: [`UPDATE ledger_holds SET expires_at = held_at WHERE id = 'hold-1'`],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-1: is not what was reserved$/,
  },
  {
    story: 'deletes a reservation, to spend the same minutes again',
    sql: [`DELETE FROM ledger_holds WHERE id = 'hold-1'`],
    refused: /ledger\.appendOnly/,
    named: /^ledger_holds hold-1: is gone, seals seq \d+ has sealed it$/,
  },
  {
    story: 'reserves what nobody asked for, to keep a member from spending',
    sql: [
      `INSERT INTO ledger_holds SELECT 'hold-2', account_id, 30, 'order', 'o9', 'void', held_by, held_at, expires_at, held_at, NULL
         FROM ledger_holds WHERE id = 'hold-1'`,
    ],
    refused: /ledger\.holdBroken/,
    named: /^ledger_holds hold-2: has no seal$/,
  },
  {
    story: 'rewrites a statement with its bytes and all its hashes',
    sql: [
      `UPDATE documents SET snapshot = json_set(snapshot, '$.coins.lines[0].text', '别的活动'), bytes = 5,
         sha256 = '${sha256('%PDF-')}' WHERE id = '{document}'`,
      `UPDATE document_blobs SET body = x'255044462d' WHERE document_id = '{document}'`,
    ],
    refused: /./,
    named: /^documents .*: is not what was sealed when it was issued$/,
  },
  {
    story: 'issues a paper behind the program’s back',
    sql: [
      `INSERT INTO documents SELECT 'forged', kind, 'x1', title, owner, template_version, snapshot, pages, bytes, sha256, issued_at, issued_by
         FROM documents WHERE id = '{document}'`,
      `INSERT INTO document_blobs SELECT 'forged', body FROM document_blobs WHERE document_id = '{document}'`,
    ],
    // No trigger can know who writes: a paper without a seal is the self-audit’s to name.
    refused: null,
    named: /^documents forged: has no seal$/,
  },
  {
    story: 'takes a paper away with everything that hangs on it',
    sql: [
      `DELETE FROM statement_assertions WHERE document_id = '{document}'`,
      `DELETE FROM document_blobs WHERE document_id = '{document}'`,
      `DELETE FROM documents WHERE id = '{document}'`,
    ],
    refused: /closing\.appendOnly/,
    named: /^documents .*: is gone, seals seq \d+ has sealed it$/,
  },
  {
    story: 'seals a paper anew',
    sql: [`UPDATE seals SET digest = '${zeros}' WHERE row_id = '{document}'`],
    refused: /seal\.appendOnly/,
    named: /^seals seq \d+: hash does not match the row$/,
  },
  {
    story: 'breaks a seal out of the chain',
    sql: [`DELETE FROM seals WHERE row_id = '{document}'`],
    refused: /seal\.appendOnly/,
    named: /^seals seq \d+: follows \d+, a seal is missing$/,
  },
  {
    story: 'throws all seals away',
    sql: [`DELETE FROM seals`],
    refused: /seal\.appendOnly/,
    named: /^documents .*: the seal [0-9a-f]{64} printed on it is not in the chain of seals$/,
  },
  {
    story: 'says that papers are older than the seals',
    sql: [`UPDATE seals_before SET counted = 99 WHERE kind = 'document'`],
    refused: /seal\.appendOnly/,
    named: /^seals seq 1: prev_hash is not the hash of the seal before it$/,
  },
];

const filled = (sql: string) =>
  sql.replaceAll('{coin}', coin).replaceAll('{document}', documentId).replaceAll('{points}', pointsDocument);

describe('the copy that nobody touched', () => {
  it('passes the whole self-audit, and there are at least thirty attacks on it', async () => {
    const report = await auditOf(file);
    expect(report).toMatchObject({
      intact: true,
      problems: [],
      closings: 2,
      transactions: 6,
      certificates: 1,
    });
    expect(attacks.length).toBeGreaterThanOrEqual(30);
  });
});

describe('an attacker with a SQLite tool', () => {
  it.each(attacks)('$story', async ({ sql, refused, named }) => {
    const copy = join(folder, 'copy.sqlite');
    await copyFile(file, copy);
    const attempt = async () => {
      for (const statement of sql) await rawSql(copy, filled(statement));
    };
    if (refused) await expect(attempt(), 'the triggers').rejects.toThrow(refused);

    await copyFile(file, copy);
    await dropTriggers(copy);
    const broken = await attempt().then(
      () => undefined,
      (error: Error) => [error.message],
    );
    const problems = broken ?? (await auditOf(copy)).problems;
    expect(
      problems.filter((problem) => named.test(problem)),
      problems.join('\n'),
    ).not.toEqual([]);
  });
});

async function dropTriggers(path: string): Promise<void> {
  const triggers = await rawSql<{ name: string }>(
    path,
    `SELECT name FROM sqlite_master WHERE type = 'trigger'`,
  );
  const { default: sqlite3 } = await import('sqlite3');
  await new Promise<void>((resolve, reject) => {
    const database = new sqlite3.Database(path);
    database.exec(triggers.map(({ name }) => `DROP TRIGGER ${name};`).join(''), (error) =>
      database.close(() => (error ? reject(error) : resolve())),
    );
  });
}

async function auditOf(path: string) {
  const database = await openDatabase({ file: path, entities, migrations, now });
  try {
    return await selfAudit(database.read);
  } finally {
    await database.close();
  }
}
