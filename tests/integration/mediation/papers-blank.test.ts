import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { formCodes } from '../../../src-main/contract/mediation/papers.ts';
import { solidTextOf } from '../../pdf/pdf-tools.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('blank forms', () => {
  it('lists every form with its number in the official table and what kind of form it is', async () => {
    const { forms } = await desk.call('mediation.listForms', {});
    expect(forms.map(({ code }) => code)).toEqual([...formCodes]);
    const numbers = new Set(forms.flatMap(({ number }) => number ?? []));
    expect([...numbers].sort((left, right) => left - right)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(forms.find(({ code }) => code === 'agreement')).toMatchObject({
      kind: 'mediation.agreement',
      name: '人民调解协议书',
      number: 10,
      origin: 'national',
      manyParties: true,
    });
    expect(forms.filter(({ name, code }) => /caucus|背靠背|个别谈话/i.test(`${name}${code}`))).toEqual([]);
  });

  it('draws each of them with the committee of the account and the texts in force, and registers nothing', async () => {
    for (const code of ['rightsNotice', 'mediationRecord', 'serviceAddress', 'oralAgreement'] as const) {
      const { pages, base64, name } = await desk.call('mediation.blankForm', { code });
      expect(pages).toBe(1);
      expect(name).toMatch(/（空白）\.pdf$/u);
      const text = solidTextOf(Buffer.from(base64, 'base64'));
      expect(text).toContain('尧化街道人民调解委员会');
      // A form for writing on carries no 草稿 beneath the text.
      expect(text).not.toContain('草稿');
    }
    const notice = await desk.call('mediation.blankForm', { code: 'rightsNotice' });
    expect(solidTextOf(Buffer.from(notice.base64, 'base64'))).toContain('选择或者接受人民调解员');
    expect(await desk.sql('SELECT id FROM documents')).toEqual([]);
  });

  it('has room for as many parties as asked, and refuses a silly number', async () => {
    const { base64 } = await desk.call('mediation.blankForm', { code: 'applicationForm', parties: 5 });
    const text = solidTextOf(Buffer.from(base64, 'base64'));
    expect(text.split('单位或住址').length - 1).toBe(5);
    await expect(desk.call('mediation.blankForm', { code: 'applicationForm', parties: 200 })).rejects.toThrow(
      'input.invalid',
    );
  });

  it('saves and prints through the ports; a cancelled dialog says so; both are audited without personal data', async () => {
    const saved = await desk.call('mediation.saveBlankForm', { code: 'receipt' });
    expect(saved.savedAs).toBe('收条（空白）.pdf');
    expect(desk.saved.at(-1)!.bytes.subarray(0, 5)).toEqual(new Uint8Array(Buffer.from('%PDF-')));
    expect(await desk.call('mediation.printBlankForm', { code: 'receipt', copies: 30 })).toEqual({
      printed: true,
    });
    desk.cancelDialogs = true;
    expect(await desk.call('mediation.saveBlankForm', { code: 'receipt' })).toEqual({ savedAs: null });
    const { rows } = await desk.call('platform.listAudit', { about: 'form:receipt' });
    expect(rows.length).toBeGreaterThanOrEqual(3);
  });

  it('is for every account, and for none without one', async () => {
    const auditor = await desk.as(['auditor']);
    expect((await auditor.call('mediation.blankForm', { code: 'receipt' })).pages).toBe(1);
    await desk.call('people.signOut', {});
    expect(await desk.ask('mediation.blankForm', { code: 'receipt' })).toMatchObject({ ok: false });
  });
});
