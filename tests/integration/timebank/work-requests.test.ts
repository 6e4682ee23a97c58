import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { account, people, published, served, wish } from './work-kit.ts';
import { addMember } from './play.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error.code : undefined;
};
const read = (id: string) => desk.call('timebank.readRequest', { id });

describe('a request of a resident', () => {
  it('from the first word to the booking: both legs in one transaction, hours for the helper, nothing left reserved', async () => {
    const who = await people(desk);
    const draft = await desk.call('timebank.saveRequest', { request: wish(who.recipient) });
    expect(draft.number).toBe('2026-尧-点单-0001');
    const edited = await desk.call('timebank.saveRequest', {
      id: draft.id,
      version: draft.version,
      request: wish(who.recipient, { wantedOn: '2026-07-01', startsAt: '09:30', endsAt: '11:00' }),
    });
    const open = await desk.call('timebank.publishRequest', { id: draft.id, version: edited.version });
    expect(open.reservedMinutes).toBe(90);
    expect(await account(desk, who.recipient)).toEqual({ balance: 180, held: 90 });

    const taken = await desk.call('timebank.takeRequest', { id: draft.id, helperId: who.helper });
    const started = await desk.call('timebank.signInRequest', { id: draft.id, version: taken.version });
    desk.clock.set('2026-07-01T02:45:00.000Z');
    const ended = await desk.call('timebank.signOutRequest', { id: draft.id, version: started.version });
    expect(ended.minutes).toBe(75);
    expect(
      await refused(desk.call('timebank.completeRequest', { id: draft.id, version: ended.version })),
    ).toBe('request.notConfirmed');
    const first = await desk.call('timebank.confirmRequest', {
      id: draft.id,
      version: ended.version,
      side: 'recipient',
      way: 'telephone',
    });
    const second = await desk.call('timebank.confirmRequest', {
      id: draft.id,
      version: first.version,
      side: 'helper',
    });
    const before = await read(draft.id);
    expect(before.settlement).toMatchObject({ chargedMinutes: 75, coinMinutes: 75, donatedMinutes: 0 });
    const done = await desk.call('timebank.completeRequest', { id: draft.id, version: second.version });
    expect(done).toMatchObject({ chargedMinutes: 75, coinMinutes: 75, donatedMinutes: 0 });

    expect(await account(desk, who.recipient)).toEqual({ balance: 105, held: 0 });
    expect(await account(desk, who.helper)).toEqual({ balance: 75, held: 0 });
    const [hold] = await desk.sql(
      'SELECT amount, state, transaction_id FROM ledger_holds WHERE purpose_id = ?',
      [draft.id],
    );
    expect(hold).toEqual({ amount: 90, state: 'posted', transaction_id: done.transactionId });
    expect(
      await desk.sql(
        'SELECT member_id, minutes, source_class, occasion FROM service_records WHERE transaction_id = ?',
        [done.transactionId],
      ),
    ).toEqual([
      { member_id: who.helper, minutes: 75, source_class: 'signInOut', occasion: `request:${draft.id}` },
    ]);
    const view = await read(draft.id);
    expect(view).toMatchObject({ state: 'confirmed', reversed: false, transactionId: done.transactionId });
    expect(view.events.map(({ step }) => step)).toEqual([
      ...[
        'write',
        'edit',
        'publish',
        'take',
        'signIn',
        'signOut',
        'confirmRecipient',
        'confirmHelper',
        'complete',
      ],
    ]);
    const check = await desk.call('timebank.verifyLedger', {});
    expect(check.problems).toEqual([]);
  });

  it('is published only when the account has the time, and not twice for the same coins', async () => {
    const who = await people(desk, 120);
    await published(desk, who.recipient);
    const second = await desk.call('timebank.saveRequest', { request: wish(who.recipient) });
    expect(
      await refused(desk.call('timebank.publishRequest', { id: second.id, version: second.version })),
    ).toBe('ledger.insufficientBalance');
    expect((await read(second.id)).state).toBe('draft');
  });

  it('is taken once; the second helper is told so, and one’s own request cannot be taken', async () => {
    const who = await people(desk);
    const { id } = await published(desk, who.recipient);
    expect(await refused(desk.call('timebank.takeRequest', { id, helperId: who.recipient }))).toBe(
      'request.ownRequest',
    );
    await desk.call('timebank.takeRequest', { id, helperId: who.helper });
    expect(await refused(desk.call('timebank.takeRequest', { id, helperId: who.other }))).toBe(
      'request.alreadyTaken',
    );
    await expect(desk.sql('UPDATE requests SET helper_id = ? WHERE id = ?', [who.other, id])).rejects.toThrow(
      'request.alreadyTaken',
    );
  });

  it('does not give one helper two requests at the same time', async () => {
    const who = await people(desk, 240);
    const one = await published(desk, who.recipient);
    const two = await published(desk, who.recipient, { startsAt: '10:00', endsAt: '11:00' });
    await desk.call('timebank.takeRequest', { id: one.id, helperId: who.helper });
    expect(await refused(desk.call('timebank.takeRequest', { id: two.id, helperId: who.helper }))).toBe(
      'request.helperBusy',
    );
  });

  it('given by choice: helpers offer, one of them is chosen, nobody takes it past the others', async () => {
    const who = await people(desk);
    const { id } = await published(desk, who.recipient, { mode: 'choose' });
    expect(await refused(desk.call('timebank.takeRequest', { id, helperId: who.helper }))).toBe(
      'request.givenByChoice',
    );
    await desk.call('timebank.offerHelp', { id, helperId: who.other, note: '住同一栋楼' });
    expect(await refused(desk.call('timebank.offerHelp', { id, helperId: who.other }))).toBe(
      'record.duplicate',
    );
    const { version } = await read(id);
    expect(await refused(desk.call('timebank.chooseHelper', { id, version, helperId: who.helper }))).toBe(
      'request.notOffered',
    );
    const match = await desk.call('timebank.matchHelpers', { requestId: id });
    expect(match.rows.map(({ name, offered, skilled }) => [name, offered, skilled])).toEqual([
      ['李小红', true, false],
      ['王志明', false, true],
    ]);
    await desk.call('timebank.chooseHelper', { id, version, helperId: who.other });
    expect((await read(id)).helper?.name).toBe('李小红');
  });

  it('handed back stands open again with its reservation, and is taken by another', async () => {
    const who = await people(desk);
    const { id } = await published(desk, who.recipient);
    const taken = await desk.call('timebank.takeRequest', { id, helperId: who.helper });
    await desk.call('timebank.handBackRequest', { id, version: taken.version, reason: '生病' });
    expect(await account(desk, who.recipient)).toMatchObject({ held: 90 });
    await desk.call('timebank.takeRequest', { id, helperId: who.other });
    expect((await read(id)).events.map(({ step }) => step)).toEqual([
      'write',
      'publish',
      'take',
      'handBack',
      'take',
    ]);
  });

  it('that took longer is not booked beyond its reservation: a new one is made in sight, or it is refused', async () => {
    const who = await people(desk, 120);
    const long = await served(desk, who, 110);
    expect(await refused(desk.call('timebank.completeRequest', long))).toBe('request.moreThanReserved');
    const more = await desk.call('timebank.reserveMore', { ...long, reason: '排队久' });
    expect(more.reservedMinutes).toBe(110);
    expect(
      await desk.sql('SELECT amount, state FROM ledger_holds WHERE purpose_id = ? ORDER BY held_at, amount', [
        long.id,
      ]),
    ).toEqual([
      { amount: 90, state: 'void' },
      { amount: 110, state: 'held' },
    ]);
    await desk.call('timebank.completeRequest', { id: long.id, version: more.version });
    expect(await account(desk, who.recipient)).toEqual({ balance: 10, held: 0 });
    const poor = await addMember(desk, '周奶奶');
    const draft = await desk.call('timebank.saveRequest', { request: wish(poor) });
    expect(
      await refused(desk.call('timebank.publishRequest', { id: draft.id, version: draft.version })),
    ).toBe('ledger.insufficientBalance');
  });

  it('confirmed by both for more than the recipient has is taken back, with a reason, and entered anew or cancelled', async () => {
    const who = await people(desk, 100);
    const stuck = await served(desk, who, 110);
    expect(await refused(desk.call('timebank.reserveMore', { ...stuck, reason: '排队久' }))).toBe(
      'ledger.insufficientBalance',
    );
    expect(await refused(desk.call('timebank.cancelRequest', { ...stuck, reason: '付不起' }))).toBe(
      'request.alreadyConfirmed',
    );
    expect((await read(stuck.id)).steps).toContain('withdraw');
    const open = await desk.call('timebank.withdrawConfirmations', { ...stuck, reason: '只付得起90分钟' });
    expect(await read(stuck.id)).toMatchObject({ recipientConfirmed: false, helperConfirmed: false });
    expect((await read(stuck.id)).events.at(-1)).toMatchObject({ step: 'withdraw', text: '只付得起90分钟' });
    expect(
      await refused(
        desk.call('timebank.withdrawConfirmations', { ...stuck, version: open.version, reason: '再' }),
      ),
    ).toBe('request.nothingConfirmed');
    const service = { servedOn: '2026-07-01', startsAt: '08:00', endsAt: '09:30', minutes: 90 };
    let { version } = await desk.call('timebank.enterService', { ...open, service });
    // Copied from paper again: not an entry after the event.
    expect((await read(stuck.id)).served?.sourceClass).toBe('sheet');
    for (const side of ['recipient', 'helper'] as const) {
      ({ version } = await desk.call('timebank.confirmRequest', { id: stuck.id, version, side }));
    }
    await desk.call('timebank.completeRequest', { id: stuck.id, version });
    expect(await account(desk, who.recipient)).toEqual({ balance: 10, held: 0 });
  });

  it('cancelled frees its coins; what is closed is never opened again', async () => {
    const who = await people(desk);
    const { id, version } = await published(desk, who.recipient);
    await desk.call('timebank.cancelRequest', { id, version, reason: '家人陪同' });
    expect(await account(desk, who.recipient)).toMatchObject({ held: 0 });
    await expect(desk.sql(`UPDATE requests SET state = 'published' WHERE id = ?`, [id])).rejects.toThrow(
      'request.stageForbids',
    );
    await expect(desk.sql('DELETE FROM requests WHERE id = ?', [id])).rejects.toThrow('request.stageForbids');
  });

  it('times out when nobody took it or nobody came; doing it twice does nothing more', async () => {
    const who = await people(desk, 240);
    const untaken = await published(desk, who.recipient);
    const uncome = await published(desk, who.recipient, { startsAt: '14:00', endsAt: '15:00' });
    await desk.call('timebank.takeRequest', { id: uncome.id, helperId: who.helper });
    desk.clock.set('2026-07-02T16:00:00.000Z'); // midnight after the wanted day, in Shanghai
    expect(await desk.call('timebank.lapseRequests', {})).toEqual({ timedOut: 1, vouchers: 0 });
    expect(await desk.call('timebank.lapseRequests', {})).toEqual({ timedOut: 0, vouchers: 0 });
    expect((await read(untaken.id)).state).toBe('timedOut');
    desk.clock.set('2026-07-09T16:00:00.000Z');
    expect(await desk.call('timebank.lapseRequests', {})).toEqual({ timedOut: 1, vouchers: 0 });
    expect(await account(desk, who.recipient)).toMatchObject({ held: 0 });
    expect(await desk.sql(`SELECT DISTINCT state FROM ledger_holds`)).toEqual([{ state: 'expired' }]);
  });

  it('is not published by a clerk, and booked by nobody but a coordinator', async () => {
    const who = await people(desk);
    const clerk = await desk.as(['clerk']);
    const auditor = await desk.as(['auditor']);
    const draft = await clerk.call('timebank.saveRequest', { request: wish(who.recipient) });
    expect(
      await refused(clerk.call('timebank.publishRequest', { id: draft.id, version: draft.version })),
    ).toBe('session.roleMissing');
    const ready = await served(desk, who);
    expect(await refused(clerk.call('timebank.completeRequest', ready))).toBe('session.roleMissing');
    expect((await auditor.call('timebank.readRequest', { id: ready.id })).state).toBe('done');
    expect(await refused(auditor.call('timebank.takeRequest', { id: ready.id, helperId: who.helper }))).toBe(
      'session.roleMissing',
    );
  });

  it('is evaluated once, and complained about with an answer', async () => {
    const who = await people(desk);
    const ready = await served(desk, who);
    const done = await desk.call('timebank.completeRequest', ready);
    await desk.call('timebank.evaluateRequest', {
      id: ready.id,
      version: done.version,
      score: 5,
      words: '很细心',
    });
    expect(
      await refused(desk.call('timebank.evaluateRequest', { id: ready.id, version: done.version, score: 1 })),
    ).toBe('request.alreadyEvaluated');
    const filed = await desk.call('timebank.fileComplaint', {
      memberId: who.helper,
      requestId: ready.id,
      words: '迟到半小时',
    });
    await desk.call('timebank.answerComplaint', { ...filed, answer: '已向双方了解，堵车，致歉' });
    expect(
      await refused(desk.call('timebank.answerComplaint', { id: filed.id, version: 2, answer: '再答' })),
    ).toBe('complaint.answered');
    const view = await read(ready.id);
    expect(view.evaluation).toMatchObject({ score: 5, words: '很细心' });
    expect(view.complaints).toMatchObject([{ state: 'answered' }]);
  });

  it('shows on the board in its column, found by number, title and pinyin of either side', async () => {
    const who = await people(desk, 240);
    const one = await published(desk, who.recipient);
    await desk.call('timebank.saveRequest', { request: wish(who.recipient, { title: '读报' }) });
    await desk.call('timebank.takeRequest', { id: one.id, helperId: who.helper });
    const totals = async (text: string) =>
      Object.fromEntries(
        (await desk.call('timebank.readRequestBoard', { text })).columns.map(({ column, total }) => [
          column,
          total,
        ]),
      );
    expect(await totals('')).toMatchObject({ draft: 1, published: 0, taken: 1 });
    expect(await totals('读报')).toMatchObject({ draft: 1, taken: 0 });
    expect(await totals('wangzhiming')).toMatchObject({ draft: 0, taken: 1 });
    desk.clock.set('2026-07-01T04:30:00.000Z');
    const [card] = (await desk.call('timebank.listRequests', { states: ['taken'] })).rows;
    expect(card).toMatchObject({
      waitingHours: 3,
      recipient: { name: '沈阿姨' },
      helper: { name: '王志明' },
    });
  });

  it('waits from its publication, not from its first draft, and counts while it still waits', async () => {
    const who = await people(desk, 240);
    const waiting = async () => (await desk.call('timebank.readLiability', {})).waiting;
    const draft = await desk.call('timebank.saveRequest', {
      request: wish(who.recipient, { wantedOn: '2026-07-20' }),
    });
    desk.clock.set('2026-07-03T01:30:00.000Z');
    expect(await waiting()).toBeNull();
    await desk.call('timebank.publishRequest', { id: draft.id, version: draft.version });
    desk.clock.set('2026-07-08T01:30:00.000Z');
    expect(await waiting()).toEqual({ medianDays: 5, requests: 1 });
    const quick = await served(desk, who, 90, { wantedOn: '2026-07-08' });
    await desk.call('timebank.completeRequest', quick);
    expect(await waiting()).toEqual({ medianDays: 0, requests: 2 });
    // What was given up never came: it neither waits nor was served.
    const { version } = await read(draft.id);
    await desk.call('timebank.cancelRequest', { id: draft.id, version, reason: '家人陪同' });
    expect(await waiting()).toEqual({ medianDays: 0, requests: 1 });
  });

  it('shows among the helpers what speaks against their earning by it, as a sheet would', async () => {
    const who = await people(desk);
    const child = await addMember(desk, '小学生', { birthDate: '2014-05-05' });
    const { id } = await published(desk, who.recipient);
    const { rows } = await desk.call('timebank.matchHelpers', { requestId: id });
    expect(rows.find((row) => row.id === child)?.doubts).toEqual([
      { code: 'sheet.minorWithoutGuardian', params: { name: '小学生', age: 12 } },
    ]);
    expect(rows.find((row) => row.id === who.helper)?.doubts).toEqual([]);
  });

  it('of a kind that has lost its price since is booked by the rule of the day of service', async () => {
    const who = await people(desk);
    const ready = await served(desk, who);
    desk.clock.set('2026-07-02T01:30:00.000Z');
    await withoutPrices('2026-07-02');
    expect(await read(ready.id)).toMatchObject({ unbookable: null, settlement: { chargedMinutes: 90 } });
    const done = await desk.call('timebank.completeRequest', ready);
    expect(done).toMatchObject({ chargedMinutes: 90, coinMinutes: 90 });
    expect(await desk.call('timebank.explainCredit', { transactionId: done.transactionId })).toMatchObject({
      result: 'same',
    });
  });

  it('worth nothing, or of a kind that no rule knows, can be read, says why it is not booked, and ends by cancelling', async () => {
    const who = await people(desk);
    const ready = await served(desk, who);
    await withoutPrices('2026-07-01');
    expect(await read(ready.id)).toMatchObject({
      unbookable: 'worthNothing',
      settlement: { chargedMinutes: 0 },
    });
    expect(await refused(desk.call('timebank.completeRequest', ready))).toBe('service.worthNothing');
    await desk.sql(`UPDATE requests SET service_type = 'oldKind' WHERE id = ?`, [ready.id]);
    expect(await read(ready.id)).toMatchObject({ unbookable: 'typeGone', settlement: null });
    expect(await refused(desk.call('timebank.completeRequest', ready))).toBe('service.typeGone');
    await desk.call('timebank.cancelRequest', { ...ready, reason: '这类服务已不计时间币' });
    expect(await account(desk, who.recipient)).toEqual({ balance: 180, held: 0 });
  });

  async function withoutPrices(validFrom: string) {
    const [rule] = (await desk.call('timebank.readRules', {})).inForce.filter(
      ({ code }) => code === 'credit',
    );
    if (rule?.rule.code !== 'credit') throw new Error('no rule of credit');
    await desk.call('timebank.saveRule', {
      rule: { code: 'credit', body: { ...rule.rule.body, basis: { kind: 'priceList', items: [] } } },
      ...{ validFrom, source: '通知', reason: '改为价目表' },
    });
  }
});
