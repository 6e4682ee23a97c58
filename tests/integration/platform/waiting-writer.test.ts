import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from '../timebank/play.ts';
import { people, published } from '../timebank/work-kit.ts';

/*
 * Another program holds the write lock for long. What waits behind it is written when it gets the file, not when it was
 * asked for: else its times lie before rows that stand before it, and what has lapsed meanwhile is still taken.
 */
let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const hour = 3_600_000;

/** Holds the write lock of the file until `release`, as a long import in another window would. */
async function holdLock(): Promise<{ release(): Promise<void> }> {
  const other = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(desk.file, (error) => (error ? reject(error) : resolve(opened)));
  });
  const run = (text: string) =>
    new Promise<void>((resolve, reject) => other.run(text, (error) => (error ? reject(error) : resolve())));
  await run('BEGIN IMMEDIATE');
  return {
    async release() {
      await run('COMMIT');
      await new Promise<void>((resolve) => other.close(() => resolve()));
    },
  };
}

it('rows say when they were written, in the order in which they were written', async () => {
  const member = await addMember(desk, '赵明');
  const draft = await desk.call('timebank.saveSheet', {
    sheet: sheet('2026-06-22', [line(member, '09:00', '10:00', 60)]),
  });
  const lock = await holdLock();
  const waiting = desk.call('timebank.approveSheet', { id: draft.id, version: draft.version });
  desk.clock.advance(3 * hour);
  await lock.release();
  await waiting;
  const recorded = '2026-07-01T04:30:00.000Z';
  expect(await desk.sql('SELECT recorded_at FROM ledger_transactions')).toEqual([{ recorded_at: recorded }]);
  expect(await desk.sql('SELECT recorded_at FROM service_records')).toEqual([{ recorded_at: recorded }]);
  expect(await desk.sql('SELECT approved_at FROM sheets')).toEqual([{ approved_at: recorded }]);
  const audit = await desk.sql<{ at: string }>('SELECT at FROM audit_rows ORDER BY seq');
  expect(audit.at(-1)).toEqual({ at: recorded });
  expect([...audit].sort((a, b) => a.at.localeCompare(b.at))).toEqual(audit);
});

it('a request that has lapsed while somebody waited to take it is not taken any more', async () => {
  const who = await people(desk);
  const { id } = await published(desk, who.recipient, { wantedOn: '2026-07-02' });
  const lock = await holdLock();
  const waiting = desk.ask('timebank.takeRequest', { id, helperId: who.helper });
  desk.clock.advance(48 * hour);
  await lock.release();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'request.overdue' } });
});

it('the civil date is that of the writing too: midnight passes while a sheet waits', async () => {
  const member = await addMember(desk, '赵明');
  const lock = await holdLock();
  const waiting = book(desk, sheet('2026-07-02', [line(member, '09:00', '10:00', 60)]));
  desk.clock.advance(24 * hour);
  await lock.release();
  await waiting;
  expect(await desk.sql('SELECT served_on FROM ledger_transactions')).toEqual([{ served_on: '2026-07-02' }]);
});
