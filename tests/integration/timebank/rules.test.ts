import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, testPassword, type TestDesk } from '../../support/desk.ts';
import { addMember, book, coins, line, sheet } from './play.ts';

/** A centre of a region of its own: that region’s published set is in force, no other. */
async function deskIn(region: string, now = '2026-07-13T01:30:00.000Z'): Promise<TestDesk> {
  const desk = await openDesk({ initialise: false, now });
  await desk.call('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某', region },
    administrator: { username: 'admin', displayName: '主任', password: testPassword },
  });
  return desk;
}

const readRule = async (desk: TestDesk, code: string) =>
  (await desk.call('timebank.readRules', {})).inForce.find((rule) => rule.code === code)!;
const creditOf = async (desk: TestDesk) => {
  const { rule } = await readRule(desk, 'credit');
  if (rule.code !== 'credit') throw new Error('not the rule of credits');
  return rule;
};
const entriesOf = async (desk: TestDesk, memberId: string, unit: 'minute' | 'point' = 'minute') =>
  (await desk.call('timebank.listEntries', { memberId, unit })).rows;

describe('the rules of a centre', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('are those of the region it chose, each with its source and unverified; another place’s set is only shown', async () => {
    desk = await deskIn('310105');
    const rules = await desk.call('timebank.readRules', {});
    expect(rules.region).toBe('310105');
    expect((await creditOf(desk)).body).toMatchObject({ perDayMinutes: 120, lifetimeMinutes: 36_000 });
    expect(rules.inForce.every((rule) => !rule.verified && rule.source !== '')).toBe(true);
    expect(rules.published.map(({ version }) => version)).toContain('points@4202/2012-10-23');
    expect((await readRule(desk, 'points')).version).toBe('points@*/2012-10-23');
  });

  it('change by a new version from its day on; what was booked before keeps its own and still comes out', async () => {
    desk = await openDesk({ now: '2026-07-13T01:30:00.000Z' });
    const luo = await addMember(desk, '骆某');
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '12:00', 180)]));
    const rule = await creditOf(desk);
    const saved = await desk.call('timebank.saveRule', {
      rule: { ...rule, body: { ...rule.body, perDayMinutes: 60 } },
      validFrom: '2026-07-13',
      source: '街道办2026年7月通知',
      reason: '试行每日上限',
    });
    expect(saved.number).toBe(1);
    await book(desk, sheet('2026-07-07', [line(luo, '09:00', '12:00', 180)]));
    const [before, after] = await entriesOf(desk, luo);
    expect([before?.minutes, after?.minutes]).toEqual([180, 60]);
    expect(after?.rule).toMatch(/^credit@own-1\/2026-07-13 /);
    const first = await desk.call('timebank.explainCredit', { transactionId: before!.transactionId });
    expect(first).toMatchObject({ result: 'same', rules: [{ version: 'credit@3201/2019-07-17' }, {}] });
    const second = await desk.call('timebank.explainCredit', { transactionId: after!.transactionId });
    expect(second).toMatchObject({
      result: 'same',
      booked: { coinMinutes: 60, donatedMinutes: 120 },
      steps: [
        { kind: 'coefficient', before: 180, after: 180 },
        { kind: 'dayCap', before: 180, after: 60, limit: 60 },
      ],
    });
    expect(await readRule(desk, 'credit')).toMatchObject({
      region: 'own',
      reason: '试行每日上限',
      adoptedBy: '主任',
    });
  });

  it('are made by an administrator, never for the past, never with services or limits that cannot be', async () => {
    desk = await openDesk();
    const rule = await creditOf(desk);
    const input = { rule, validFrom: '2026-06-30', source: '通知', reason: '更正' };
    expect(await desk.ask('timebank.saveRule', input)).toMatchObject({
      error: { code: 'input.invalid', fields: { validFrom: { code: 'field.beforeToday' } } },
    });
    const today = { ...input, validFrom: '2026-07-01' };
    const clerk = await desk.as(['clerk', 'coordinator']);
    expect(await clerk.ask('timebank.saveRule', today)).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
    const body = { ...rule.body, perDayMinutes: 100_000 };
    expect(await desk.ask('timebank.saveRule', { ...today, rule: { code: 'credit', body } })).toMatchObject({
      error: { fields: { 'rule.body.perDayMinutes': { code: 'field.tooBig' } } },
    });
    const weights = {
      code: 'coefficients',
      body: { weights: [{ serviceType: 'none', numerator: 1, denominator: 1 }] },
    };
    expect(await desk.ask('timebank.saveRule', { ...today, rule: weights })).toMatchObject({
      error: { fields: { 'rule.body.weights.0.serviceType': { code: 'field.invalid' } } },
    });
    const mixed = { code: 'stars', body: rule.body };
    expect(await desk.ask('timebank.saveRule', { ...today, rule: mixed })).toMatchObject({ ok: false });
  });

  it('stay as they were written: the database refuses to change, delete or replace a version', async () => {
    desk = await openDesk();
    const rule = await creditOf(desk);
    await desk.call('timebank.saveRule', { rule, validFrom: '2026-07-01', source: '通知', reason: '确认' });
    for (const attack of [
      `UPDATE timebank_rule_editions SET valid_from = '2020-01-01'`,
      'DELETE FROM timebank_rule_editions',
      `INSERT OR REPLACE INTO timebank_rule_editions SELECT id, committee_id, number, code, '2020-01-01', source, verified,
         reason, body, adopted_by, adopted_at FROM timebank_rule_editions`,
    ]) {
      await expect(desk.sql(attack), attack).rejects.toThrow('rules.appendOnly');
    }
  });

  it('say so when a booked number no longer comes out: the self-audit asks the same question', async () => {
    desk = await openDesk({ now: '2026-07-13T01:30:00.000Z' });
    const luo = await addMember(desk, '骆某');
    await book(desk, sheet('2026-07-06', [line(luo, '09:00', '10:00', 60)]));
    const [entry] = await entriesOf(desk, luo);
    const transactionId = entry!.transactionId;
    // Who owns the file can drop a trigger: 60 minutes booked, but 30 served by what is stored.
    await desk.sql('DROP TRIGGER ledger_transactions_no_update');
    await desk.sql(
      `UPDATE ledger_transactions SET inputs = json_set(inputs, '$.servedMinutes', 30) WHERE id = ?`,
      [transactionId],
    );
    expect(await desk.call('timebank.explainCredit', { transactionId })).toMatchObject({
      result: 'differs',
      booked: { coinMinutes: 60 },
      recomputed: { coinMinutes: 30 },
    });
    await desk.sql(`UPDATE ledger_transactions SET rule = 'credit@own-7/2020-01-01 x' WHERE id = ?`, [
      transactionId,
    ]);
    expect((await desk.call('timebank.explainCredit', { transactionId })).result).toBe('ruleGone');
    const reversed = await desk.call('timebank.reverseTransaction', { transactionId, reason: '重复' });
    expect(
      await desk.call('timebank.explainCredit', { transactionId: reversed.transactionId }),
    ).toMatchObject({
      result: 'noCredit',
    });
  });
});

describe('points of a place that gives some (Huangshi: 1 hour 1 point, end of the year)', () => {
  let desk: TestDesk;
  let luo: string;
  beforeEach(async () => {
    desk = await deskIn('420202', '2026-11-20T01:30:00.000Z');
    luo = await addMember(desk, '骆某');
    await book(desk, sheet('2026-11-18', [line(luo, '09:00', '11:30', 150)]));
  });
  afterEach(() => desk.close());

  it('are booked beside the coins, in a lot of their own; hours, coins and points stand apart', async () => {
    expect(await desk.call('timebank.readMember', { id: luo })).toMatchObject({
      serviceMinutes: 150,
      coinMinutes: 150,
      points: 2,
      pointsExpiringSoon: 2,
    });
    expect(await entriesOf(desk, luo, 'point')).toMatchObject([{ minutes: 2, balance: 2 }]);
    expect(await entriesOf(desk, luo)).toMatchObject([{ minutes: 150, balance: 150 }]);
    expect((await desk.call('timebank.readPoints', { memberId: luo })).lots).toMatchObject([
      { amount: 2, left: 2, expiresOn: '2026-12-31', state: 'soon' },
    ]);
    const { rows } = await desk.call('timebank.listEntries', { memberId: luo });
    expect(
      await desk.call('timebank.explainCredit', { transactionId: rows[0]!.transactionId }),
    ).toMatchObject({
      result: 'same',
      booked: { points: 2 },
      pointSteps: [{ kind: 'points', before: 150, after: 2, restMinutes: 30 }],
    });
  });

  it('do not come from hours typed in later, and say why', async () => {
    await book(desk, sheet('2026-11-17', [line(luo, '09:00', '11:00', 120)], { sourceClass: 'lateEntry' }));
    expect(await desk.call('timebank.readMember', { id: luo })).toMatchObject({
      coinMinutes: 270,
      points: 2,
    });
    const last = (await entriesOf(desk, luo)).at(-1)!;
    expect(await desk.call('timebank.explainCredit', { transactionId: last.transactionId })).toMatchObject({
      result: 'same',
      pointSteps: [{ kind: 'pointsSource', before: 120, after: 0 }],
    });
  });

  it('are announced before their last day and written off once after it, the coins untouched', async () => {
    expect((await desk.call('timebank.readWorkbench', {})).counts.pointsExpiring).toBe(2);
    expect((await desk.call('timebank.listExpiringPoints', {})).rows).toMatchObject([
      { memberId: luo, points: 2, expiresOn: '2026-12-31', over: false },
    ]);
    expect(await desk.call('timebank.expirePoints', {})).toEqual({
      ...{ jobId: null, lots: 0, points: 0, members: 0 },
    });
    desk.clock.set('2026-12-31T15:59:00.000Z'); // 23:59 in Shanghai: the last minute
    expect(await desk.call('timebank.expirePoints', {})).toMatchObject({ lots: 0 });
    desk.clock.set('2026-12-31T16:00:00.000Z');
    expect((await desk.call('timebank.listExpiringPoints', {})).overLots).toBe(1);
    expect(await desk.call('timebank.expirePoints', {})).toEqual({
      ...{ jobId: null, lots: 1, points: 2, members: 1 },
    });
    // They could be spent until midnight: the first day without them is the day after.
    expect(await desk.sql(`SELECT served_on FROM ledger_transactions WHERE kind = 'expiry'`)).toEqual([
      { served_on: '2027-01-01' },
    ]);
    expect(await desk.call('timebank.expirePoints', {})).toEqual({
      ...{ jobId: null, lots: 0, points: 0, members: 0 },
    });
    expect(await desk.call('timebank.readMember', { id: luo })).toMatchObject({
      points: 0,
      coinMinutes: 150,
    });
    expect(
      await desk.sql(`SELECT sum(amount) AS points FROM ledger_entries WHERE account_id = 'points:expired'`),
    ).toEqual([{ points: 2 }]);
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });

  it('go with a reversal, and a reversed writing off does not stop the next run', async () => {
    desk.clock.set('2027-01-05T01:00:00.000Z');
    await desk.call('timebank.expirePoints', {});
    const expiry = (await entriesOf(desk, luo, 'point')).at(-1)!;
    await desk.call('timebank.reverseTransaction', {
      transactionId: expiry.transactionId,
      reason: '社区延期',
    });
    expect(await desk.call('timebank.expirePoints', {})).toMatchObject({ lots: 0 });
    desk.clock.set('2027-01-06T01:00:00.000Z');
    expect(await desk.call('timebank.expirePoints', {})).toMatchObject({ lots: 1, points: 2 });
    expect(await coins(desk, luo)).toBe(150);
  });

  it('are written off by a coordinator, not by a clerk', async () => {
    const clerk = await desk.as(['clerk']);
    expect(await clerk.ask('timebank.expirePoints', {})).toMatchObject({
      error: { code: 'session.roleMissing' },
    });
  });
});

describe('points of many years', () => {
  it('are found by their last day among the open lots alone; what is gone is not walked through again', async () => {
    const desk = await deskIn('420202', '2026-11-20T01:30:00.000Z');
    try {
      for (const looked of [
        'SELECT count(*) AS lots FROM ledger_open_lots WHERE expires_on < ?',
        `SELECT sum(lot.amount) FROM ledger_open_lots AS open JOIN ledger_lots AS lot ON lot.id = open.lot_id
         JOIN ledger_accounts AS account ON account.id = lot.account_id WHERE open.expires_on < ?`,
      ]) {
        const plan = await desk.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${looked}`, ['2026-12-31']);
        expect(plan[0]?.detail).toMatch(
          /SEARCH (ledger_open_lots|open) USING .*INDEX ledger_open_lots_expiry/,
        );
        expect(plan.map(({ detail }) => detail).join()).not.toContain('SCAN');
      }
      const luo = await addMember(desk, '骆某');
      await book(desk, sheet('2026-11-18', [line(luo, '09:00', '11:00', 120)]));
      const open = () => desk.sql('SELECT expires_on FROM ledger_open_lots');
      expect(await open()).toEqual([{ expires_on: '2026-12-31' }]);
      for (const attack of [
        'DELETE FROM ledger_open_lots',
        `UPDATE ledger_open_lots SET expires_on = '2036-12-31'`,
        `INSERT OR REPLACE INTO ledger_open_lots SELECT lot_id, '2036-12-31' FROM ledger_open_lots`,
      ]) {
        await expect(desk.sql(attack), attack).rejects.toThrow(/ledger\.(appendOnly|lotBroken)/);
      }
      desk.clock.set('2027-01-05T01:00:00.000Z');
      await desk.call('timebank.expirePoints', {});
      expect(await open()).toEqual([]);
      const { rows } = await desk.call('timebank.listEntries', { memberId: luo, unit: 'point' });
      await desk.call('timebank.reverseTransaction', {
        transactionId: rows.at(-1)!.transactionId,
        reason: '延期',
      });
      expect(await open()).toEqual([{ expires_on: '2026-12-31' }]);
    } finally {
      await desk.close();
    }
  });
});

describe('coins that a new member begins with', () => {
  it('are given once where the rule says so, by the fund, and explain themselves; a group has none', async () => {
    const desk = await deskIn('330106', '2026-07-01T01:30:00.000Z');
    try {
      const starting = (await creditOf(desk)).body.startingMinutes;
      expect(starting).toBeGreaterThan(0);
      const luo = await addMember(desk, '骆某');
      const group = await addMember(desk, '红马甲队', { kind: 'group' });
      expect([await coins(desk, luo), await coins(desk, group)]).toEqual([starting, 0]);
      const [entry] = await entriesOf(desk, luo);
      expect(
        await desk.call('timebank.explainCredit', { transactionId: entry!.transactionId }),
      ).toMatchObject({
        ...{ result: 'same', rules: [{ region: '330106' }], booked: { coinMinutes: starting } },
        steps: [{ kind: 'starting', before: 0, after: starting }],
      });
      const { version, name, joinedOn } = await desk.call('timebank.revealMember', { id: luo });
      await desk.call('timebank.saveMember', {
        id: luo,
        version,
        member: { name, joinedOn, skills: '读报' },
      });
      expect(await coins(desk, luo)).toBe(starting);
      expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});
