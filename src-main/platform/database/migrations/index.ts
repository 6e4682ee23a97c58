import { foundation0001 } from './0001-foundation.ts';
import { mediation0002 } from './0002-mediation.ts';
import type { Migration } from './migration.ts';
import { timebank0003 } from './0003-timebank.ts';
import { proceedings0004 } from './0004-proceedings.ts';
import { performance0005 } from './0005-deadlines-and-performance.ts';
import { search0006 } from './0006-enquiries-and-search.ts';
import { lines0007 } from './0007-lines.ts';
import { dossier0008 } from './0008-dossier-and-archive.ts';
import { subsidy0009 } from './0009-subsidy.ts';

/** In the order in which they run; a new one goes to the end, and a released one is never changed. */
export const migrations: readonly Migration[] = [
  foundation0001,
  mediation0002,
  timebank0003,
  proceedings0004,
  performance0005,
  search0006,
  lines0007,
  dossier0008,
  subsidy0009,
];
