import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { relate } from '../circle-kit.ts';
import { addMember, book, coins, line, sheet } from '../play.ts';
import { published } from '../work-kit.ts';
import { balance, end, givePoints, leaving, membership, problems, sums } from './kit.ts';

/*
 * An account is closed by rule, in one transaction. The bugs these would catch: coins that vanish or double, points that
 * get a new last day on the way, an account closed under somebody’s open order, hours that go with the coins.
 */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk({ now: '2026-06-30T02:00:00.000Z' });
});
afterAll(() => desk.close());

const own = (id: string) => balance(desk, `member:${id}:coin`);
const points = (id: string) => balance(desk, `member:${id}:points`);
async function member(name: string, hours = 2) {
  const id = await addMember(desk, name);
  if (hours > 0)
    await book(
      desk,
      sheet('2026-06-20', [line(id, '08:00', `${String(8 + hours).padStart(2, '0')}:00`, hours * 60)]),
    );
  return id;
}
describe('the end of a membership', () => {
  it('gives the coins to the pool, keeps the hours, closes the account, and both units still sum to zero', async () => {
    const id = await member('退出的', 3);
    const pool = await balance(desk, 'pool:donated');
    const preview = await desk.call('timebank.previewEnding', { id, disposal: 'donate' });
    expect(preview).toMatchObject({ blockers: [], rest: { coinMinutes: 180 }, serviceMinutes: 180 });
    const { transactionId } = await end(desk, id, { onDay: '2026-06-30' });
    expect(await own(id)).toBe(0);
    expect(await balance(desk, 'pool:donated')).toBe(pool + 180);
    const after = await desk.call('timebank.readMember', { id });
    expect(after).toMatchObject({ state: 'left', standing: 'ended', serviceMinutes: 180, coinMinutes: 0 });
    const { events, steps } = await membership(desk, id);
    expect(events).toMatchObject([{ kind: 'left', disposal: 'donate', transactionId, reversed: false }]);
    expect(steps).toEqual(['return', 'revoke']);
    const rows = (await desk.call('timebank.listEntries', { memberId: id })).rows;
    expect(rows.at(-1)).toMatchObject({ text: '账户处置：余额转入捐赠池', minutes: -180, balance: 0 });
    expect(await sums(desk)).toEqual([0]);
  });

  it('keeps the coins frozen: nothing is booked on the account any more, and it is settled later', async () => {
    const id = await member('迁走的');
    const other = await member('在册的');
    await end(desk, id, { kind: 'moved', disposal: 'keep', onDay: '2026-06-25', reason: '迁往外地' });
    expect(await coins(desk, id)).toBe(120);
    const closed = { error: { code: 'member.accountClosed' } };
    expect(await desk.ask('timebank.donateCoins', { memberId: id, minutes: 60, reason: '捐' })).toMatchObject(
      closed,
    );
    expect(
      await desk.ask('timebank.grantFromPool', {
        pool: 'pool:donated',
        memberId: id,
        minutes: 60,
        reason: '发',
      }),
    ).toMatchObject(closed);
    const { version, steps } = await membership(desk, id);
    expect(steps).toContain('settle');
    const settle = (more: object) =>
      desk.ask('timebank.settleRest', {
        id,
        version,
        settling: { disposal: 'heir', reason: '亲属来领', ...more },
      });
    expect(await settle({ heirId: other, proof: '他说是儿子' })).toMatchObject({
      error: { code: 'member.heirNotRecorded', fields: { 'settling.heirId': {} } },
    });
    // A relation that began after the day of leaving does not count, and a friend is not among those of the rule.
    await relate(desk, id, other, { kind: 'spouse', from: '2026-06-26', until: '2026-06-28' });
    expect(await settle({ heirId: other })).toMatchObject({ error: { code: 'member.heirNotRecorded' } });
    const friend = await member('老友', 0);
    await relate(desk, id, friend, { kind: 'friend', proofKind: 'statement', from: '2020-01-01' });
    expect(await settle({ heirId: friend, proof: '遗嘱' })).toMatchObject({
      error: { code: 'member.heirOutside', fields: { 'settling.heirId': { code: 'field.heirOutside' } } },
    });
    expect(await settle({})).toMatchObject({
      error: { fields: { 'settling.heirId': { code: 'field.required' } } },
    });
    await relate(desk, id, other, { kind: 'spouse', from: '2010-05-01', until: '2026-06-25' });
    expect((await desk.call('timebank.previewEnding', { id, disposal: 'heir' })).heirs).toMatchObject([
      { id: other, relation: 'spouse', refusal: null },
      { id: friend, relation: 'friend', refusal: 'member.heirOutside' },
    ]);
    expect(await settle({ heirId: other })).toMatchObject({ ok: true });
    expect([await coins(desk, id), await coins(desk, other)]).toEqual([0, 240]);
    expect((await membership(desk, id)).steps).not.toContain('settle');
  });

  it('gives points to an heir lot by lot with their last days; those that are over lapse', async () => {
    const id = await addMember(desk, '有积分的');
    const heir = await addMember(desk, '女儿');
    for (const expiry of [{ kind: 'none' }, { kind: 'years', years: 1 }, { kind: 'endOfYear' }] as const) {
      await givePoints(desk, '2026-06-30', expiry);
      const from = { none: '08', years: '10', endOfYear: '12' }[expiry.kind];
      const to = { none: '10', years: '12', endOfYear: '14' }[expiry.kind];
      await book(desk, sheet('2026-06-21', [line(id, `${from}:00`, `${to}:00`, 120)]));
    }
    const lots = async (memberId: string) =>
      (await desk.call('timebank.readPoints', { memberId })).lots
        .filter(({ left }) => left > 0)
        .map(({ left, expiresOn }) => `${left} ${expiresOn}`)
        .sort();
    const before = await lots(id);
    expect(before).toHaveLength(3);
    desk.clock.set('2027-01-02T02:00:00.000Z');
    expect(
      (await desk.call('timebank.previewEnding', { id, disposal: 'heir', heirId: heir })).rest,
    ).toMatchObject({
      ...{ coinMinutes: 360, points: 6, expiredPoints: 2 },
    });
    const { id: relationId } = await relate(desk, heir, id, {
      kind: 'spouse',
      proofKind: 'marriageCertificate',
    });
    // The marriage is written off with the death itself: on its last day it still held.
    await desk.call('timebank.endRelation', { id: relationId, endedOn: '2026-12-30', reason: '一方去世' });
    const ending = {
      kind: 'died',
      onDay: '2026-12-30',
      disposal: 'heir',
      heirId: heir,
      reason: '家属告知',
    } as const;
    const asked = { id, disposal: 'heir', heirId: heir, onDay: ending.onDay } as const;
    expect(await desk.call('timebank.previewEnding', asked)).toMatchObject({
      ...{
        anybody: false,
        heirs: [{ id: heir, relationId, proofKind: 'marriageCertificate', refusal: null }],
      },
    });
    expect((await desk.call('timebank.previewEnding', { ...asked, onDay: '2026-12-31' })).heirs).toEqual([]);
    await end(desk, id, ending);
    const [event] = await desk.sql<{ inputs: string }>(
      `SELECT inputs FROM member_events WHERE member_id = ? AND kind = 'died'`,
      [id],
    );
    expect(JSON.parse(event!.inputs)).toEqual({ relation: 'spouse', relationId, proof: '' });
    expect([await points(id), await lots(id)]).toEqual([0, []]);
    expect(await lots(heir)).toEqual(before.filter((lot) => !lot.endsWith('2026-12-31')));
    expect(await balance(desk, 'points:expired')).toBe(2);
    expect([await coins(desk, heir), await points(heir)]).toEqual([360, 4]);
    expect(await sums(desk)).toEqual([0, 0]);
    expect(await problems(desk)).toEqual([]);
  });

  it('goes outside the circle only where the rule lets anybody inherit, and then with a proof there and then', async () => {
    const id = await member('无亲属的', 1);
    const neighbour = await member('照料的邻居', 0);
    const { version } = await membership(desk, id);
    const ending = {
      kind: 'died',
      onDay: '2027-01-02',
      disposal: 'heir',
      reason: '社区告知',
      heirId: neighbour,
    };
    const ask = (proof: string) =>
      desk.ask('timebank.endMember', { id, version, ending: { ...ending, proof } as never });
    expect(await ask('遗赠扶养协议')).toMatchObject({ error: { code: 'member.heirNotRecorded' } });
    const { inForce } = await desk.call('timebank.readRules', {});
    const { body } = inForce.find(({ rule }) => rule.code === 'membership')!.rule;
    const adopt = (heirs: string) =>
      desk.call('timebank.saveRule', {
        rule: { code: 'membership', body: { ...body, heirs } as never },
        ...{ validFrom: '2027-01-02', source: '测试', verified: false, reason: '测试' },
      });
    await adopt('anyone');
    expect(await ask('')).toMatchObject({
      error: { fields: { 'ending.proof': { code: 'field.required' } } },
    });
    expect(await ask('遗赠扶养协议')).toMatchObject({ ok: true });
    await adopt('relatives');
  });

  it('is refused while something is open, and names it', async () => {
    const recipient = await member('点单的', 4);
    const helper = await addMember(desk, '接单的');
    const request = await published(desk, recipient, { wantedOn: '2027-01-05' });
    const { number } = await desk.call('timebank.readRequest', { id: request.id });
    const ask = async (id: string) => {
      const { version } = await membership(desk, id);
      return desk.ask('timebank.endMember', { id, version, ending: { ...leaving, onDay: '2027-01-02' } });
    };
    expect(await ask(recipient)).toMatchObject({
      error: { code: 'member.hasOpenWork', params: { items: number } },
    });
    await desk.call('timebank.takeRequest', { id: request.id, helperId: helper });
    expect(await ask(helper)).toMatchObject({
      error: { code: 'member.hasOpenWork', params: { items: number } },
    });
    expect((await desk.call('timebank.previewEnding', { id: helper, disposal: 'keep' })).blockers).toEqual([
      { kind: 'request', text: number },
    ]);
    const { version } = await desk.call('timebank.readRequest', { id: request.id });
    await desk.call('timebank.cancelRequest', { id: request.id, version, reason: '不需要了' });
    expect(await ask(helper)).toMatchObject({ ok: true, value: { transactionId: null } });
    expect(await ask(recipient)).toMatchObject({ ok: true });
  });

  it('still takes a service of before, with a remark, and a reversal; both leave a rest that can be settled', async () => {
    const id = await member('补录的', 2);
    await end(desk, id, { onDay: '2026-07-01' });
    const late = sheet('2026-06-29', [line(id, '08:00', '09:00', 60)], { sourceClass: 'lateEntry' });
    const check = await desk.call('timebank.checkSheet', { sheet: late });
    expect(check.findings.map(({ code, severity }) => `${severity} ${code}`)).toContain(
      'warning sheet.servedBeforeLeaving',
    );
    await book(desk, late);
    expect(await coins(desk, id)).toBe(60);
    const after = sheet('2026-07-02', [line(id, '08:00', '09:00', 60)], { sourceClass: 'lateEntry' });
    expect(await desk.ask('timebank.saveSheet', { sheet: after })).toMatchObject({
      error: { fields: { 'sheet.lines.0.memberId': { code: 'sheet.memberInactive' } } },
    });
    expect((await membership(desk, id)).steps).toContain('settle');
  });

  it('ends for one who comes back: same number, nothing given back; one recorded in error takes it all back', async () => {
    const id = await member('回来的', 2);
    const { volunteerNumber } = await desk.call('timebank.readMember', { id });
    await end(desk, id, { onDay: '2027-01-01' });
    let { version } = await membership(desk, id);
    await desk.call('timebank.returnMember', { id, version, reason: '又搬回来了' });
    expect(await desk.call('timebank.readMember', { id })).toMatchObject({
      ...{ volunteerNumber, standing: 'active', coinMinutes: 0, serviceMinutes: 120 },
    });
    await book(desk, sheet('2027-01-02', [line(id, '00:10', '01:10', 60)]));
    await end(desk, id, { kind: 'died', onDay: '2027-01-02', reason: '听邻居说' });
    ({ version } = await membership(desk, id));
    expect(await desk.ask('timebank.returnMember', { id, version, reason: '活着' })).toMatchObject({
      error: { code: 'member.stepForbidden' },
    });
    expect(await desk.call('timebank.revokeEnding', { id, version, reason: '误传' })).toMatchObject({
      reversed: 1,
    });
    expect(await desk.call('timebank.readMember', { id })).toMatchObject({
      standing: 'active',
      coinMinutes: 60,
    });
    expect(await sums(desk)).toEqual([0, 0]);
    expect(await problems(desk)).toEqual([]);
  });
});
