// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { AgreementEditor } from '../../../src-renderer/features/mediation/agreement/AgreementEditor.tsx';
import { ReasonDialog } from '../../../src-renderer/features/timebank/ReasonDialog.tsx';
import { sameValues } from '../../../src-renderer/ui/form/saved.ts';
import { fakeDesk, renderDesk, type FakeDesk } from './fake-desk.tsx';

const view = {
  id: '018f0000-0000-7000-8000-000000000003',
  facts: '漏水',
  parties: [],
  sessions: [],
  mediators: [],
  agreement: null,
} as unknown as CaseView;

let desk: FakeDesk;
let finishSaving: () => void;
beforeEach(() => {
  desk = fakeDesk({
    'mediation.saveAgreement': () =>
      new Promise((resolve) => {
        finishSaving = () => resolve({ version: 1 });
      }),
    'mediation.checkAgreement': () => ({ findings: [], copies: 3, totalFen: 0, totalCapitals: '' }),
    'mediation.previewPaper': () => ({ ok: false, error: { code: 'internal', message: '' } }),
  });
});
afterEach(cleanup);

const field = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label);
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const press = (name: string) =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name, hidden: true })));

async function openEditor(): Promise<void> {
  renderDesk(<AgreementEditor view={view} />);
  await screen.findByRole('button', { name: '出具协议书' });
  await waitFor(() => expect(desk.askedFor('platform.readDraft')).toHaveLength(1));
  await act(async () => {});
}

describe('typing while a save is under way', () => {
  it('words typed meanwhile stay, count as unsaved and keep their draft', async () => {
    await openEditor();
    type('争议事项', '先写的');
    await press('保存协议');
    await waitFor(() => expect(desk.askedFor('mediation.saveAgreement')).toHaveLength(1));
    type('争议事项', '先写的，后来又写的');
    await act(async () => finishSaving());

    await waitFor(() => expect(screen.getByText('有未保存的修改')).toBeTruthy());
    expect(field('争议事项').value).toBe('先写的，后来又写的');
    expect(desk.askedFor('platform.discardDraft')).toEqual([]);
    await waitFor(
      () => expect(JSON.stringify(desk.askedFor('platform.saveDraft').at(-1))).toContain('后来又写的'),
      { timeout: 3000 },
    );
  });

  it('the paper is not issued without the words typed meanwhile; with nothing typed it is', async () => {
    await openEditor();
    const issue = () => screen.getByRole<HTMLButtonElement>('button', { name: '出具协议书' });
    type('争议事项', '先写的');
    await waitFor(() => expect(issue().disabled).toBe(false));
    await press('出具协议书');
    await waitFor(() => expect(desk.askedFor('mediation.saveAgreement')).toHaveLength(1));
    type('争议事项', '先写的，后来又写的');
    await act(async () => finishSaving());
    await act(async () => {});
    expect(screen.queryByRole('dialog')).toBeNull();

    await press('出具协议书');
    await waitFor(() => expect(desk.askedFor('mediation.saveAgreement')).toHaveLength(2));
    await act(async () => finishSaving());
    await screen.findByRole('dialog');
    expect(desk.askedFor('platform.discardDraft')).toHaveLength(1);
  });

  it('a half-typed amount is not taken for an empty one', () => {
    expect(sameValues({ amount: null }, { amount: Number.NaN })).toBe(false);
    expect(sameValues({ amount: 1 }, { amount: 1 })).toBe(true);
  });
});

describe('the reason of a step', () => {
  it('comes back after Escape and is forgotten once the step was done', async () => {
    const dialog = (
      <ReasonDialog
        opened
        about="return:1"
        title="退回"
        consequence=""
        confirmLabel="确定退回"
        pending={false}
        max={200}
        onConfirm={() => Promise.resolve({})}
        onClose={() => undefined}
      />
    );
    const first = renderDesk(dialog);
    await waitFor(() => expect(desk.askedFor('platform.readDraft')).toHaveLength(1));
    await act(async () => {});
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '时长有误' } });
    await act(async () => first.unmount());

    renderDesk(dialog);
    await screen.findByText('已恢复上次未保存的内容');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('时长有误');
    await press('确定退回');
    await waitFor(() => expect(desk.askedFor('platform.discardDraft')).toHaveLength(1));
  });
});
