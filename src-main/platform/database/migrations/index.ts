import { foundation0001 } from './0001-foundation.ts';
import { mediation0002 } from './0002-mediation.ts';
import type { Migration } from './migration.ts';
import { timebank0003 } from './0003-timebank.ts';

/** In the order in which they run; a new one goes to the end, and a released one is never changed. */
export const migrations: readonly Migration[] = [foundation0001, mediation0002, timebank0003];
