import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routes, type RouteInput } from '../../../src-main/contract/index.ts';
import { caseSorts } from '../../../src-main/contract/mediation/cases.ts';
import { caseWaits } from '../../../src-main/contract/mediation/case-values.ts';
import { conditionsOf, listSql } from '../../../src-main/mediation/case-filter.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import {
  accept,
  acceptInput,
  adminId,
  agreed,
  allActs,
  caseForm,
  partyForm,
  payment,
  register,
} from './case-kit.ts';
import { performAll } from './performance-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());

type Filter = RouteInput<'mediation.listCases'>;
const titles = async (filter: Filter) =>
  (await desk.call('mediation.listCases', filter)).rows.map((row) => row.title);
const named = (title: string, over: Parameters<typeof caseForm>[0] = {}) =>
  caseForm({
    title,
    parties: [partyForm({ name: '甲' }), partyForm({ role: 'respondent', name: '乙' })],
    ...over,
  });

describe('finding a case', () => {
  it('by number, title or name, in characters, pinyin, initials, half and full width', async () => {
    const file = await accept(desk, await register(desk, caseForm({ title: '幸福里漏水' })));
    await register(desk, named('停车纠纷'));
    for (const text of [
      '幸福',
      'xingfuli',
      'XFL',
      '王小明',
      'wangxiaoming',
      'wxm',
      '王 小明',
      file.number!,
      '(2026)尧人调字第1号',
      '尧人调字第１号',
    ]) {
      expect(await titles({ text }), text).toEqual(['幸福里漏水']);
    }
    for (const text of ['幸祸', '%', '_', "'", '\\']) expect(await titles({ text }), text).toEqual([]);
  });

  it('by stage, type, mediator, area with all that lies below it, dates and any of them together', async () => {
    const { areas } = await desk.call('platform.readReference', {});
    const street = areas.find((area) => area.name === '尧化街道')!;
    const community = areas.find((area) => area.parentId === street.id)!;
    const elsewhere = areas.find((area) => area.name === '马群街道')!;
    await accept(
      desk,
      await register(
        desk,
        named('甲案', { areaId: community.id, disputeType: 'traffic', disputeSubType: '' }),
      ),
    );
    await register(desk, named('乙案', { areaId: elsewhere.id, appliedOn: '2026-05-01' }));
    expect(await titles({ stages: ['accepted'] })).toEqual(['甲案']);
    expect(await titles({ stages: [] })).toEqual([]);
    expect(await titles({ disputeTypes: ['neighbours', 'medical'] })).toEqual(['乙案']);
    expect(await titles({ mediatorId: await adminId(desk) })).toEqual(['甲案']);
    expect(await titles({ areaId: street.id })).toEqual(['甲案']);
    expect(await titles({ from: '2026-05-01', to: '2026-05-01' })).toEqual(['乙案']);
    expect(await titles({ areaId: street.id, stages: ['registered'] })).toEqual([]);
  });

  it('in every order, paged without a case lost or shown twice', async () => {
    for (let index = 0; index < 7; index += 1) {
      desk.clock.advance(60_000);
      const file = await register(
        desk,
        named(`案件${index % 3}`, { appliedOn: `2026-06-0${(index % 4) + 1}` }),
      );
      if (index % 2 === 0) await accept(desk, file);
    }
    for (const sort of caseSorts) {
      for (const descending of [true, false]) {
        const all = await desk.call('mediation.listCases', { sort, descending });
        expect(all.total).toBe(7);
        const paged: string[] = [];
        for (let offset = 0; offset < 7; offset += 2) {
          const part = await desk.call('mediation.listCases', {
            sort,
            descending,
            page: { offset, limit: 2 },
          });
          paged.push(...part.rows.map((row) => row.id));
        }
        expect(paged, sort).toEqual(all.rows.map((row) => row.id));
        if (sort === 'number') expect(all.rows.slice(-3).every((row) => row.number === null)).toBe(true);
        if (sort === 'stage') expect(all.rows[0]!.stage).toBe(descending ? 'accepted' : 'registered');
      }
    }
  });
});

describe('the plan of the list at 100,000 cases', () => {
  const partyId = '00000000-0000-7000-8000-000000000000';
  const parse = (filter: Filter) => routes['mediation.listCases'].input.parse(filter);
  const asking = { userId: partyId, today: '2026-07-01' };
  const list = (filter: Filter, few?: string) =>
    listSql(parse(filter), conditionsOf(parse(filter), asking), few ?? null);
  const plan = async ({ sql, params }: { sql: string; params: unknown[] }) => {
    const rows = await desk.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
    return rows.map((row) => row.detail).join('\n');
  };
  const filters: Filter[] = [
    {},
    { stages: ['closed'] },
    { stages: ['closed', 'declined'], disputeTypes: ['medical', 'traffic'] },
    { from: '2026-01-01', to: '2026-12-31' },
    { sources: ['ownInitiative'], outcomes: ['lawsuit', 'performed'] },
    { closedFrom: '2026-01-01', minAmountFen: 100_000, stages: ['closed'] },
  ];
  const everyOrder = caseSorts.flatMap((sort) =>
    [true, false].map((descending) => ({ sort, descending }) as const),
  );

  it('walks the index of its order whatever the filter: nothing is sorted, a page is found as soon as it is full', async () => {
    for (const filter of [
      ...filters,
      { text: '王' },
      { areaId: partyId },
      { mediatorId: partyId },
      { partyId },
    ]) {
      for (const order of everyOrder) {
        const { ordered } = list({ ...filter, ...order });
        const text = await plan(ordered(101));
        expect(text, JSON.stringify(filter)).toMatch(/SCAN cases USING (COVERING )?INDEX cases_by_/);
        expect(text, `${order.sort} ${text}`).not.toMatch(/TEMP B-TREE FOR ORDER/);
      }
    }
  });

  it('counts, and lists what it sifts or exports, without touching the rows', async () => {
    for (const filter of filters) {
      for (const order of everyOrder) {
        const { count, ordered } = list({ ...filter, ...order });
        for (const one of [count, ordered(-1)]) {
          const text = await plan(one);
          expect(text, JSON.stringify(filter)).toMatch(/(SCAN|SEARCH) cases USING COVERING INDEX/);
          expect(text, JSON.stringify(filter)).not.toMatch(/TEMP B-TREE/);
        }
      }
    }
  });

  it('knows the cases of a filter with an index of its own by that index, and how many they are', async () => {
    const filter: Filter = {
      ...{ sources: ['ownInitiative'], outcomes: ['lawsuit'], closedFrom: '2026-01-01', minAmountFen: 1 },
      ...{ stages: ['closed', 'declined'], from: '2026-01-01' },
      ...{ partyId, mediatorId: partyId, areaId: partyId, onlyMine: true, text: '王' },
    };
    const started = conditionsOf(parse(filter), asking).filter((one) => one.hits !== undefined);
    expect(started).toHaveLength(11);
    for (const { hits, tally, others, params } of started) {
      const text = await plan({ sql: hits!, params });
      expect(text, hits).toMatch(/SEARCH|VIRTUAL TABLE INDEX/);
      expect(text, hits).not.toMatch(/SCAN (cases|m|p)\b/);
      if (tally) expect(await plan({ sql: tally, params })).toMatch(/SEARCH/);
      if (others) expect(await plan(others)).toMatch(/SEARCH cases USING (COVERING )?INDEX/);
    }
  });

  it('finds what cases wait for by an index of days', async () => {
    for (const waits of caseWaits) {
      const [waiting] = conditionsOf(parse({ waits }), asking);
      const text = await plan({ sql: waiting!.hits!, params: waiting!.params });
      expect(text, waits).toMatch(/SEARCH|cases_without_next_action/);
      expect(text, waits).not.toMatch(/SCAN (cases|d)$/m);
    }
  });

  it('starts from the hits where a filter leaves few', async () => {
    const text = await plan(list({ sources: ['referral'] }, '[1, 2, 3]').ordered(101));
    expect(text).toMatch(/SEARCH cases USING INTEGER PRIMARY KEY/);
    expect(text).not.toMatch(/SCAN cases/);
  });
});

/** Every figure of the workbench counts what the list behind it shows, for all and for me. */
async function figuresLeadToTheirLists(): Promise<void> {
  for (const onlyMine of [false, true]) {
    const { counts } = await desk.call('mediation.readWorkbench', { onlyMine });
    for (const waits of caseWaits) {
      const { total, rows } = await desk.call('mediation.listCases', { waits, onlyMine });
      expect([waits, total, rows.length]).toEqual([waits, counts[waits], counts[waits]]);
    }
  }
}

describe('the workbench', () => {
  it('counts and lists what is open, overdue, coming and closed; mine only when asked', async () => {
    await register(desk, named('新登记'));
    const performing = await agreed(desk, named('履行中'));
    await desk.call('mediation.recordSignatures', {
      caseId: performing.id,
      version: performing.agreement!.version,
      acts: allActs(performing, '2026-07-01'),
    });
    const other = await desk.as(['mediator']);
    const theirs = await register(desk, named('别人的'));
    const input = await acceptInput(desk, theirs);
    await desk.call('mediation.acceptCase', {
      ...input,
      mediators: [{ ...input.mediators[0]!, userId: other.userId }],
    });

    const now = await desk.call('mediation.readWorkbench', {});
    expect(now.counts).toMatchObject({
      ...{ open: 3, overdue: 0, soon: 1, nothing: 0, closedThisYear: 0 },
    });
    expect(now.due.map((row) => row.title)).toEqual(['新登记']);

    desk.clock.set('2026-07-21T01:30:00.000Z');
    const later = await desk.call('mediation.readWorkbench', { onlyMine: true });
    // The payment of the 20th has not come: it is urged, and stays overdue.
    expect(later.counts).toMatchObject({ open: 2, overdue: 2, performance: 1 });
    expect(later.due.map((row) => row.title)).toEqual(['新登记', '履行中']);
    expect(later.due[1]).toMatchObject({ nextAction: 'urgePerformance', nextDueOn: '2026-07-20' });
    const mine = await other.call('mediation.readWorkbench', { onlyMine: true });
    expect(mine.counts.open).toBe(1);
    await figuresLeadToTheirLists();
    expect((await other.call('mediation.listCases', { onlyMine: true })).total).toBe(1);

    await performAll(desk, performing.id, '2026-07-21');
    const file = await desk.call('mediation.readCase', { id: performing.id });
    await desk.call('mediation.closeCase', {
      id: file.id,
      version: file.version,
      outcome: 'performed',
      on: '2026-07-21',
    });
    expect((await desk.call('mediation.readWorkbench', {})).counts).toMatchObject({
      open: 2,
      closedThisYear: 1,
    });
  });

  it('as the days pass without a write, urges what is not paid, then shows the visit, the term of art. 33 and the next instalment', async () => {
    const form = named('分期履行');
    const ids = form.parties.map((party) => ({ id: party.id }));
    const instalments = ['2026-07-05', '2026-12-31'].map((dueOn) => ({ amountFen: 61_728, dueOn }));
    const file = await agreed(desk, form, { clauses: [payment(ids, { dueOn: '2026-12-31', instalments })] });
    await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts: allActs(file, '2026-07-01'),
    });
    const on = async (day: string) => {
      desk.clock.set(`${day}T01:30:00.000Z`);
      const { counts, due } = await desk.call('mediation.readWorkbench', {});
      const view = await desk.call('mediation.readCase', { id: file.id });
      const [row] = (await desk.call('mediation.listCases', {})).rows;
      const step = [view.nextAction, view.nextDueOn];
      await figuresLeadToTheirLists();
      expect([row!.nextAction, row!.nextDueOn]).toEqual(step);
      if (due[0]) expect([due[0].nextAction, due[0].nextDueOn]).toEqual(step);
      return [...step, counts.overdue, counts.soon, due.length];
    };
    const pay = async (position: number) => {
      const { items } = await desk.call('mediation.readPerformance', { caseId: file.id });
      const item = items[position]!;
      const receipt = { itemKey: item.key, amountFen: item.openFen!, paidOn: '2026-07-02' };
      await desk.call('mediation.recordReceipt', { caseId: file.id, receipt });
    };
    expect(await on('2026-07-02')).toEqual(['followPerformance', '2026-07-05', 0, 1, 1]);
    // Not paid: it is urged, and nothing that comes later hides it.
    expect(await on('2026-07-06')).toEqual(['urgePerformance', '2026-07-05', 1, 0, 1]);
    await pay(0);
    expect(await on('2026-07-06')).toEqual(['visit', '2026-07-13', 0, 1, 1]);
    const visit = {
      visitedOn: '2026-07-06',
      manner: 'phone' as const,
      visitors: '主任',
      performance: 'partly' as const,
    };
    for (const planKey of ['due:2026-07-05', 'effect']) {
      await desk.call('mediation.recordVisit', {
        caseId: file.id,
        visit: { ...visit, planKey, findings: '已付第一期' },
      });
    }
    expect(await on('2026-07-07')).toEqual(['judicialConfirmation', '2026-07-31', 0, 0, 0]);
    expect(await on('2026-07-28')).toEqual(['judicialConfirmation', '2026-07-31', 0, 1, 1]);
    expect(await on('2026-08-01')).toEqual(['followPerformance', '2026-12-31', 0, 0, 0]);
    expect(await on('2027-01-01')).toEqual(['urgePerformance', '2026-12-31', 1, 0, 1]);
    const [kept] = await desk.sql<{ next_due_on: string }>('SELECT next_due_on FROM cases');
    expect(kept!.next_due_on).toBe('2026-07-31');
  });
});

describe('previews', () => {
  it('makes a draft of every paper at any moment, and of an agreement as it is typed, without numbering anything', async () => {
    const file = await register(desk);
    for (const paper of ['applicationForm', 'acceptanceForm', 'agreement'] as const) {
      const pdf = await desk.call('mediation.previewPaper', { caseId: file.id, paper });
      expect(Buffer.from(pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    }
    await desk.call('mediation.previewPaper', {
      caseId: file.id,
      paper: 'agreement',
      agreement: { clauses: [{ id: file.parties[0]!.id, kind: 'payment' }] },
    });
    expect(await desk.sql('SELECT * FROM issued_numbers')).toEqual([]);
    expect(await desk.sql('SELECT * FROM documents')).toEqual([]);
  });

  it('says which paper a case cannot have', async () => {
    const own = await register(desk, named('主动调解', { source: 'ownInitiative' }));
    expect(
      await desk.ask('mediation.previewPaper', { caseId: own.id, paper: 'applicationForm' }),
    ).toMatchObject({
      ok: false,
      error: { fields: { paper: { code: 'field.paperNotForSource' } } },
    });
    const alone = await register(desk, caseForm({ parties: [partyForm()] }));
    expect(await desk.ask('mediation.previewPaper', { caseId: alone.id, paper: 'agreement' })).toMatchObject({
      ok: false,
      error: { fields: { parties: { code: 'field.twoSides' } } },
    });
  });
});
