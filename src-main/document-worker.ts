/** Composition root of a document worker thread: engine + templates + bindings + walks, fonts from `workerData.fontsDir`. */
import { workerData } from 'node:worker_threads';
import { documentTemplates, dossierBindings } from './document-templates.ts';
import { createBinder } from './platform/documents/binder.ts';
import { createEngine } from './platform/documents/engine.ts';
import { serveDocuments } from './platform/documents/worker.ts';
import { paperWalk } from './timebank/closing/paper-walk.ts';
import { ledgerWalk } from './timebank/ledger-walk.ts';

const { fontsDir } = workerData as { fontsDir: string };
const engine = createEngine({ fontsDir, templates: documentTemplates });

serveDocuments(engine, createBinder({ engine, bindings: dossierBindings }), [ledgerWalk, paperWalk]);
