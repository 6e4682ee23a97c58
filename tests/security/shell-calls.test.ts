import { describe, expect, it } from 'vitest';
import { answerCall, type CallDoor } from '../../src-main/shells/electron/calls.ts';

const ours = { windowId: 1, isMainFrame: true, frameUrl: 'app://desk/index.html#/cases' };

function door(call: () => Promise<unknown> = () => Promise.resolve({ ok: true, value: 'reached' })) {
  const requests: unknown[] = [];
  const reports: string[] = [];
  const made: CallDoor = {
    connectionOf(windowId) {
      if (windowId !== 1) return undefined;
      return Promise.resolve({
        call(request: unknown) {
          requests.push(request);
          return call() as never;
        },
      });
    },
    report: (ref, what) => reports.push(`${ref} ${what}`),
  };
  return { made, requests, reports };
}

describe('story: a foreign frame or window sends our messages', () => {
  const senders = {
    'a frame inside the page': { ...ours, isMainFrame: false },
    'a page of another address': { ...ours, frameUrl: 'https://example.org/' },
    'a page whose address begins like ours': { ...ours, frameUrl: 'app://desk.evil/index.html' },
    'a frame that has gone since': { ...ours, frameUrl: null },
    'a window that was never admitted': { ...ours, windowId: 2 },
  };
  it.each(Object.entries(senders))('%s is refused and reaches nothing', async (_name, sender) => {
    const { made, requests } = door();
    const answer = await answerCall(made, sender, { route: 'people.readStatus', input: {} });
    expect(answer).toMatchObject({ ok: false, error: { code: 'route.forbiddenSender' } });
    expect(requests).toEqual([]);
  });

  it('our own page reaches the application, with exactly the three parts of a call', async () => {
    const { made, requests } = door();
    const message = { route: 'people.readStatus', input: { a: 1 }, commandId: 'id-1', role: 'administrator' };
    expect(await answerCall(made, ours, message)).toEqual({ ok: true, value: 'reached' });
    expect(requests).toEqual([{ route: 'people.readStatus', input: { a: 1 }, commandId: 'id-1' }]);
  });
});

describe('story: a page that was taken over sends messages of another shape', () => {
  const messages = [
    undefined,
    null,
    'people.readStatus',
    7,
    ['people.readStatus', {}],
    {},
    { route: 7, input: {} },
    { route: '', input: {} },
    { route: ['people.readStatus'], input: {} },
    { route: 'x'.repeat(101), input: {} },
    { route: 'people.readStatus', input: {}, commandId: 7 },
    { route: 'people.readStatus', input: {}, commandId: { toString: 'x' } },
    { route: 'people.readStatus', input: {}, commandId: 'x'.repeat(101) },
  ];
  it.each(messages.map((message) => [message]))('%j is refused before the router', async (message) => {
    const { made, requests } = door();
    expect(await answerCall(made, ours, message)).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    });
    expect(requests).toEqual([]);
  });
});

describe('story: an error carries what a family said into the page or the log', () => {
  it('whatever is thrown becomes an envelope with a reference; page and log get no word of the message', async () => {
    const { made, reports } = door(() => Promise.reject(new TypeError('caucus note: he hit her')));
    const answer = await answerCall(made, ours, { route: 'people.readStatus', input: {} });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'internal', ref: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
    expect(JSON.stringify(answer)).not.toContain('caucus');
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain('TypeError');
    expect(reports[0]).not.toContain('caucus');
  });

  it('an application that never started answers with an envelope too', async () => {
    const broken: CallDoor = { connectionOf: () => Promise.reject(new Error('no disk')), report: () => {} };
    const answer = await answerCall(broken, ours, { route: 'people.readStatus', input: {} });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});
