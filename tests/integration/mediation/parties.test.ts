import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import {
  accept,
  agreed,
  agreementForm,
  allActs,
  caseForm,
  partyForm,
  payment,
  register,
  type PartyForm,
  shownParties,
} from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' })));
afterEach(() => desk.close());
const read = (id: string) => desk.call('mediation.readCase', { id });
const reveal = async (id: string) => (await desk.call('mediation.revealCase', { id })).parties;

const rareNames = async () => {
  const text = await readFile(join(import.meta.dirname, '../../fixtures/rare-names.txt'), 'utf8');
  const sections = text.split(/^## /m).slice(1);
  const section = (letter: string) =>
    sections
      .filter((one) => one.startsWith(`${letter}.`))
      .flatMap((one) => one.split('\n').slice(1))
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t')[0] ?? '');
  return {
    characters: ['A', 'B', 'C'].flatMap(section).filter((one) => [...one].length === 1),
    names: ['G', 'H'].flatMap(section),
    separators: section('I'),
  };
};

describe('names that break systems', () => {
  it('every rare name survives form → database → list → search, and finds its own case', async () => {
    const { characters, names } = await rareNames();
    const all = [...new Set([...names, ...characters.map((character) => `王${character}`)])];
    expect(all.length).toBeGreaterThan(300);
    for (let start = 0; start < all.length; start += 100) {
      const batch = all.slice(start, start + 100);
      const parties = batch.map((name, index) =>
        partyForm({ name, role: index === 0 ? 'applicant' : 'respondent' }),
      );
      const { id } = await desk.call('mediation.registerCase', {
        case: caseForm({ title: `第${start}批`, parties }),
      });
      expect((await read(id)).parties.map((party) => party.name)).toEqual(batch);
    }
    for (const name of all) {
      const { rows, total } = await desk.call('mediation.listCases', { text: name });
      expect(total, name).toBeGreaterThanOrEqual(1);
      const files = await Promise.all(rows.map((row) => read(row.id)));
      expect(
        files.some((file) => file.parties.some((party) => party.name === name)),
        name,
      ).toBe(true);
    }
    const { rows } = await desk.call('mediation.listCases', { text: all[1]! });
    expect(rows.flatMap((row) => row.parties)).toContain(all[1]);
  });

  it('a name written with another middle dot is the same name to the search, and stored as typed', async () => {
    const { separators } = await rareNames();
    // ●, 。 and ˙ stand for other things as well; the key leaves them alone.
    const folded = separators.filter((name) => !/[●。˙]/u.test(name));
    expect(folded.length).toBeGreaterThanOrEqual(10);
    const ids = new Map<string, string>();
    for (const name of folded)
      ids.set(name, (await register(desk, caseForm({ title: '纠纷', parties: [partyForm({ name })] }))).id);
    for (const name of folded) {
      expect((await desk.call('mediation.listCases', { text: name })).total, name).toBe(folded.length);
      expect((await read(ids.get(name)!)).parties[0]!.name).toBe(name);
    }
  });
});

describe('any number of parties', () => {
  it('200 parties with agents and guardians come back in order, one copy each and one for the committee', async () => {
    const parties: PartyForm[] = Array.from({ length: 200 }, (_, index) =>
      partyForm({
        role: index === 0 ? 'applicant' : 'respondent',
        name: `当事人${index}`,
        representatives:
          index % 50 === 0 ? [{ kind: 'agent', name: `代理人${index}`, scope: 'special' }] : [],
      }),
    );
    const file = await accept(desk, await register(desk, caseForm({ parties })));
    expect(file.parties.map((party) => party.name)).toEqual(parties.map((party) => party.name));
    expect(file.parties[50]!.representatives[0]).toMatchObject({ name: '代理人50', scope: 'special' });
    const clauses = file.parties
      .slice(1)
      .map((party) => payment([file.parties[0]!, party], { amountFen: 100 }));
    const checked = await desk.call('mediation.checkAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties, { clauses: clauses.slice(0, 120) }),
    });
    expect(checked).toMatchObject({ copies: 201, totalFen: 12_000 });
    const row = (await desk.call('mediation.listCases', {})).rows[0]!;
    expect(row.parties).toEqual(['当事人0', '当事人1', '当事人2']);
    expect(row.partyCount).toBe(200);
  });

  it('an agreement of many parties takes effect only with the very last of them', async () => {
    const parties = Array.from({ length: 12 }, (_, index) =>
      partyForm({ role: index === 0 ? 'applicant' : 'respondent', name: `户主${index}` }),
    );
    const file = await agreed(desk, caseForm({ parties }));
    const acts = allActs(file, '2026-07-01');
    const { effectiveOn, version } = await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: file.agreement!.version,
      acts: acts.filter((act) => act.actorId !== file.parties[11]!.id),
    });
    expect(effectiveOn).toBeNull();
    const done = await desk.call('mediation.recordSignatures', { caseId: file.id, version, acts });
    expect(done.effectiveOn).toBe('2026-07-01');
  });

  it('parties can be reordered, changed, added and removed in one correction', async () => {
    const [a, b, c] = ['甲', '乙', '丙'].map((name) => partyForm({ name })) as [
      PartyForm,
      PartyForm,
      PartyForm,
    ];
    const file = await register(desk, caseForm({ parties: [a, b, c] }));
    const d = partyForm({ name: '丁', role: 'respondent' });
    const parties = [c, { ...a, name: '甲二' }, d];
    await desk.call('mediation.updateCase', {
      id: file.id,
      version: file.version,
      case: caseForm({ parties }),
    });
    expect((await read(file.id)).parties.map((party) => party.name)).toEqual(['丙', '甲二', '丁']);
    expect((await desk.call('mediation.listCases', { text: '乙' })).total).toBe(0);
    expect((await desk.call('mediation.listCases', { text: 'jiaer' })).total).toBe(1);
  });

  it('a party is typed once: a new one enters the directory, a known one is taken from it', async () => {
    const first = await register(desk);
    const known = first.parties[0]!;
    const second = await register(
      desk,
      caseForm({
        parties: [
          partyForm({ name: known.name, directoryId: known.directoryId }),
          partyForm({ role: 'respondent', name: '韩梅' }),
        ],
      }),
    );
    expect(second.parties[0]!.directoryId).toBe(known.directoryId);
    expect((await desk.call('people.searchParties', { text: known.name })).total).toBe(1);
    // The case keeps what was typed on it: a snapshot.
    expect((await reveal(first.id))[0]!.phone).toBe('13812345678');
    expect((await reveal(second.id))[0]!.phone).toBe('');
  });
});

describe('personal data', () => {
  it('is masked in the file and full only in a reveal that leaves an audit row without the data in it', async () => {
    const file = await register(desk);
    expect(file.parties[0]).toMatchObject({ phone: '138****5678', idNumber: '110***********002X' });
    expect(file.parties[0]!.address).not.toContain('1号');
    expect((await reveal(file.id))[0]).toMatchObject({
      phone: '13812345678',
      idNumber: '11010519491231002X',
      address: '南京市栖霞区尧化街道1号',
    });
    const { rows } = await desk.call('platform.listAudit', { about: `case:${file.id}` });
    expect(rows.map((row) => row.route)).toEqual(['mediation.revealCase', 'mediation.registerCase']);
    const trail = JSON.stringify([
      rows,
      await desk.sql('SELECT * FROM audit_rows'),
      await desk.sql('SELECT result FROM commands'),
    ]);
    for (const secret of ['13812345678', '11010519491231002X', '尧化街道1号', '王小明', '李雷'])
      expect(trail).not.toContain(secret);
  });

  it('is not overwritten by its own mask when a form sends back what it was shown', async () => {
    const file = await register(desk);
    const shown = file.parties.map(({ findings: _findings, ...party }) => party);
    const form = caseForm({
      parties: shown.map((party, index) => (index === 0 ? { ...party, occupation: '教师' } : party)),
    });
    await desk.call('mediation.updateCase', { id: file.id, version: file.version, case: form });
    expect((await reveal(file.id))[0]).toMatchObject({
      phone: '13812345678',
      idNumber: '11010519491231002X',
      occupation: '教师',
    });
  });

  it('keeps who has consented when a correction does not mention it, and asks for a party that came later', async () => {
    const file = await accept(desk, await register(desk));
    const [first, second] = file.parties;
    const form = caseForm({
      parties: [
        partyForm({ id: first!.id, name: '王小明' }),
        partyForm({ id: second!.id, role: 'respondent', name: '李雷' }),
        partyForm({ role: 'thirdParty', name: '韩梅' }),
      ],
    });
    await desk.call('mediation.updateCase', { id: file.id, version: file.version, case: form });
    expect((await read(file.id)).parties.map((party) => party.consents)).toEqual([true, true, null]);
    const { findings } = await desk.call('mediation.checkAgreement', {
      caseId: file.id,
      agreement: agreementForm(file.parties),
    });
    expect(findings.filter((finding) => finding.severity === 'error')).toMatchObject([
      { code: 'consentUnknown', params: { name: '韩梅' } },
    ]);
  });

  it('tells in the file what is wrong with a number without telling the number', async () => {
    const file = await register(
      desk,
      caseForm({
        parties: [
          partyForm({ idType: 'residentId', idNumber: '110105194912310021' }),
          partyForm({ role: 'respondent', name: '李雷' }),
        ],
      }),
    );
    expect(file.parties[0]!.findings).toMatchObject([{ code: 'idNumberCheckDigit', severity: 'warning' }]);
    expect(JSON.stringify(file)).not.toContain('194912310021');
  });
});

describe('an issued agreement is frozen', () => {
  it('against the routes', async () => {
    const file = await agreed(desk);
    const again = await desk.ask('mediation.saveAgreement', {
      caseId: file.id,
      version: file.agreement!.version,
      agreement: agreementForm(file.parties),
    });
    expect(again).toMatchObject({ ok: false, error: { code: 'agreement.alreadyIssued' } });
    expect(await desk.ask('mediation.issuePaper', { caseId: file.id, paper: 'agreement' })).toMatchObject({
      ok: false,
      error: { code: 'agreement.alreadyIssued' },
    });
    const without = caseForm({ parties: [{ ...partyForm(), id: file.parties[0]!.id }] });
    expect(
      await desk.ask('mediation.updateCase', { id: file.id, version: file.version, case: without }),
    ).toMatchObject({ ok: false, error: { code: 'record.inUse' } });
    expect((await read(file.id)).parties).toHaveLength(2);
  });

  it('against other people in its place: added, renamed or turned round parties; a telephone may be corrected', async () => {
    const file = await agreed(desk);
    const [first, second] = shownParties(file) as [PartyForm, PartyForm];
    const update = (parties: PartyForm[]) =>
      desk.ask('mediation.updateCase', { id: file.id, version: file.version, case: caseForm({ parties }) });
    for (const parties of [
      [first, second, partyForm({ role: 'thirdParty', name: '韩梅' })],
      [{ ...first, name: '王大明' }, second],
      [first, { ...second, kind: 'organisation' as const }],
      [first, { ...second, role: 'thirdParty' as const }],
    ]) {
      expect(await update(parties)).toMatchObject({ ok: false, error: { code: 'agreement.alreadyIssued' } });
    }
    expect(shownParties(await read(file.id))).toEqual([first, second]);
    expect(await update([{ ...first, phone: '13900001111' }, second])).toMatchObject({ ok: true });
    expect((await reveal(file.id))[0]).toMatchObject({ name: '王小明', phone: '13900001111' });
  });

  it('against raw SQL on the file: the database itself refuses', async () => {
    const file = await agreed(desk);
    const [agreement] = await desk.sql<{ id: string }>('SELECT id FROM agreements WHERE case_id = ?', [
      file.id,
    ]);
    const [clause] = await desk.sql<{ id: string }>(
      'SELECT id FROM agreement_clauses WHERE agreement_id = ?',
      [agreement!.id],
    );
    const party = file.parties[0]!.id;
    const attacks: [string, unknown[]][] = [
      ['UPDATE agreement_clauses SET amount_fen = 1 WHERE id = ?', [clause!.id]],
      ['DELETE FROM agreement_clauses WHERE id = ?', [clause!.id]],
      [
        `INSERT INTO agreement_clauses VALUES ('x', ?, 9, 'other', '另付', NULL, '', NULL, '', '')`,
        [agreement!.id],
      ],
      [
        `INSERT OR REPLACE INTO agreement_clauses SELECT id, agreement_id, position, kind, text, 1, amount_text, due_on, due_text, manner FROM agreement_clauses WHERE id = ?`,
        [clause!.id],
      ],
      [
        `UPDATE clause_parties SET party_id = ? WHERE clause_id = ? AND side = 'creditor'`,
        [file.parties[1]!.id, clause!.id],
      ],
      ['DELETE FROM clause_parties WHERE clause_id = ?', [clause!.id]],
      [`INSERT INTO clause_parties VALUES (?, 'debtor', 5, ?)`, [clause!.id, party]],
      [`INSERT INTO clause_instalments VALUES (?, 0, 1, NULL, '')`, [clause!.id]],
      [`UPDATE agreement_responsibilities SET text = '无' WHERE agreement_id = ?`, [agreement!.id]],
      [`UPDATE agreements SET facts = '改' WHERE id = ?`, [agreement!.id]],
      [`UPDATE agreements SET issued_document_id = NULL, number = NULL WHERE id = ?`, [agreement!.id]],
      ['UPDATE agreements SET concluded_on = NULL WHERE id = ?', [agreement!.id]],
      ['DELETE FROM agreements WHERE id = ?', [agreement!.id]],
      [
        `INSERT OR REPLACE INTO agreements SELECT id, case_id, version, form, '改', issues, performance, concluded_on, place, recorder, NULL, NULL, NULL, created_at, updated_at FROM agreements WHERE id = ?`,
        [agreement!.id],
      ],
      ['DELETE FROM case_parties WHERE id = ?', [party]],
      ['DELETE FROM cases WHERE id = ?', [file.id]],
    ];
    const before = await read(file.id);
    for (const [sql, params] of attacks)
      await expect(desk.sql(sql, params), sql).rejects.toThrow(/alreadyIssued|never deleted/);
    expect(await read(file.id)).toEqual(before);
  });

  it('a draft that names a party keeps it too', async () => {
    const file = await accept(desk, await register(desk));
    await desk.call('mediation.saveAgreement', { caseId: file.id, agreement: agreementForm(file.parties) });
    const without = caseForm({ parties: [{ ...partyForm(), id: file.parties[0]!.id }] });
    expect(
      await desk.ask('mediation.updateCase', { id: file.id, version: file.version, case: without }),
    ).toMatchObject({
      ok: false,
      error: { code: 'record.inUse', params: { name: '李雷' } },
    });
  });
});

describe('ids from outside', () => {
  it('cannot take over a party, a clause or a representative of another case', async () => {
    const victim = await agreed(desk);
    const thief = caseForm({
      parties: [partyForm({ id: victim.parties[0]!.id }), partyForm({ role: 'respondent', name: '李雷' })],
    });
    expect(await desk.ask('mediation.registerCase', { case: thief })).toMatchObject({
      ok: false,
      error: { code: 'record.duplicate' },
    });
    const file = await accept(desk, await register(desk));
    const clauses = [payment(file.parties, { id: victim.agreement!.clauses[0]!.id })];
    expect(
      await desk.ask('mediation.saveAgreement', {
        caseId: file.id,
        agreement: agreementForm(file.parties, { clauses }),
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'record.duplicate' },
    });
    const twice = randomUUID();
    const doubled = caseForm({
      parties: [partyForm({ id: twice }), partyForm({ id: twice, role: 'respondent' })],
    });
    expect(await desk.ask('mediation.registerCase', { case: doubled })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    });
  });
});
