import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { routes, type RouteName, type RouteOutput } from '../../src-main/contract/index.ts';
import type { SessionView, UserView } from '../../src-main/contract/people.ts';
import type { Role } from '../../src-main/contract/route.ts';
import { call, type CallFailure } from './api.ts';
import { takeChange } from './query-client.ts';

type Status = RouteOutput<'people.readStatus'>;

export interface Session {
  state: SessionView['state'] | 'unknown';
  /** False until the first run has made committee and administrator. */
  initialised: boolean;
  user: UserView | null;
  committee: SessionView['committee'];
  version: string;
  failure: CallFailure | null;
  reload(): void;
}

const SessionContext = createContext<Session>({
  state: 'unknown',
  initialised: false,
  user: null,
  committee: null,
  version: '',
  failure: null,
  reload: () => {},
});

const STATUS = ['people.readStatus', {}] as const;

/** Follows the session of this window, and forgets everything that was read as soon as somebody signs out. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery<Status, CallFailure>({
    queryKey: STATUS,
    queryFn: () => call('people.readStatus', {}),
    staleTime: Infinity,
  });

  useEffect(() => {
    const offSession = window.api.on('session.changed', (session) => applySession(client, session));
    const offData = window.api.on(
      'data.changed',
      ({ capabilities }) => void takeChange(client, capabilities),
    );
    return () => {
      offSession();
      offData();
    };
  }, [client]);

  const session = useMemo<Session>(
    () => ({
      state: data?.session.state ?? 'unknown',
      initialised: data?.initialised ?? false,
      user: data?.session.user ?? null,
      committee: data?.session.committee ?? null,
      version: data?.version ?? '',
      failure: error,
      reload: () => void refetch(),
    }),
    [data, error, refetch],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export const useSession = (): Session => use(SessionContext);

/** Takes over a session that a command answered or the main process announced. */
export function applySession(client: ReturnType<typeof useQueryClient>, session: SessionView): void {
  const before = client.getQueryData<Status>(STATUS);
  if (before)
    client.setQueryData<Status>(STATUS, {
      ...before,
      initialised: before.initialised || session.user !== null,
      session,
    });
  else void client.invalidateQueries({ queryKey: STATUS });
  if (session.state === 'none' || before?.session.user?.id !== session.user?.id) {
    client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== STATUS[0] });
  }
}

/** May the signed-in account use this route? The same table of roles that the router obeys. */
export function useMay(): (name: RouteName) => boolean {
  const { user } = useSession();
  return (name) => mayUse(user?.roles ?? [], name);
}

export function mayUse(roles: readonly Role[], name: RouteName): boolean {
  const access = routes[name].access;
  return typeof access === 'string' || access.some((role: Role) => roles.includes(role));
}
