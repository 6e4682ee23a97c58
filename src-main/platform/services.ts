import type { Clock } from './clock.ts';
import type { DocumentRenderer } from './documents/pool.ts';
import type { Ids } from './ids.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Ports } from './ports.ts';
import type { Reference } from './reference-data/reference.ts';

/** What the application hands to every handler. */
export interface Services {
  clock: Clock;
  ids: Ids;
  reference: Reference;
  renderer: DocumentRenderer;
  jobs: Jobs;
  ports: Ports;
  dataDir: string;
  version: string;
}
