import type { Role } from '../../contract/route.ts';

/** Who acts, as the handlers need it. */
export interface Actor {
  userId: string;
  displayName: string;
  roles: readonly Role[];
  committee: { id: string; name: string; mark: string; region: string };
}

/** State of one connection (a window, a terminal): held by the main process, never by the page. */
export interface Session {
  state: 'none' | 'open' | 'locked';
  actor: Actor | null;
}
