// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../src-renderer/app/App.tsx';
import { fakeDesk, openSession, refusal, renderDesk } from './fake-desk.tsx';

afterEach(() => {
  cleanup();
  window.location.hash = '';
});

const nobody = { state: 'none', user: null, committee: null } as const;
const answers = {
  'platform.readReference': () => ({
    region: { code: '320113', name: '栖霞区' },
    regions: [],
    disputeTypes: [{ code: 'neighbour', name: '邻里纠纷', subTypes: [] }],
    serviceTypes: [],
    referralSources: [],
    rightsNotice: { paragraphs: [], source: '' },
    areas: [],
  }),
  'mediation.readWorkbench': () => ({
    today: '2026-07-01',
    counts: {
      ...{ open: 3, closedThisYear: 0, overdue: 0, soon: 0, nothing: 0 },
      ...{ performance: 0, visit: 0, confirmation: 0, warning: 0 },
    },
    due: [],
    elsewhere: { enquiries: 0, covenants: 0, loans: 0, appraisals: 0 },
    withoutNextAction: [],
  }),
  'timebank.readWorkbench': () => ({
    toApprove: [],
    returned: [],
    counts: { members: 0, toApprove: 0, returned: 0, minutesThisMonth: 0, coinsOwed: 0 },
  }),
  'mediation.checkParties': () => ({ findings: [] }),
};

describe('who is in front of the window', () => {
  it('a wrong password is said in words, and the field is ready for the next try', async () => {
    fakeDesk({ 'people.signIn': () => refusal('session.wrongPassword') }, nobody);
    renderDesk(<App />);
    fireEvent.change(await screen.findByLabelText('用户名'), { target: { value: 'wang' } });
    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'wrong' } });
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '登录' })));
    expect((await screen.findByRole('alert')).textContent).toContain('用户名或密码不正确');
    expect(document.activeElement).toBe(screen.getByLabelText('密码'));
  });

  it('locking covers the desk but keeps the form and what was typed; unlocking gives it back', async () => {
    const desk = fakeDesk({ ...answers, 'people.unlock': () => openSession });
    window.location.hash = '#/newCase';
    renderDesk(<App />);
    const facts = await screen.findByLabelText<HTMLTextAreaElement>('纠纷简要情况', {}, { timeout: 20_000 });
    fireEvent.change(facts, { target: { value: '楼上漏水' } });
    await act(async () => desk.say('session.changed', { ...openSession, state: 'locked' }));
    expect(await screen.findByText('工作台已锁定')).toBeTruthy();
    expect(facts.isConnected).toBe(true);
    expect(facts.closest('[inert]')).not.toBeNull();
    expect(screen.getByLabelText('密码').closest('[inert]')).toBeNull();

    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'right' } });
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '解锁' })));
    await waitFor(() => expect(screen.queryByText('工作台已锁定')).toBeNull());
    expect(screen.getByLabelText<HTMLTextAreaElement>('纠纷简要情况').value).toBe('楼上漏水');
    expect(facts.closest('[inert]')).toBeNull();
  });

  it('signing out forgets what was read: the next person must not see the last one’s cases', async () => {
    const desk = fakeDesk({ ...answers });
    renderDesk(<App />);
    await waitFor(() => expect(desk.askedFor('mediation.readWorkbench')).toHaveLength(1), {
      timeout: 20_000,
    });
    await act(async () => desk.say('session.changed', nobody));
    expect(await screen.findByRole('heading', { name: '登录' })).toBeTruthy();
    await act(async () => desk.say('session.changed', openSession));
    await waitFor(() => expect(desk.askedFor('mediation.readWorkbench')).toHaveLength(2), {
      timeout: 20_000,
    });
  });

  it('an auditor is not offered what the router would refuse', async () => {
    fakeDesk(answers, { ...openSession, user: { ...openSession.user!, roles: ['auditor'] } });
    renderDesk(<App />);
    await screen.findByRole('heading', { name: '今日工作台' }, { timeout: 20_000 });
    expect(screen.queryByRole('button', { name: '登记新案件' })).toBeNull();
    expect(screen.getByRole('link', { name: '案件' })).toBeTruthy();
  });

  it('another account starts on the workbench, not on the page that the last one left; who comes back finds it', async () => {
    const desk = fakeDesk({ ...answers });
    window.location.hash = '#/newCase';
    renderDesk(<App />);
    await screen.findByLabelText('纠纷简要情况', {}, { timeout: 20_000 });
    await act(async () => desk.say('session.changed', nobody));
    await act(async () => desk.say('session.changed', openSession));
    expect(await screen.findByLabelText('纠纷简要情况', {}, { timeout: 20_000 })).toBeTruthy();

    await act(async () => desk.say('session.changed', nobody));
    const clerk = { ...openSession.user!, id: '018f0000-0000-7000-8000-0000000000ff', displayName: '周文员' };
    await act(async () => desk.say('session.changed', { ...openSession, user: clerk }));
    expect(await screen.findByRole('heading', { name: '今日工作台' }, { timeout: 20_000 })).toBeTruthy();
    expect(window.location.hash).toBe('#/workbench');
  });
});
