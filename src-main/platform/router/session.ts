import type { Actor } from './handlers.ts';

/** State of one connection (a window, a terminal): held by the main process, never by the page. */
export interface Session {
  state: 'none' | 'open' | 'locked';
  actor: Actor | null;
}
