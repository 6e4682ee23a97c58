// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { civilDate, fen, text } from '../../../src-main/contract/values.ts';
import { AppForm } from '../../../src-renderer/ui/form/AppForm.tsx';
import { DateField } from '../../../src-renderer/ui/form/DateField.tsx';
import { TextField } from '../../../src-renderer/ui/form/fields.tsx';
import { LinesField } from '../../../src-renderer/ui/form/LinesField.tsx';
import { MoneyField } from '../../../src-renderer/ui/form/MoneyField.tsx';
import { useAppForm } from '../../../src-renderer/ui/form/use-app-form.ts';
import { useDraft } from '../../../src-renderer/ui/form/use-draft.tsx';
import { fakeDesk, openSession, renderDesk, type FakeDesk } from './fake-desk.tsx';

const schema = z.object({
  name: text(20),
  on: civilDate.nullable(),
  amount: fen.nullable(),
  lines: z.array(text(50)),
});
type Values = z.input<typeof schema>;
const empty: Values = { name: '', on: null, amount: null, lines: [] };

let desk: FakeDesk;
beforeEach(() => {
  desk = fakeDesk();
});
afterEach(cleanup);

function Sample({
  onSave,
  submitOnEnter = false,
  draftKey,
}: {
  onSave(values: Values): void;
  submitOnEnter?: boolean;
  draftKey?: string;
}) {
  const form = useAppForm(schema, empty);
  const draft = useDraft(draftKey ?? 'none', form, { enabled: draftKey !== undefined });
  return (
    <AppForm form={form} label="样表" submitOnEnter={submitOnEnter} onSubmit={onSave}>
      {draft.notice}
      <TextField name="name" label="姓名" required />
      <DateField name="on" label="日期" />
      <MoneyField name="amount" label="金额" />
      <LinesField name="lines" label="事项" />
      <button type="submit">保存</button>
    </AppForm>
  );
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => {
  fireEvent.focus(field(label));
  fireEvent.change(field(label), { target: { value } });
  fireEvent.blur(field(label));
};

describe('keys', () => {
  it('the Enter that takes a pinyin candidate does not submit; a plain one does where it may', async () => {
    const save = vi.fn();
    renderDesk(<Sample onSave={save} submitOnEnter />);
    type('姓名', '张三');
    expect(fireEvent.keyDown(field('姓名'), { key: 'Enter', isComposing: true })).toBe(false);
    expect(fireEvent.keyDown(field('姓名'), { key: 'Process', keyCode: 229 })).toBe(true);
    expect(fireEvent.keyDown(field('姓名'), { key: 'Enter' })).toBe(true);
  });

  it('in a long form Enter in a field never submits, Ctrl+S does', async () => {
    const save = vi.fn();
    renderDesk(<Sample onSave={save} />);
    type('姓名', '张三');
    expect(fireEvent.keyDown(field('姓名'), { key: 'Enter' })).toBe(false);
    await act(async () => void fireEvent.keyDown(field('姓名'), { key: 's', ctrlKey: true }));
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1));
  });
});

describe('values', () => {
  it('dates and money are held as the contract wants them: text YYYY-MM-DD and integer 分', async () => {
    const save = vi.fn();
    renderDesk(<Sample onSave={save} />);
    type('姓名', ' 张三 ');
    type('日期', '7.1');
    type('金额', '1.2万');
    type('事项', '赔偿\n\n 道歉 \n');
    await act(async () => void fireEvent.click(screen.getByText('保存')));
    await waitFor(() => expect(save).toHaveBeenCalled());
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
    expect(save.mock.calls[0]![0]).toEqual({
      name: '张三',
      on: `${year}-07-01`,
      amount: 1_200_000,
      lines: ['赔偿', '道歉'],
    });
    expect(field('日期').value).toBe(`${year}年7月1日`);
    expect(field('金额').value).toBe('¥12,000.00');
  });

  it('text that is no date or amount stays on the screen and blocks saving in words, beside the field', async () => {
    const save = vi.fn();
    renderDesk(<Sample onSave={save} />);
    type('姓名', '张三');
    type('日期', '2026-2-30');
    type('金额', '一千');
    await act(async () => void fireEvent.click(screen.getByText('保存')));
    await waitFor(() => expect(screen.getByText('请填写正确的日期，如 2026-7-1')).toBeTruthy());
    expect(field('日期').value).toBe('2026-2-30');
    expect(field('金额').value).toBe('一千');
    expect(field('日期').getAttribute('aria-invalid')).toBe('true');
    const described = field('日期').getAttribute('aria-describedby')!.split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain(
      '请填写正确的日期',
    );
    expect(save).not.toHaveBeenCalled();
  });
});

describe('drafts', () => {
  it('what was typed comes back after the form was left, and can be undone', async () => {
    const first = renderDesk(<Sample onSave={vi.fn()} draftKey="case.new" />);
    await waitFor(() => expect(desk.askedFor('platform.readDraft')).toHaveLength(1));
    await act(async () => {});
    type('姓名', '没写完的名字');
    await act(async () => first.unmount());
    await waitFor(() => expect(desk.askedFor('platform.saveDraft')).toHaveLength(1));

    renderDesk(<Sample onSave={vi.fn()} draftKey="case.new" />);
    await screen.findByText('已恢复上次未保存的内容');
    expect(field('姓名').value).toBe('没写完的名字');
    await act(async () => void fireEvent.click(screen.getByText('不用恢复的内容')));
    expect(field('姓名').value).toBe('');
    expect(desk.askedFor('platform.discardDraft')).toHaveLength(1);
  });

  it('a draft refused by the lock is written after unlocking instead of being forgotten', async () => {
    let locked = true;
    const kept: unknown[] = [];
    desk.answers['platform.saveDraft'] = (input: unknown) => {
      if (locked) return { ok: false, error: { code: 'session.locked', message: '' } };
      kept.push(input);
      return {};
    };
    renderDesk(<Sample onSave={vi.fn()} draftKey="case.new" />);
    await waitFor(() => expect(desk.askedFor('platform.readDraft')).toHaveLength(1));
    await act(async () => desk.say('session.changed', { ...openSession, state: 'locked' }));
    type('姓名', '锁屏前一刻');
    await waitFor(() => expect(desk.askedFor('platform.saveDraft').length).toBeGreaterThan(0), {
      timeout: 3000,
    });
    expect(kept).toEqual([]);
    locked = false;
    await act(async () => desk.say('session.changed', openSession));
    await waitFor(() => expect(kept).toHaveLength(1));
    expect(JSON.stringify(kept[0])).toContain('锁屏前一刻');
  });
});
