/** Composition root of a document worker thread: engine + templates, fonts from `workerData.fontsDir`. */
import { workerData } from 'node:worker_threads';
import { documentTemplates } from './document-templates.ts';
import { createEngine } from './platform/documents/engine.ts';
import { serveDocuments } from './platform/documents/worker.ts';

const { fontsDir } = workerData as { fontsDir: string };

serveDocuments(createEngine({ fontsDir, templates: documentTemplates }));
