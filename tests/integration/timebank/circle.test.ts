import { afterEach, describe, expect, it } from 'vitest';
import type { TestDesk } from '../../support/desk.ts';
import { openDesk } from '../../support/desk.ts';
import { assess, deskIn, earner, refusalOf, relate, represent } from './circle-kit.ts';
import { addMember, book, line, sheet } from './play.ts';
import { account, wish } from './work-kit.ts';

let desk: TestDesk;
afterEach(() => desk.close());

const gulou = async () => {
  desk = await deskIn('320106');
};
const qixia = async () => {
  desk = await openDesk();
};

describe('the circle of a member', () => {
  it('a transfer stands on the relation on file: its id is kept, and nothing that was typed as proof', async () => {
    await gulou();
    const giver = await earner(desk);
    const mother = await addMember(desk, '王母', { birthDate: '1945-05-05' });
    const gift = { fromId: giver, toId: mother, minutes: 60, reason: '赠母亲' };
    expect(await refusalOf(desk.call('timebank.transferCoins', gift))).toBe(
      'circle.notRecorded toId field.noRelation',
    );
    const { id } = await relate(desk, giver, mother, { proofNote: '户号 3201060012' });
    const { transactionId } = await desk.call('timebank.transferCoins', gift);
    const [row] = await desk.sql<{ inputs: string }>('SELECT inputs FROM ledger_transactions WHERE id = ?', [
      transactionId,
    ]);
    expect(JSON.parse(row!.inputs)).toEqual({ relation: 'lineal', relationId: id, minutes: 60 });
    expect((await account(desk, mother)).balance).toBe(60);
  });

  it('is read the same from both sides, says who may receive and why not, and what holds today comes first', async () => {
    await gulou();
    const giver = await earner(desk);
    const mother = await addMember(desk, '王母', { birthDate: '1945-05-05' });
    const son = await addMember(desk, '王小明', { birthDate: '2000-05-05' });
    const friend = await addMember(desk, '赵老师', { birthDate: '1950-05-05' });
    await relate(desk, mother, giver);
    await relate(desk, giver, son);
    await relate(desk, giver, friend, { kind: 'friend', proofKind: 'statement' });
    const circle = await desk.call('timebank.readCircle', { memberId: giver });
    expect(circle).toMatchObject({ transferCircle: 'spouseAndLineal', transferFromAge: 60 });
    const told = Object.fromEntries(circle.relations.map(({ other, refusal }) => [other.name, refusal]));
    expect(told).toEqual({
      王母: null,
      王小明: 'spending.receiverTooYoung',
      赵老师: 'spending.outsideCircle',
    });
    const mothers = await desk.call('timebank.readCircle', { memberId: mother });
    expect(mothers.relations.map(({ other, kind }) => [other.name, kind])).toEqual([['王志明', 'lineal']]);
    expect(
      await refusalOf(
        desk.call('timebank.transferCoins', { fromId: giver, toId: friend, minutes: 1, reason: '谢' }),
      ),
    ).toBe('spending.outsideCircle');
  });

  it('ended, it no longer opens a transfer, stays on file, and leaves room for another one', async () => {
    await gulou();
    const giver = await earner(desk);
    const wife = await addMember(desk, '李梅', { birthDate: '1950-01-01' });
    const { id } = await relate(desk, giver, wife, { kind: 'spouse', proofKind: 'marriageCertificate' });
    expect(await refusalOf(relate(desk, wife, giver, { kind: 'relative' }))).toBe(
      'circle.alreadyOpen relation.otherId field.alreadyRelated',
    );
    const end = { id, endedOn: '2026-07-01', reason: '已离婚' };
    expect(await refusalOf(desk.call('timebank.endRelation', { ...end, endedOn: '2026-07-02' }))).toBe(
      'input.invalid endedOn field.dateInFuture',
    );
    expect(await refusalOf(desk.call('timebank.endRelation', { ...end, endedOn: '2026-05-31' }))).toBe(
      'input.invalid endedOn field.dateTooEarly',
    );
    await desk.call('timebank.endRelation', end);
    expect(await refusalOf(desk.call('timebank.endRelation', end))).toBe('circle.alreadyEnded');
    const gift = { fromId: giver, toId: wife, minutes: 1, reason: '赠' };
    expect(await refusalOf(desk.call('timebank.transferCoins', gift))).toBe(
      'circle.notRecorded toId field.noRelation',
    );
    await relate(desk, giver, wife, { kind: 'spouse', from: '2026-07-01', proofKind: 'marriageCertificate' });
    await desk.call('timebank.transferCoins', gift);
    const { relations } = await desk.call('timebank.readCircle', { memberId: giver });
    expect(relations.map(({ state, endReason }) => [state, endReason])).toEqual([
      ['running', ''],
      ['ended', '已离婚'],
    ]);
  });

  it('a relation that begins later or is over opens nothing; a group has no relatives', async () => {
    await gulou();
    const giver = await earner(desk);
    const aunt = await addMember(desk, '王姑', { birthDate: '1950-01-01' });
    const team = await addMember(desk, '巡逻队', { kind: 'group' });
    await relate(desk, giver, aunt, { from: '2026-06-01', until: '2026-06-30' });
    await relate(desk, giver, aunt, { from: '2026-07-02' });
    const gift = { fromId: giver, toId: aunt, minutes: 1, reason: '赠' };
    expect(await refusalOf(desk.call('timebank.transferCoins', gift))).toBe(
      'circle.notRecorded toId field.noRelation',
    );
    expect(await refusalOf(relate(desk, giver, team))).toBe(
      'input.invalid relation.otherId field.personOnly',
    );
    expect(await refusalOf(relate(desk, giver, giver))).toBe(
      'input.invalid relation.otherId field.samePerson',
    );
    expect(await refusalOf(relate(desk, giver, aunt, { proofKind: 'other', from: '2027-01-01' }))).toBe(
      'input.invalid relation.proofNote field.required',
    );
  });

  it('where anybody may receive, nothing needs to be on file', async () => {
    await qixia();
    const giver = await earner(desk);
    const other = await addMember(desk, '赵明');
    await desk.call('timebank.transferCoins', { fromId: giver, toId: other, minutes: 30, reason: '谢' });
    expect((await account(desk, other)).balance).toBe(30);
  });
});

describe('acting for a member', () => {
  it('a transfer, an order and a request by a representative keep by whom they were asked for', async () => {
    await qixia();
    const member = await earner(desk, '周奶奶', 600);
    const other = await addMember(desk, '赵明');
    const { id: representationId } = await represent(desk, member);
    const gift = { fromId: member, toId: other, minutes: 30, reason: '谢' };
    const { transactionId } = await desk.call('timebank.transferCoins', { ...gift, representationId });
    const { id: goodsId } = await desk.call('timebank.saveGoods', {
      goods: { name: '大米', partner: '超市', unitName: '袋', minutesPrice: 60 },
    });
    await desk.call('timebank.moveStock', { id: goodsId, quantity: 2, reason: '到货' });
    const order = { memberId: member, goodsId, quantity: 1, unit: 'minute' as const, price: 60 };
    const { id: orderId } = await desk.call('timebank.placeOrder', { ...order, representationId });
    const { id: requestId } = await desk.call('timebank.saveRequest', {
      request: wish(member, { representationId }),
    });
    expect(
      await desk.sql('SELECT act_kind, act_id, representation_id FROM acts_for ORDER BY act_kind'),
    ).toEqual([
      { act_kind: 'order', act_id: orderId, representation_id: representationId },
      { act_kind: 'request', act_id: requestId, representation_id: representationId },
      { act_kind: 'transaction', act_id: transactionId, representation_id: representationId },
    ]);
    const read = await desk.call('timebank.readRequest', { id: requestId });
    expect(read.representative).toEqual({ representationId, name: '王小明' });
  });

  it('is refused beside the field when it is over, of another member, or does not reach so far', async () => {
    await qixia();
    const member = await earner(desk, '周奶奶');
    const other = await addMember(desk, '赵明');
    const ask = (representationId: string) =>
      refusalOf(
        desk.call('timebank.transferCoins', {
          ...{ fromId: member, toId: other, minutes: 1, reason: '谢', representationId },
        }),
      );
    const narrow = await represent(desk, member, { scopes: ['requests'] });
    expect(await ask(narrow.id)).toBe('input.invalid representationId field.representationScope');
    const past = await represent(desk, member, { until: '2026-06-30' });
    expect(await ask(past.id)).toBe('input.invalid representationId field.representationOver');
    const foreign = await represent(desk, other);
    expect(await ask(foreign.id)).toBe('input.invalid representationId field.representsOther');
    const ended = await represent(desk, member);
    await desk.call('timebank.endRepresentative', { id: ended.id, endedOn: '2026-07-01', reason: '已撤销' });
    expect(await ask(ended.id)).toBe('input.invalid representationId field.representationOver');
    expect((await account(desk, other)).balance).toBe(0);
  });

  it('nobody gives himself what belongs to the one he acts for', async () => {
    await qixia();
    const member = await earner(desk, '周奶奶');
    const nephew = await addMember(desk, '赵明');
    const { id } = await represent(desk, member, { representativeId: nephew, name: '', phone: '' });
    const gift = { fromId: member, toId: nephew, minutes: 1, reason: '谢' };
    expect(await refusalOf(desk.call('timebank.transferCoins', { ...gift, representationId: id }))).toBe(
      'representative.ownGain',
    );
    await desk.call('timebank.transferCoins', gift);
  });

  it('a request that is changed to another recipient does not keep the representative of the first', async () => {
    await qixia();
    const first = await earner(desk, '周奶奶');
    const second = await earner(desk, '沈阿姨');
    const { id: representationId } = await represent(desk, first);
    const { id, version } = await desk.call('timebank.saveRequest', {
      request: wish(first, { representationId }),
    });
    expect(
      await refusalOf(
        desk.call('timebank.saveRequest', { id, version, request: wish(second, { representationId }) }),
      ),
    ).toBe('input.invalid request.representationId field.representsOther');
    await desk.call('timebank.saveRequest', { id, version, request: wish(second) });
    expect((await desk.call('timebank.readRequest', { id })).representative).toBeNull();
  });

  it('a guardian of a minor acts in everything, until the day before the eighteenth birthday', async () => {
    await qixia();
    const child = await addMember(desk, '小周', { birthDate: '2009-03-10' });
    await represent(desk, child, { kind: 'guardianOfMinor', scopes: [], proofKind: 'householdRegister' });
    const { representatives } = await desk.call('timebank.readCircle', { memberId: child });
    expect(representatives[0]).toMatchObject({
      scopes: ['requests', 'counter', 'transfers'],
      until: '2027-03-09',
      state: 'running',
    });
    const grown = await addMember(desk, '大周', { birthDate: '2008-07-01' });
    expect(await refusalOf(represent(desk, grown, { kind: 'guardianOfMinor' }))).toBe(
      'input.invalid representative.kind field.notMinor',
    );
  });

  it('counts as a guardian on a sheet, as the old words do: the doubt about a minor is gone', async () => {
    await qixia();
    const child = await addMember(desk, '小周', { birthDate: '2012-03-10' });
    const old = await addMember(desk, '小吴', { birthDate: '2012-03-10', guardian: '吴母' });
    const doubts = async (memberId: string) => {
      const checked = await desk.call('timebank.checkSheet', {
        sheet: sheet('2026-06-20', [line(memberId, '09:00', '10:00', 60)]),
      });
      return checked.findings.map(({ code }) => code);
    };
    expect(await doubts(child)).toContain('sheet.minorWithoutGuardian');
    expect(await doubts(old)).not.toContain('sheet.minorWithoutGuardian');
    await represent(desk, child, { kind: 'guardianOfMinor', from: '2026-06-21' });
    expect(await doubts(child)).toContain('sheet.minorWithoutGuardian');
    await represent(desk, child, { kind: 'guardianOfMinor', from: '2026-06-20' });
    expect(await doubts(child)).not.toContain('sheet.minorWithoutGuardian');
  });
});

describe('who may receive', () => {
  it('a request for somebody outside the rule is refused, one in doubt is not', async () => {
    await qixia();
    const young = await earner(desk, '小王');
    await desk.sql(`UPDATE members SET birth_date = '1990-01-01' WHERE id = ?`, [young]);
    const unknown = await addMember(desk, '沈阿姨');
    await book(desk, sheet('2026-06-21', [line(unknown, '08:00', '11:00', 180)]));
    expect(await refusalOf(desk.call('timebank.saveRequest', { request: wish(young) }))).toBe(
      'input.invalid request.recipientId field.notReceiver',
    );
    const { id, version } = await desk.call('timebank.saveRequest', { request: wish(unknown) });
    await desk.sql(`UPDATE members SET birth_date = '1990-01-01' WHERE id = ?`, [unknown]);
    expect(await refusalOf(desk.call('timebank.publishRequest', { id, version }))).toBe(
      'input.invalid recipientId field.notReceiver',
    );
  });

  it('a service is asked for as coins are spent: after the threshold, but for those whom the rule names for their need', async () => {
    desk = await deskIn('310109');
    const elder = await earner(desk, '周奶奶');
    const spendable = () => desk.call('timebank.readSpendable', { memberId: elder });
    const publish = async () => {
      const { id, version } = await desk.call('timebank.saveRequest', { request: wish(elder) });
      return refusalOf(desk.call('timebank.publishRequest', { id, version }));
    };
    expect(await spendable()).toMatchObject({ serviceRefusal: 'spending.thresholdNotMet' });
    expect(await publish()).toBe('spending.thresholdNotMet');
    await assess(desk, elder, { classes: ['lowIncome'] });
    expect(await spendable()).toMatchObject({ serviceRefusal: null, thresholdMet: false });
    expect(await publish()).toBeUndefined();
  });

  it('the fund and the pools give by an assessment that holds today, and say which in the inputs', async () => {
    await qixia();
    const elder = await addMember(desk, '周奶奶', { birthDate: '1944-01-01' });
    const giver = await earner(desk);
    await desk.call('timebank.donateCoins', { memberId: giver, minutes: 120, reason: '献爱心' });
    const grant = { pool: 'pool:donated' as const, memberId: elder, minutes: 30, reason: '独居' };
    const fund = { memberId: elder, minutes: 60, reason: '重点空巢' };
    expect(await refusalOf(desk.call('timebank.grantFromPool', grant))).toBe(
      'recipient.notInNeed memberId field.notInNeed',
    );
    expect(await refusalOf(desk.call('timebank.issueFund', fund))).toBe(
      'recipient.notForFund memberId field.notForFund',
    );
    const { id } = await assess(desk, elder, { until: '2026-07-31' });
    const { transactionId } = await desk.call('timebank.grantFromPool', grant);
    await desk.call('timebank.issueFund', fund);
    const [row] = await desk.sql<{ inputs: string }>('SELECT inputs FROM ledger_transactions WHERE id = ?', [
      transactionId,
    ]);
    expect(JSON.parse(row!.inputs)).toMatchObject({ assessmentId: id });
    desk.clock.set('2026-08-01T01:00:00.000Z');
    expect(await refusalOf(desk.call('timebank.issueFund', fund))).toBe(
      'recipient.notForFund memberId field.notForFund',
    );
  });

  it('a later assessment takes the place of the earlier one, also when it is over', async () => {
    await qixia();
    const elder = await addMember(desk, '周奶奶', { birthDate: '1944-01-01' });
    await assess(desk, elder);
    await assess(desk, elder, {
      classes: [],
      from: '2026-06-15',
      until: '2026-06-20',
      evidence: '与子女同住',
    });
    const read = await desk.call('timebank.readEligibility', { memberId: elder });
    expect(read).toMatchObject({ verdict: 'doubt', byFund: false, age: 82 });
    expect(read.assessments.map(({ seq, current }) => [seq, current])).toEqual([
      [2, false],
      [1, false],
    ]);
    await assess(desk, elder, { from: '2026-08-01' });
    expect((await desk.call('timebank.readEligibility', { memberId: elder })).byFund).toBe(false);
  });

  it('where the rule names nobody for the fund, it is closed; where there is no rule, it is open to persons', async () => {
    desk = await deskIn('310106');
    const elder = await addMember(desk, '周奶奶', { birthDate: '1944-01-01' });
    await assess(desk, elder, { classes: ['lowIncome'] });
    expect(
      await refusalOf(desk.call('timebank.issueFund', { memberId: elder, minutes: 60, reason: '试' })),
    ).toBe('recipient.fundClosed');
    await desk.close();
    desk = await deskIn('440106');
    const anybody = await addMember(desk, '赵明');
    await desk.call('timebank.issueFund', { memberId: anybody, minutes: 60, reason: '新年' });
    expect((await account(desk, anybody)).balance).toBe(60);
  });

  it('assessments that end or are to be reviewed soon are told, once they were not renewed', async () => {
    await qixia();
    const [one, two, three] = [
      await addMember(desk, '周奶奶', { birthDate: '1944-01-01' }),
      await addMember(desk, '钱爷爷', { birthDate: '1940-01-01' }),
      await addMember(desk, '孙奶奶', { birthDate: '1941-01-01' }),
    ];
    await assess(desk, one, { until: '2026-07-31' });
    await assess(desk, two, { until: '2026-12-31', reviewOn: '2026-07-10' });
    await assess(desk, three, { until: '2026-08-01' });
    const due = async () =>
      (await desk.call('timebank.listAssessmentsDue', {})).rows.map(({ name, on, why }) => [name, on, why]);
    expect(await due()).toEqual([
      ['钱爷爷', '2026-07-10', 'review'],
      ['周奶奶', '2026-07-31', 'until'],
    ]);
    await assess(desk, one, { from: '2026-07-01', until: '2027-06-30' });
    expect(await due()).toEqual([['钱爷爷', '2026-07-10', 'review']]);
  });
});

describe('the list of those in need and the fund’s list', () => {
  it('orders by need and waiting, tells what each got, and takes reversals off', async () => {
    await qixia();
    const elders: string[] = [];
    for (const [name, from] of [
      ['周奶奶', '2026-06-01'],
      ['钱爷爷', '2026-05-01'],
    ] as const) {
      const id = await addMember(desk, name, { birthDate: '1940-01-01' });
      await assess(desk, id, { from });
      elders.push(id);
    }
    await addMember(desk, '未评估', { birthDate: '1940-01-01' });
    const first = await desk.call('timebank.issueFund', { memberId: elders[1]!, minutes: 60, reason: '发' });
    const list = async () =>
      (await desk.call('timebank.listInNeed', {})).rows.map(({ name, waitingDays, yearMinutes }) => [
        name,
        waitingDays,
        yearMinutes,
      ]);
    expect(await list()).toEqual([
      ['周奶奶', 30, 0],
      ['钱爷爷', 0, 60],
    ]);
    await desk.call('timebank.reverseTransaction', { transactionId: first.transactionId, reason: '发错' });
    expect(await list()).toEqual([
      ['钱爷爷', 61, 0],
      ['周奶奶', 30, 0],
    ]);
  });

  it('issues to all or to none, each with a transaction of its own, once, with a paper that ties out', async () => {
    await qixia();
    const ids: string[] = [];
    for (const name of ['周奶奶', '钱爷爷', '孙奶奶']) {
      const id = await addMember(desk, name, { birthDate: '1940-01-01' });
      if (name !== '孙奶奶') await assess(desk, id);
      ids.push(id);
    }
    const rows = ids.map((memberId, index) => ({ memberId, minutes: 600 + index * 60 }));
    const reason = '2026年度专项基金发放';
    expect(await refusalOf(desk.call('timebank.issueFundList', { reason, rows }))).toBe(
      'recipient.notForFund rows.2.memberId field.notForFund',
    );
    expect(await refusalOf(desk.call('timebank.issueFundList', { reason, rows: [rows[0]!, rows[0]!] }))).toBe(
      'input.invalid rows.1.memberId field.duplicate',
    );
    expect((await account(desk, ids[0]!)).balance).toBe(0);
    const commandId = '018f0000-0000-7000-8000-00000000f00d';
    const two = { reason, rows: rows.slice(0, 2) };
    const done = await desk.call('timebank.issueFundList', two, commandId);
    expect(await desk.call('timebank.issueFundList', two, commandId)).toEqual(done);
    expect([done.minutes, (await account(desk, ids[1]!)).balance]).toEqual([1260, 660]);
    expect(
      await desk.sql('SELECT position, member_id, minutes FROM fund_list_rows ORDER BY position'),
    ).toEqual([
      { position: 1, member_id: ids[0], minutes: 600 },
      { position: 2, member_id: ids[1], minutes: 660 },
    ]);
    const { rows: lists } = await desk.call('timebank.listFundLists', {});
    expect(lists).toMatchObject([{ number: done.number, members: 2, minutes: 1260, reason }]);
    const { pdf } = await desk.call('documents.read', { id: done.documentId });
    const { execFileSync } = await import('node:child_process');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: Buffer.from(pdf.base64, 'base64'),
      encoding: 'utf8',
    }).replace(/\s/g, '');
    for (const part of ['专项基金发放清单', done.number, '周奶奶', '10小时', '11小时', '21小时', '合计2人'])
      expect(text).toContain(part);
    expect(text).not.toContain('独居');
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });
});
