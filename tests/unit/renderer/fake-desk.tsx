import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Envelope } from '../../../src-main/contract/errors.ts';
import type { RouteName } from '../../../src-main/contract/index.ts';
import type { SessionView } from '../../../src-main/contract/people.ts';
import { Providers } from '../../../src-renderer/app/Providers.tsx';
import type { WindowApi } from '../../../src-renderer/bridge/api.ts';

// happy-dom has no font loading, which growing text areas listen to.
if (!('fonts' in document)) {
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
}

export interface Asked {
  route: RouteName;
  input: unknown;
  commandId: string | undefined;
}

export interface FakeDesk {
  /** Everything the window asked, in order. */
  asked: Asked[];
  askedFor(route: RouteName): Asked[];
  answers: Partial<Record<RouteName, (input: never) => unknown>>;
  say: (event: string, payload: unknown) => void;
}

export const refusal = (code: string, more: object = {}): Envelope => ({
  ok: false,
  error: { code: code as 'internal', message: code, ...more },
});

export const openSession: SessionView = {
  state: 'open',
  user: {
    id: '018f0000-0000-7000-8000-000000000001',
    username: 'wang',
    displayName: '王主任',
    roles: ['administrator', 'mediator'],
    areaId: null,
    active: true,
    version: 1,
  },
  committee: {
    id: '018f0000-0000-7000-8000-000000000002',
    name: '尧化街道人民调解委员会',
    mark: '尧',
    region: '320113',
  },
};

/** What would be the main process: answers by route, an envelope or a bare value; drafts are really kept. */
export function fakeDesk(answers: FakeDesk['answers'] = {}, session: SessionView = openSession): FakeDesk {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const drafts = new Map<string, { body: string; savedAt: string }>();
  const desk: FakeDesk = {
    asked: [],
    askedFor: (route) => desk.asked.filter((asked) => asked.route === route),
    answers: {
      'people.readStatus': () => ({ initialised: true, version: 'test', dataDir: '', session }),
      'platform.saveDraft': ({ key, body }: { key: string; body: string }) => {
        drafts.set(key, { body, savedAt: '2026-07-01T02:00:00.000Z' });
        return {};
      },
      'platform.readDraft': ({ key }: { key: string }) => ({ draft: drafts.get(key) ?? null }),
      'platform.discardDraft': ({ key }: { key: string }) => {
        drafts.delete(key);
        return {};
      },
      ...answers,
    },
    say: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload)),
  };
  const api: WindowApi = {
    async call(route, input, commandId) {
      desk.asked.push({ route, input, commandId });
      const answer = desk.answers[route];
      if (!answer) return refusal('route.unknown');
      const value: unknown = await answer(input as never);
      return typeof value === 'object' && value !== null && 'ok' in value
        ? (value as Envelope)
        : { ok: true, value };
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener as (payload: unknown) => void));
      return () => known.delete(listener as (payload: unknown) => void);
    },
  };
  Object.assign(window, { api });
  return desk;
}

/** Renders a part of the window with everything it stands on. */
export function renderDesk(part: ReactNode): RenderResult {
  return render(<Providers nonce="">{part}</Providers>);
}
