import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { addMember, book, coins, line, sheet } from '../play.ts';
import { published } from '../work-kit.ts';
import { balance, end, givePoints, membership, merge, problems, sums } from './kit.ts';

/*
 * One person registered twice. The bugs these would catch: hours counted twice or lost, a certificate or statement of
 * before that no longer comes out, a number given to somebody else, a merge that cannot be taken back.
 */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk({ now: '2026-06-10T02:00:00.000Z' });
  await givePoints(desk, '2026-06-10', { kind: 'endOfYear' });
});
afterAll(() => desk.close());

const hours = async (id: string) => (await desk.call('timebank.readMember', { id })).serviceMinutes;
const names = async (input: object) =>
  (await desk.call('timebank.listMembers', input)).rows.map(
    ({ name, volunteerNumber }) => `${name} ${volunteerNumber}`,
  );
const numberOf = async (id: string) => (await desk.call('timebank.readMember', { id })).volunteerNumber;

/** Two rows of one person, each with hours, coins and points. */
async function twins(name: string) {
  const one = await addMember(desk, name, { birthDate: '1950-03-07', phone: '13800001234' });
  const two = await addMember(desk, name, {
    birthDate: '1950-03-07',
    phone: '13900001234',
    address: '尧林仙居1栋',
  });
  await book(desk, sheet('2026-06-08', [line(one, '08:00', '10:00', 120)], { activity: `${name}巡查` }));
  await book(desk, sheet('2026-06-09', [line(two, '08:00', '11:00', 180)], { activity: `${name}陪伴` }));
  return { one, two };
}

describe('doubles', () => {
  it('leave an earlier statement as it was, and the next one begins where it ended', async () => {
    const { one, two } = await twins('重复丙');
    desk.clock.set('2026-07-01T02:00:00.000Z');
    const june = await desk.call('timebank.issueStatement', {
      memberId: one,
      month: '2026-06',
      large: false,
    });
    await merge(desk, one, two);
    desk.clock.set('2026-08-01T02:00:00.000Z');
    const july = await desk.call('timebank.issueStatement', {
      memberId: one,
      month: '2026-07',
      large: false,
    });
    expect(
      await desk.call('timebank.issueStatement', { memberId: one, month: '2026-06', large: false }),
    ).toEqual(june);
    const rows = await desk.sql<{ document_id: string; opening: number; closing: number }>(
      `SELECT document_id, opening, closing FROM statement_assertions WHERE member_id = ? AND unit = 'minute' ORDER BY month`,
      [one],
    );
    expect(rows.map(({ opening, closing }) => [opening, closing])).toEqual([
      [0, 120],
      [120, 300],
    ]);
    expect(rows[1]!.document_id).toBe(july.documentId);
    expect(await problems(desk)).toEqual([]);
  });

  it('are listed with the reason, side by side and masked; other people are not', async () => {
    const { one, two } = await twins('重复甲');
    await addMember(desk, '重复甲', { birthDate: '1961-01-01' });
    const { rows } = await desk.call('timebank.listTwins', {});
    const pair = rows.filter(({ one: side }) => side.name === '重复甲');
    expect(pair).toHaveLength(1);
    expect(pair[0]!.reasons.sort()).toEqual(['nameAndBirth', 'nameAndPhone']);
    expect([pair[0]!.one.id, pair[0]!.other.id].sort()).toEqual([one, two].sort());
    expect(JSON.stringify(rows)).not.toContain('13800001234');
    expect(await desk.call('timebank.previewMerge', { survivorId: one, mergedId: two })).toMatchObject({
      ...{ blockers: [], services: 1, rest: { coinMinutes: 180, points: 3 } },
      survivor: { serviceMinutes: 120, entries: 2 },
      merged: { serviceMinutes: 180, points: 3 },
    });
  });

  it('become one: coins, points with their last day and hours; row and number stay, the audit agrees', async () => {
    const { one, two } = await twins('重复乙');
    const [first, second] = [await numberOf(one), await numberOf(two)];
    const certificate = await desk.call('timebank.issueCertificate', {
      ...{
        memberId: two,
        from: '2026-06-01',
        to: '2026-06-30',
        purpose: '',
        remarks: '',
        withoutIdNumber: true,
      },
    });
    const { services } = await merge(desk, one, two);
    expect(services).toBe(1);
    expect([await hours(one), await hours(two), await coins(desk, one), await coins(desk, two)]).toEqual([
      300, 0, 300, 0,
    ]);
    expect(await balance(desk, `member:${one}:points`)).toBe(5);
    expect(
      (await desk.call('timebank.readPoints', { memberId: one })).lots.map(({ left, expiresOn }) => [
        left,
        expiresOn,
      ]),
    ).toEqual([
      [3, '2026-12-31'],
      [2, '2026-12-31'],
    ]);
    expect(await names({ text: second })).toEqual([`重复乙 ${first}`]);
    expect(await names({ text: '重复乙' })).toEqual([`重复乙 ${first}`]);
    expect(await names({ standing: 'merged' })).toContain(`重复乙 ${second}`);
    expect(await membership(desk, two)).toMatchObject({
      standing: 'merged',
      mergedInto: { id: one },
      steps: ['takeBack'],
    });
    expect((await membership(desk, one)).events.at(-1)).toMatchObject({
      kind: 'absorbed',
      other: { id: two },
    });
    // What the double knew and the survivor did not is not lost.
    expect((await desk.call('timebank.revealMember', { id: one })).address).toBe('尧林仙居1栋');
    expect(
      await desk.ask('timebank.saveMember', {
        member: { name: '别人', joinedOn: '2026-07-01', volunteerNumber: second },
      }),
    ).toMatchObject({
      error: { code: 'member.numberTaken' },
    });
    const whole = await desk.call('timebank.issueCertificate', {
      ...{
        memberId: one,
        from: '2026-06-01',
        to: '2026-06-30',
        purpose: '',
        remarks: '',
        withoutIdNumber: true,
      },
    });
    const register = (await desk.call('timebank.listCertificates', {})).rows;
    expect(register.find(({ number }) => number === whole.number)).toMatchObject({
      minutes: 300,
      stillTrue: true,
    });
    expect(register.find(({ number }) => number === certificate.number)).toMatchObject({ minutes: 180 });
    expect(await sums(desk)).toEqual([0, 0]);
    expect(await problems(desk)).toEqual([]);
    const { transactionId } = (await membership(desk, two)).events.at(-1)!;
    expect(await desk.ask('timebank.reverseTransaction', { transactionId, reason: '错了' })).toMatchObject({
      error: { code: 'member.mergeTakeBack' },
    });
  });

  it('are taken back whole; then an old booking is corrected, and they can be merged again', async () => {
    const { one, two } = await twins('重复丁');
    const [entry] = (await desk.call('timebank.listEntries', { memberId: two })).rows;
    await merge(desk, one, two);
    const reverse = () =>
      desk.ask('timebank.reverseTransaction', { transactionId: entry!.transactionId, reason: '多记了' });
    expect(await reverse()).toMatchObject({ error: { code: 'member.merged' } });
    const { version } = await membership(desk, two);
    await desk.call('timebank.takeBackMerge', { id: two, version, reason: '不是同一人' });
    expect([await hours(one), await hours(two), await coins(desk, one), await coins(desk, two)]).toEqual([
      120, 180, 120, 180,
    ]);
    expect([
      await balance(desk, `member:${one}:points`),
      await balance(desk, `member:${two}:points`),
    ]).toEqual([2, 3]);
    expect(await problems(desk)).toEqual([]);
    expect(await reverse()).toMatchObject({ ok: true });
    expect([await hours(two), await coins(desk, two)]).toEqual([0, 0]);
    expect(await problems(desk)).toEqual([]);
    await book(desk, sheet('2026-08-01', [line(two, '00:10', '00:40', 30)]));
    await merge(desk, one, two);
    expect([await hours(one), await hours(two)]).toEqual([150, 0]);
    expect(await problems(desk)).toEqual([]);
    expect(await sums(desk)).toEqual([0, 0]);
  });

  it('cannot be taken back when the survivor has spent what came', async () => {
    const { one, two } = await twins('重复戊');
    await merge(desk, one, two);
    await desk.call('timebank.donateCoins', { memberId: one, minutes: 200, reason: '捐' });
    const { version } = await membership(desk, two);
    expect(
      await desk.ask('timebank.takeBackMerge', { id: two, version, reason: '不是同一人' }),
    ).toMatchObject({
      error: { code: 'ledger.insufficientBalance' },
    });
    expect([await hours(one), await hours(two)], 'nothing was half done').toEqual([300, 0]);
  });

  it('are not merged while something is open, nor with themselves, a group, or somebody who has gone', async () => {
    const { one, two } = await twins('重复己');
    const group = await addMember(desk, '重复己', { kind: 'group' });
    const ask = async (survivorId: string, mergedId: string) => {
      const [survivorVersion, mergedVersion] = [
        (await membership(desk, survivorId)).version,
        (await membership(desk, mergedId)).version,
      ];
      return desk.ask('timebank.mergeMembers', {
        survivorId,
        survivorVersion,
        mergedId,
        mergedVersion,
        reason: '同一人',
      });
    };
    const forbidden = { error: { code: 'member.mergeForbidden' } };
    expect(await ask(one, one)).toMatchObject(forbidden);
    expect(await ask(one, group)).toMatchObject(forbidden);
    const request = await published(desk, two, { wantedOn: '2026-08-20' });
    const { number } = await desk.call('timebank.readRequest', { id: request.id });
    expect(await ask(one, two)).toMatchObject({
      error: { code: 'member.hasOpenWork', params: { items: number } },
    });
    const { version } = await desk.call('timebank.readRequest', { id: request.id });
    await desk.call('timebank.cancelRequest', { id: request.id, version, reason: '不要了' });
    const pending = await desk.call('timebank.saveSheet', {
      sheet: sheet('2026-06-30', [line(two, '15:00', '16:00', 60)]),
    });
    expect(await ask(one, two)).toMatchObject({ error: { params: { items: pending.number } } });
    await desk.call('timebank.cancelSheet', { id: pending.id, version: 1, reason: '重复' });
    await end(desk, one, { onDay: '2026-08-01' });
    expect(await ask(one, two)).toMatchObject(forbidden);
    expect(await ask(two, one), 'a double that has left may still be merged').toMatchObject({ ok: true });
    expect(await hours(two)).toBe(300);
    expect(await problems(desk)).toEqual([]);
  });

  it('of doubles all lead to the last survivor', async () => {
    const { one, two } = await twins('重复庚');
    const three = await addMember(desk, '重复庚', { phone: '13800001234' });
    const number = await numberOf(two);
    await merge(desk, one, two);
    await merge(desk, three, one);
    expect(await names({ text: number })).toEqual([`重复庚 ${await numberOf(three)}`]);
    const { version } = await membership(desk, two);
    expect(await desk.ask('timebank.takeBackMerge', { id: two, version, reason: '错了' })).toMatchObject({
      error: { code: 'member.mergeForbidden' },
    });
    expect(await hours(three)).toBe(300);
    expect(await problems(desk)).toEqual([]);
  });
});
