import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestDesk } from '../../support/desk.ts';
import {
  assess,
  deskIn,
  earner,
  refusalOf,
  relate,
  represent,
} from '../../integration/timebank/circle-kit.ts';
import { addMember } from '../../integration/timebank/play.ts';
import { account } from '../../integration/timebank/work-kit.ts';

/*
 * Hours are sold (timebank.md §1.4): a stranger is called a daughter, a proxy acts on after he was dismissed, somebody
 * rewrites on the file who is whose relative, or reads telephones out of a list.
 */
let desk: TestDesk;
let giver: string;
let stranger: string;
beforeEach(async () => {
  desk = await deskIn('320106');
  giver = await earner(desk);
  stranger = await addMember(desk, '买主', { birthDate: '1950-01-01' });
});
afterEach(() => desk.close());

const raw = (text: string, params: unknown[] = []) => desk.sql(text, params);

describe('a relation that is told, not on file', () => {
  it('is not believed, whatever the input says', async () => {
    const gift = { fromId: giver, toId: stranger, minutes: 60, reason: '女儿' };
    for (const claim of [{ relation: 'lineal' }, { relationId: giver }, { proof: '户口簿' }])
      expect((await desk.ask('timebank.transferCoins', { ...gift, ...claim })).ok).toBe(false);
    expect(await refusalOf(desk.call('timebank.transferCoins', gift))).toBe(
      'circle.notRecorded toId field.noRelation',
    );
    expect((await account(desk, stranger)).balance).toBe(0);
  });

  it('a clerk may write one down, with his name; a volunteer’s account of no time bank role may not', async () => {
    const clerk = await desk.as(['clerk']);
    const { id } = await relate(clerk, giver, stranger);
    const [row] = await desk.sql('SELECT confirmed_by FROM member_relations WHERE id = ?', [id]);
    expect(row).toEqual({ confirmed_by: clerk.userId });
    const mediator = await desk.as(['mediator']);
    expect(await refusalOf(relate(mediator, giver, stranger))).toBe('session.roleMissing');
    expect(await refusalOf(mediator.call('timebank.readCircle', { memberId: giver }))).toBe(
      'session.roleMissing',
    );
  });
});

describe('raw SQL on the file', () => {
  it('changes, deletes, replaces or doubles no relation', async () => {
    const { id } = await relate(desk, giver, stranger, { kind: 'friend', proofKind: 'statement' });
    const copy = (own: string, first = 'first_id', second = 'second_id') =>
      `INSERT OR REPLACE INTO member_relations SELECT '${own}', ${first}, ${second}, 'lineal', proof_kind, proof_note,
         valid_from, valid_until, confirmed_by, confirmed_at FROM member_relations`;
    for (const attack of [
      `UPDATE member_relations SET kind = 'lineal'`,
      'DELETE FROM member_relations',
      copy(id),
      copy('other'),
      copy('other', 'second_id', 'first_id'),
    ])
      await expect(raw(attack), attack).rejects.toThrow(/circle\.(appendOnly|alreadyOpen|onePairOnce)/);
    await desk.call('timebank.endRelation', { id, endedOn: '2026-07-01', reason: '不实' });
    for (const attack of [
      'DELETE FROM member_relation_ends',
      `UPDATE member_relation_ends SET ended_on = '2030-01-01'`,
    ])
      await expect(raw(attack), attack).rejects.toThrow('circle.appendOnly');
    const again = `INSERT OR REPLACE INTO member_relation_ends SELECT relation_id, '2030-01-01', reason, ended_by, ended_at FROM member_relation_ends`;
    await expect(raw(again)).rejects.toThrow('circle.alreadyEnded');
  });

  it('changes no assessment, puts none between others, and knows no invented class', async () => {
    const { id } = await assess(desk, stranger, { classes: [] });
    const insert = (own: string, seq: number, classes: string) =>
      `INSERT OR REPLACE INTO recipient_assessments SELECT '${own}', member_id, ${seq}, '${classes}', evidence, decided_by,
         valid_from, valid_until, review_on, recorded_by, recorded_at FROM recipient_assessments`;
    for (const attack of [
      `UPDATE recipient_assessments SET classes = '["livingAlone"]'`,
      'DELETE FROM recipient_assessments',
      insert(id, 1, '["livingAlone"]'),
      insert('other', 1, '["livingAlone"]'),
      insert('other', 5, '["livingAlone"]'),
    ])
      await expect(raw(attack), attack).rejects.toThrow('circle.appendOnly');
    await expect(raw(insert('other', 2, '["friendOfTheClerk"]'))).rejects.toThrow('circle.classesUnknown');
    await expect(raw(insert('other', 2, '["disabled","disabled"]'))).rejects.toThrow('circle.classesUnknown');
  });

  it('makes nobody act by a representation that is over, of another scope or of another member', async () => {
    await relate(desk, giver, stranger);
    const { transactionId } = await desk.call('timebank.transferCoins', {
      ...{ fromId: giver, toId: stranger, minutes: 1, reason: '赠' },
    });
    const over = await represent(desk, giver, { until: '2026-06-30' });
    const narrow = await represent(desk, giver, { scopes: ['requests'] });
    const foreign = await represent(desk, stranger);
    const [user] = await desk.sql<{ id: string }>('SELECT id FROM users LIMIT 1');
    const act = (representation: string, on = '2026-07-01') =>
      raw(`INSERT INTO acts_for VALUES ('transaction', ?, 1, ?, ?, ?, ?)`, [
        transactionId,
        representation,
        on,
        user!.id,
        '2026-07-01T01:30:00.000Z',
      ]);
    await expect(act(over.id)).rejects.toThrow('representative.notInForce');
    await expect(act(narrow.id)).rejects.toThrow('representative.notInScope');
    await expect(act(foreign.id)).rejects.toThrow('representative.notInScope');
    const good = await represent(desk, giver);
    await act(good.id);
    await expect(act(good.id)).rejects.toThrow('circle.appendOnly');
    await expect(raw('DELETE FROM acts_for')).rejects.toThrow('circle.appendOnly');
    await expect(raw(`UPDATE member_representatives SET for_transfers = 1`)).rejects.toThrow(
      'circle.appendOnly',
    );
  });

  it('puts nobody on a list of the fund to whom nothing was issued', async () => {
    const elder = await addMember(desk, '周奶奶', { birthDate: '1940-01-01' });
    await assess(desk, elder);
    await desk.call('timebank.issueFundList', {
      reason: '年度发放',
      rows: [{ memberId: elder, minutes: 60 }],
    });
    await expect(raw('UPDATE fund_list_rows SET minutes = 600')).rejects.toThrow('circle.appendOnly');
    await expect(raw('UPDATE fund_lists SET minutes = 600')).rejects.toThrow('circle.appendOnly');
    await expect(
      raw(`INSERT INTO fund_list_rows SELECT list_id, 2, ?, 600, NULL, transaction_id FROM fund_list_rows`, [
        stranger,
      ]),
    ).rejects.toThrow('circle.appendOnly');
  });
});

describe('a representative’s telephone', () => {
  it('is masked in lists, revealed only by a command that leaves its trace, and to no auditor', async () => {
    const { id } = await represent(desk, giver, { phone: '13812345678' });
    const clerk = await desk.as(['clerk']);
    const listed = JSON.stringify(await clerk.call('timebank.readCircle', { memberId: giver }));
    expect(listed).toContain('138****5678');
    expect(listed).not.toContain('13812345678');
    const auditor = await desk.as(['auditor']);
    expect(JSON.stringify(await auditor.call('timebank.readCircle', { memberId: giver }))).not.toContain(
      '13812345678',
    );
    expect(await refusalOf(auditor.call('timebank.revealRepresentative', { id }))).toBe(
      'session.roleMissing',
    );
    expect((await clerk.call('timebank.revealRepresentative', { id })).phone).toBe('13812345678');
    const trail = await desk.sql<{ route: string; text: string }>(
      `SELECT route, ifnull(details, '') || ifnull(about, '') AS text FROM audit_rows WHERE route LIKE 'timebank.%epresentative'`,
    );
    expect(trail.map(({ route }) => route)).toContain('timebank.revealRepresentative');
    for (const { text } of trail) expect(text).not.toMatch(/13812345678|王小明/);
  });

  it('what a member is in need of does not stand in the trail', async () => {
    await assess(desk, stranger, { classes: ['lostOnlyChild'] });
    const trail = await desk.sql<{ details: string }>(
      `SELECT ifnull(details, '') AS details FROM audit_rows WHERE route = 'timebank.assessRecipient'`,
    );
    expect(trail).toHaveLength(1);
    expect(trail[0]!.details).not.toContain('lostOnlyChild');
  });
});
