// @vitest-environment happy-dom
import { useEffect, useState, type ReactNode } from 'react';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppForm } from '../../../src-renderer/ui/form/AppForm.tsx';
import { DateField } from '../../../src-renderer/ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextField } from '../../../src-renderer/ui/form/fields.tsx';
import { useAppForm } from '../../../src-renderer/ui/form/use-app-form.ts';
import { FormDialog } from '../../../src-renderer/ui/FormDialog.tsx';
import { fakeDesk, renderDesk } from './fake-desk.tsx';

beforeEach(() => void fakeDesk());
afterEach(cleanup);

const schema = z.object({ kind: z.string(), name: z.string(), on: z.string() });

function Body({ children }: { children: ReactNode }) {
  const form = useAppForm(schema, { kind: 'b', name: '', on: '' });
  return (
    <AppForm form={form} label="样表" onSubmit={() => {}}>
      {children}
    </AppForm>
  );
}

const open = (body: ReactNode) =>
  renderDesk(
    <FormDialog opened title="对话框" onClose={() => {}}>
      {body}
    </FormDialog>,
  );
const focused = (label: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(label)));

describe('a dialog opens ready for typing: Enter on the close button was the first thing that happened', () => {
  it('in its first field', async () => {
    open(
      <Body>
        <DateField name="on" label="日期" />
        <TextField name="name" label="姓名" />
      </Body>,
    );
    await focused('日期');
  });

  it('in a list to choose from, without dropping it down', async () => {
    open(
      <Body>
        <SelectField name="kind" label="种类" choices={[{ value: 'b', label: '乙' }]} />
        <TextField name="name" label="姓名" />
      </Body>,
    );
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-haspopup')).toBe('listbox'));
    expect(document.activeElement?.getAttribute('aria-expanded')).not.toBe('true');
  });

  it('on the chosen one of radio buttons', async () => {
    open(
      <Body>
        <RadioGroupField
          name="kind"
          label="种类"
          choices={[
            { value: 'a', label: '甲' },
            { value: 'b', label: '乙' },
          ]}
        />
      </Body>,
    );
    await focused('乙');
  });

  it('in the field that asks for it, where one does; past fields that are only read', async () => {
    open(
      <Body>
        <TextField name="kind" label="只读" readOnly />
        <TextField name="name" label="姓名" />
        <TextField name="on" label="原因" autoFocus />
      </Body>,
    );
    await focused('原因');
    cleanup();
    open(
      <Body>
        <TextField name="kind" label="只读" readOnly />
        <TextField name="name" label="姓名" />
      </Body>,
    );
    await focused('姓名');
  });

  it('as soon as its form is there, when that waits for data; but not when the person is elsewhere by then', async () => {
    let show: () => void = () => {};
    function Late() {
      const [there, setThere] = useState(false);
      useEffect(() => void (show = () => setThere(true)), []);
      return (
        <>
          <button type="button">先看看</button>
          {there ? (
            <Body>
              <TextField name="name" label="姓名" />
            </Body>
          ) : null}
        </>
      );
    }
    open(<Late />);
    await waitFor(() => expect(document.activeElement?.closest('header')).not.toBeNull());
    act(() => show());
    await focused('姓名');
    cleanup();

    open(<Late />);
    await waitFor(() => expect(document.activeElement?.closest('header')).not.toBeNull());
    const elsewhere = screen.getByRole('button', { name: '先看看' });
    act(() => elsewhere.focus());
    act(() => show());
    await screen.findByLabelText('姓名');
    expect(document.activeElement).toBe(elsewhere);
  });
});
