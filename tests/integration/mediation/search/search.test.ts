import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { SearchCursor } from '../../../../src-main/contract/mediation/search.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { accept, agreed, caseForm, partyForm, payment, register } from '../case-kit.ts';

type Hit = RouteOutput<'mediation.search'>['hits'][number];

/** Every page of an answer, however little a call looks at. */
async function searchAll(desk: TestDesk, text: string, limit = 50): Promise<Hit[]> {
  const hits: Hit[] = [];
  let cursor: SearchCursor | null | undefined;
  for (let round = 0; round < 500; round += 1) {
    const answer = await desk.call('mediation.search', { text, limit, ...(cursor ? { cursor } : {}) });
    hits.push(...answer.hits);
    if (answer.next === null) return hits;
    cursor = answer.next;
  }
  throw new Error('the search never ends');
}

const titlesOf = (hits: readonly Hit[]) => hits.map((hit) => hit.title.text);
const marksOf = ({ text, marks }: Hit['title']) => marks.map(([from, to]) => text.slice(from, to));

describe('one box', () => {
  let desk: TestDesk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.close());
  const found = async (text: string) => titlesOf(await searchAll(desk, text));

  it('finds a case by every field, with the words marked and the phone masked', async () => {
    const form = caseForm({
      title: '幸福里水管爆裂',
      facts: '六楼阳台水管爆裂，水漏至五楼。',
      requests: ['赔偿笔记本电脑', '修复天花板'],
      parties: [
        partyForm({
          name: '曾文明',
          phone: '138 1234 5678',
          representatives: [{ kind: 'agent', name: '欧阳律师', relation: '律师', phone: '13900001111' }],
        }),
        partyForm({ role: 'respondent', name: '张𬍛' }),
      ],
    });
    const file = await agreed(desk, form, {
      facts: '主板进水',
      clauses: [payment(form.parties, { text: '电脑损失赔偿' })],
    });
    await desk.call('mediation.recordSession', {
      caseId: file.id,
      session: {
        heldOn: '2026-07-01',
        startsAt: '08:00',
        endsAt: '09:00',
        place: '调解室',
        minutes: '双方各执一词，互不相让。',
        result: '择日再调',
      },
    });
    await register(desk, caseForm({ title: '停车纠纷', parties: [partyForm({ name: '孙七' })] }));
    const agreementNumber = file.agreement!.number!;
    const fields: [string, string][] = [
      [file.number!, 'number'],
      ['〔2026〕尧人调字第1号', 'number'],
      [agreementNumber, 'agreementNumber'],
      ['水管爆', 'title'],
      ['xfl', 'title'],
      ['zengwen', 'party'],
      ['曾', 'party'],
      ['𬍛', 'party'],
      ['欧阳', 'representative'],
      ['5678', 'phone'],
      ['12345678', 'phone'],
      ['六楼阳台', 'facts'],
      ['天花板', 'requests'],
      ['各执一词', 'minutes'],
      ['择日再调', 'result'],
      ['主板进水', 'agreementFacts'],
      ['电脑损失', 'clauses'],
      ['人民调解协议书', 'document'],
    ];
    for (const [text, field] of fields) {
      const hits = await searchAll(desk, text);
      expect(titlesOf(hits), text).toEqual(['幸福里水管爆裂']);
      const [hit] = hits as [Hit];
      const places: Record<string, Hit['title'][]> = {
        number: hit.number ? [hit.number] : [],
        title: [hit.title],
        party: hit.parties,
        ...Object.fromEntries(hit.found.map((one) => [one.field, [one.snippet]])),
      };
      expect((places[field] ?? []).flatMap(marksOf).join(''), `${text} ${field}`).not.toBe('');
    }
    const [phone] = await searchAll(desk, '5678');
    expect(phone!.found).toEqual([{ field: 'phone', snippet: { text: '138****5678', marks: [[7, 11]] } }]);
    for (const text of ['0001111', '1381234', '爆管', '不存在']) expect(await found(text), text).toEqual([]);
  });

  it('needs every word, wherever each stands', async () => {
    await register(desk, caseForm({ title: '甲案', facts: '电梯停运三天' }));
    await register(desk, caseForm({ title: '乙案', facts: '电梯停运' }));
    expect(await found('甲 电梯')).toEqual(['甲案']);
    expect(await found('三天 电梯')).toEqual(['甲案']);
    expect(await found('乙案 三天')).toEqual([]);
    expect(await found('wxm 停运')).toEqual(['乙案', '甲案']);
  });

  it('shows names before texts and newer before older, page by page without loss or repetition', async () => {
    for (let index = 0; index < 9; index += 1) {
      const inTitle = index % 3 === 0;
      await register(
        desk,
        caseForm({
          title: inTitle ? `噪音案${index}` : `案${index}`,
          facts: inTitle ? '噪音扰民' : '夜间噪音',
        }),
      );
    }
    const expected = ['噪音案6', '噪音案3', '噪音案0', '案8', '案7', '案5', '案4', '案2', '案1'];
    for (const limit of [1, 2, 4, 9, 50])
      expect(titlesOf(await searchAll(desk, '噪音', limit))).toEqual(expected);
  });

  it('follows every change in the command that made it', async () => {
    const file = await register(desk, caseForm({ title: '旧名', facts: '旧事' }));
    await desk.call('mediation.updateCase', {
      id: file.id,
      version: file.version,
      case: caseForm({ title: '新名', facts: '新事', parties: [partyForm({ name: '赵六' })] }),
    });
    expect(await found('旧名')).toEqual([]);
    expect(await found('旧事')).toEqual([]);
    expect(await found('王小明')).toEqual([]);
    for (const text of ['新名', '新事', '赵六', 'zl']) expect(await found(text), text).toEqual(['新名']);
    expect(await desk.sql('SELECT * FROM case_search_pending')).toEqual([]);
  });

  it('finds what another program wrote at once, before anything was indexed', async () => {
    const file = await register(desk, caseForm({ title: '甲案' }));
    await desk.sql(`UPDATE cases SET facts = '车位被占' WHERE id = ?`, [file.id]);
    expect(await desk.sql('SELECT * FROM case_search_pending')).toHaveLength(1);
    expect(await found('车位')).toEqual(['甲案']);
    expect(await found('漏水')).toEqual([]);
    await register(desk, caseForm({ title: '乙案', facts: '别的' }));
    expect(await desk.sql('SELECT * FROM case_search_pending')).toEqual([]);
    expect(await found('车位')).toEqual(['甲案']);
  });

  it('is made anew by a job, to the same answers', async () => {
    for (let index = 0; index < 5; index += 1) await register(desk, caseForm({ title: `漏水案${index}` }));
    const before = await found('漏水');
    await desk.sql(`DELETE FROM case_names`).catch(() => undefined);
    const { jobId } = await desk.call('mediation.rebuildSearch', {});
    await desk.application.idle();
    expect(await desk.call('platform.readJob', { id: jobId })).toMatchObject({
      state: 'done',
      done: 5,
      total: 5,
    });
    expect(await found('漏水')).toEqual(before);
    expect(before).toHaveLength(5);
  });

  it('says how many cases wait, so that a list filtered by text can say that it is incomplete', async () => {
    await register(desk, caseForm({ title: '漏水案' }));
    expect(await desk.call('mediation.readSearchIndex', {})).toEqual({ cases: 1, pending: 0 });
    await desk.sql(`UPDATE cases SET facts = '车位被占'`);
    expect(await desk.call('mediation.readSearchIndex', {})).toEqual({ cases: 1, pending: 1 });
    await desk.call('mediation.rebuildSearch', {});
    await desk.application.idle();
    expect(await desk.call('mediation.readSearchIndex', {})).toEqual({ cases: 1, pending: 0 });
  });
});

describe('against a plain scan', () => {
  let desk: TestDesk;
  const alphabet = [...'水漏王明小案张 ，。1２aＢ𬍛曾'];
  const words = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 12 });
  const cases: { title: string; facts: string; name: string; minutes: string }[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    const sample = fc.sample(fc.tuple(words, words, words, words), { numRuns: 120, seed: 7 });
    for (const [title, facts, name, minutes] of sample) {
      const one = { title: `案${title}`, facts: `情${facts}`, name: `王${name}`, minutes: `录${minutes}` };
      cases.push(one);
      const file = await register(
        desk,
        caseForm({
          title: one.title,
          facts: one.facts,
          requests: [],
          parties: [partyForm({ name: one.name }), partyForm({ role: 'respondent', name: '李四' })],
        }),
      );
      if (cases.length % 3 > 0) {
        one.minutes = '';
        continue;
      }
      const accepted = await accept(desk, file);
      await desk.call('mediation.recordSession', {
        caseId: accepted.id,
        session: {
          heldOn: '2026-07-01',
          startsAt: '08:00',
          endsAt: '09:00',
          place: '室',
          minutes: one.minutes,
        },
      });
    }
  }, 120_000);
  afterAll(() => desk.close());

  /** What a person would call the same text: signs, spaces, widths and case left out. Written apart from the program. */
  const plain = (text: string) =>
    [...text.normalize('NFKC').toLowerCase()].filter((one) => /[\p{L}\p{N}]/u.test(one)).join('');

  it('finds the same cases, none more and none less, for any words of Chinese', async () => {
    const query = fc.string({ unit: fc.constantFrom(...'水漏王明小案张𬍛曾'), minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(query, { minLength: 1, maxLength: 2 }), async (parts) => {
        const expected = cases.filter((one) =>
          parts.every((part) => {
            const names = [one.title, one.name].map(plain);
            const texts = [...part].length > 1 ? [plain(one.facts), plain(one.minutes)] : [];
            return [...names, ...texts].some((text) => text.includes(plain(part)));
          }),
        );
        const hits = await searchAll(desk, parts.join(' '), 7);
        expect(new Set(hits.map((hit) => hit.id)).size).toBe(hits.length);
        expect(titlesOf(hits).sort()).toEqual(
          expected.map((one) => one.title.normalize('NFC').trim()).sort(),
        );
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('agrees with the list about names and titles', async () => {
    const query = fc.string({ unit: fc.constantFrom(...'水漏王明案a'), minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        if (plain(text) !== text) return;
        const { total } = await desk.call('mediation.listCases', { text });
        const pinyin = /^[a-z]+$/.test(text);
        const expected = cases.filter((one) =>
          [one.title, one.name, '李四'].some((name) => plain(name).includes(text)),
        );
        if (!pinyin) expect(total).toBe(expected.length);
      }),
      { numRuns: 60 },
    );
  });
});
