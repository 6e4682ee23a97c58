import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../../src-main/contract/index.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

type Fields = RouteInput<'mediation.recordEnquiry'>['enquiry'];
const enquiry = (over: Partial<Fields> = {}): Fields => ({
  kind: 'consultation',
  receivedOn: '2026-06-30',
  personName: '曾文明',
  phone: '13812345678',
  address: '南京市栖霞区尧化街道1号',
  disputeType: 'neighbours',
  question: '楼上漏水，物业不管，问怎么办。',
  answer: '告知可以申请调解。',
  ...over,
});
const record = (over: Partial<Fields> = {}) =>
  desk.call('mediation.recordEnquiry', { enquiry: enquiry(over) });

describe('the register of enquiries', () => {
  it('numbers them apart from cases, and uses up no case number', async () => {
    expect((await record()).number).toBe('（2026）尧人调咨字第1号');
    expect((await record({ kind: 'screening' })).number).toBe('（2026）尧人调咨字第2号');
    expect(await desk.sql(`SELECT * FROM issued_numbers WHERE kind = 'case'`)).toEqual([]);
    expect((await desk.call('mediation.listCases', {})).total).toBe(0);
  });

  it('masks phone and address, and shows them in full only when asked, audited', async () => {
    const { id } = await record();
    const view = await desk.call('mediation.readEnquiry', { id });
    expect(view).toMatchObject({ personName: '曾文明', phone: '138****5678', address: '南京市栖霞区****' });
    expect(await desk.call('mediation.revealEnquiry', { id })).toMatchObject({ phone: '13812345678' });
    const { rows } = await desk.call('platform.listAudit', { about: `enquiry:${id}` });
    expect(rows.map((row) => row.route)).toEqual(['mediation.revealEnquiry', 'mediation.recordEnquiry']);
    expect(JSON.stringify(rows)).not.toMatch(/13812345678|曾文明/);
  });

  it('keeps what is on file when it comes back masked, and refuses an older version', async () => {
    const { id } = await record();
    const view = await desk.call('mediation.readEnquiry', { id });
    await desk.call('mediation.correctEnquiry', {
      id,
      version: 1,
      enquiry: enquiry({
        phone: view.phone,
        address: view.address,
        answer: '已电话答复。',
        result: 'answered',
      }),
    });
    expect(await desk.call('mediation.revealEnquiry', { id })).toMatchObject({
      version: 2,
      phone: '13812345678',
      address: '南京市栖霞区尧化街道1号',
    });
    const late = await desk.ask('mediation.correctEnquiry', { id, version: 1, enquiry: enquiry() });
    expect(late).toMatchObject({ ok: false, error: { code: 'record.stale' } });
  });

  it('lets nobody be named: neither name nor phone is kept', async () => {
    const { id } = await record({ anonymous: true });
    expect(await desk.call('mediation.revealEnquiry', { id })).toEqual({
      version: 1,
      personName: '',
      phone: '',
      address: '',
    });
  });

  it('asks for a name, a body it was referred to, a day that has come, and codes that exist', async () => {
    const refused = async (over: Partial<Fields>) => {
      const answer = await desk.ask('mediation.recordEnquiry', { enquiry: enquiry(over) });
      return answer.ok ? null : Object.keys(answer.error.fields ?? {});
    };
    expect(await refused({ personName: '' })).toEqual(['enquiry.personName']);
    expect(await refused({ result: 'referred' })).toEqual(['enquiry.referredTo']);
    expect(await refused({ receivedOn: '2026-07-02' })).toEqual(['enquiry.receivedOn']);
    expect(await refused({ followUpOn: '2026-06-01' })).toEqual(['enquiry.followUpOn']);
    expect(await refused({ disputeType: 'nonsense' })).toEqual(['enquiry.disputeType']);
    expect(await refused({ result: 'promoted' as never })).toEqual(['enquiry.result']);
  });

  it('is found by number, name, pinyin, words and last digits; narrowed and counted', async () => {
    await record();
    await record({
      kind: 'screening',
      personName: '李雷',
      phone: '',
      question: '电梯老旧',
      result: 'watched',
      followUpOn: '2026-06-30',
    });
    await record({
      receivedOn: '2026-05-02',
      personName: '韩梅',
      phone: '',
      question: '借款',
      result: 'referred',
      referredTo: '法院',
    });
    const total = async (filter: RouteInput<'mediation.listEnquiries'>) =>
      (await desk.call('mediation.listEnquiries', filter)).total;
    expect(await total({})).toBe(3);
    for (const text of ['曾文', 'cengwen', '漏水', '5678']) expect(await total({ text }), text).toBe(1);
    expect(await total({ text: '咨字第2号' })).toBe(1);
    expect(await total({ text: '%' })).toBe(0);
    expect(await total({ kinds: ['screening'] })).toBe(1);
    expect(await total({ results: ['referred', 'watched'] })).toBe(2);
    expect(await total({ from: '2026-06-01' })).toBe(2);
    expect(await total({ onlyDue: true })).toBe(1);
    expect((await desk.call('mediation.readWorkbench', {})).elsewhere.enquiries).toBe(1);
    expect(await desk.call('mediation.countEnquiries', { from: '2026-01-01', to: '2026-12-31' })).toEqual({
      rows: [
        { month: '2026-06', kind: 'consultation', result: 'answered', count: 1 },
        { month: '2026-06', kind: 'screening', result: 'watched', count: 1 },
        { month: '2026-05', kind: 'consultation', result: 'referred', count: 1 },
      ],
      total: 3,
    });
  });
});

describe('making a case of an enquiry', () => {
  const wanted = {
    title: '曾文明漏水纠纷',
    disputeType: 'neighbours',
    source: 'oralApplication' as const,
    appliedOn: '2026-07-01',
  };

  it('takes its data along, links both ways, and works once', async () => {
    const { id, number } = await record();
    const { caseId } = await desk.call('mediation.promoteEnquiry', {
      id,
      version: 1,
      case: { ...wanted, respondentName: '某物业公司' },
    });
    const file = await desk.call('mediation.readCase', { id: caseId });
    expect(file).toMatchObject({ stage: 'registered', facts: '楼上漏水，物业不管，问怎么办。' });
    expect(file.parties.map((party) => [party.role, party.name, party.phone])).toEqual([
      ['applicant', '曾文明', '138****5678'],
      ['respondent', '某物业公司', ''],
    ]);
    expect(await desk.call('mediation.readCaseOrigin', { caseId })).toEqual({
      enquiry: { id, number, receivedOn: '2026-06-30' },
      imported: null,
    });
    expect(await desk.call('mediation.readEnquiry', { id })).toMatchObject({
      result: 'promoted',
      caseId,
      caseTitle: wanted.title,
    });
    expect((await desk.call('mediation.search', { text: '物业不管' })).hits.map((hit) => hit.id)).toEqual([
      caseId,
    ]);

    const again = await desk.ask('mediation.promoteEnquiry', { id, version: 2, case: wanted });
    expect(again).toMatchObject({ ok: false, error: { code: 'enquiry.promoted' } });
    expect((await desk.call('mediation.listCases', {})).total).toBe(1);
    await expect(desk.sql('UPDATE enquiries SET case_id = NULL, result = ?', ['answered'])).rejects.toThrow(
      /promoted/,
    );
    await expect(desk.sql('DELETE FROM enquiries')).rejects.toThrow(/never deleted/);
  });

  it('asks who applies when nobody was named, and stays promoted when corrected', async () => {
    const { id } = await record({ anonymous: true });
    const nameless = await desk.ask('mediation.promoteEnquiry', { id, version: 1, case: wanted });
    expect(nameless).toMatchObject({
      ok: false,
      error: { fields: { 'case.applicantName': { code: 'field.required' } } },
    });
    const { caseId } = await desk.call('mediation.promoteEnquiry', {
      id,
      version: 1,
      case: { ...wanted, applicantName: '曾某' },
    });
    await desk.call('mediation.correctEnquiry', {
      id,
      version: 2,
      enquiry: enquiry({ anonymous: true, answer: '补记' }),
    });
    expect(await desk.call('mediation.readEnquiry', { id })).toMatchObject({
      result: 'promoted',
      caseId,
      answer: '补记',
    });
  });
});
