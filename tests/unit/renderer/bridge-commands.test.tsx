// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../../src-renderer/app/Providers.tsx';
import { placeFieldErrors, useCommand } from '../../../src-renderer/bridge/commands.ts';
import { mayUse } from '../../../src-renderer/bridge/session.tsx';
import { fakeDesk, refusal } from './fake-desk.tsx';

afterEach(cleanup);

const wrapper = ({ children }: { children: React.ReactNode }) => <Providers nonce="">{children}</Providers>;
const input = { id: '018f0000-0000-7000-8000-00000000000a', version: 1, reason: '不属于受理范围' };
const saved = { id: input.id, version: 2 };

describe('one intent has one id', () => {
  it('a double click asks once: two rows of the same case were the bug', async () => {
    const desk = fakeDesk({
      'mediation.declineCase': () => new Promise((done) => setTimeout(() => done(saved), 20)),
    });
    const { result } = renderHook(() => useCommand('mediation.declineCase'), { wrapper });
    await act(async () => {
      const answers = await Promise.all([result.current.run(input), result.current.run(input)]);
      expect(answers).toEqual([saved, saved]);
    });
    expect(desk.askedFor('mediation.declineCase')).toHaveLength(1);
  });

  it('a retry after a broken line carries the same id, so that nothing is booked twice', async () => {
    let broken = true;
    const desk = fakeDesk({
      'mediation.declineCase': () => (broken ? Promise.reject(new Error('gone')) : saved),
    });
    const { result } = renderHook(() => useCommand('mediation.declineCase', { quiet: true }), { wrapper });
    await act(async () => expect(await result.current.run(input)).toBeUndefined());
    expect(result.current.error?.code).toBe('internal');
    broken = false;
    await act(async () => expect(await result.current.run(input)).toEqual(saved));
    const ids = desk.askedFor('mediation.declineCase').map((asked) => asked.commandId);
    expect(ids[0]).toBeTruthy();
    expect(ids[1]).toBe(ids[0]);
  });

  it('after success, and with other content, it is another intent', async () => {
    const desk = fakeDesk({ 'mediation.declineCase': () => saved });
    const { result } = renderHook(() => useCommand('mediation.declineCase'), { wrapper });
    await act(() => result.current.run(input));
    await act(() => result.current.run(input));
    await act(() => result.current.run({ ...input, reason: '另一理由' }));
    expect(new Set(desk.askedFor('mediation.declineCase').map((asked) => asked.commandId)).size).toBe(3);
  });
});

describe('refusals', () => {
  it('the server’s field errors go to their fields, the cursor to the first', async () => {
    const setError = vi.fn();
    fakeDesk({
      'mediation.declineCase': () =>
        refusal('input.invalid', { fields: { reason: { code: 'field.required' } } }),
    });
    const { result } = renderHook(() => useCommand('mediation.declineCase', { form: { setError } }), {
      wrapper,
    });
    await act(() => result.current.run(input));
    expect(setError).toHaveBeenCalledWith(
      'reason',
      { type: 'server', message: 'field.required' },
      { shouldFocus: true },
    );
  });

  it('an error outside the form is not swallowed as if it had found its field', () => {
    const setError = vi.fn();
    expect(placeFieldErrors(setError, { 'case.title': { code: 'field.required' } }, 'case')).toBe(true);
    expect(setError).toHaveBeenCalledWith('title', expect.anything(), expect.anything());
    expect(placeFieldErrors(setError, { version: { code: 'field.required' } }, 'case')).toBe(false);
    expect(placeFieldErrors(setError, {}, 'case')).toBe(false);
  });
});

describe('what an account may use', () => {
  it('follows the same table of roles as the router', () => {
    expect(mayUse(['clerk'], 'mediation.registerCase')).toBe(true);
    expect(mayUse(['clerk'], 'mediation.acceptCase')).toBe(false);
    expect(mayUse(['auditor'], 'mediation.readCase')).toBe(true);
    expect(mayUse(['auditor'], 'mediation.revealCase')).toBe(false);
    expect(mayUse([], 'platform.readReference')).toBe(true);
  });
});
