/** The message loop of a document worker. Its composition root (document-worker.ts) hands in engine and binder. */
import { parentPort } from 'node:worker_threads';
import type { Binder } from './binder.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import type { DocumentRequest, Engine, ProgressListener, RenderedDocument } from './engine.ts';
import { makeSpreadsheet, type Spreadsheet, type SpreadsheetRequest } from '../spreadsheets/spreadsheet.ts';
import { errorToData, type ErrorData } from './errors.ts';

export type WorkerTask =
  | { readonly type: 'render'; readonly request: DocumentRequest }
  | { readonly type: 'bind'; readonly request: BindRequest }
  | { readonly type: 'spreadsheet'; readonly request: SpreadsheetRequest };

export type WorkerResult = RenderedDocument | BoundDossier | Spreadsheet;

export type WorkerRequest = WorkerTask & { readonly id: number };

export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly type: 'done'; readonly document: WorkerResult }
  | { readonly id: number; readonly type: 'failed'; readonly error: ErrorData };

/** Answers requests until the thread is ended; the pool sends one at a time. */
export function serveDocuments(engine: Engine, binder: Binder): void {
  const port = parentPort;
  if (!port) throw new Error('serveDocuments runs in a worker thread');
  const answer = async (task: WorkerRequest): Promise<void> => {
    const { id } = task;
    const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []) =>
      port.postMessage(message, transfer);
    try {
      const report = (done: number, total: number) => {
        // Every hundredth of the work at most, so that a batch of thousands does not drown the receiver.
        if (done === total || done % Math.ceil(total / 100) === 0)
          send({ id, type: 'progress', done, total });
      };
      const document = await make(task, report);
      send({ id, type: 'done', document }, [document.bytes.buffer]);
    } catch (error) {
      send({ id, type: 'failed', error: errorToData(error) });
    }
  };
  const make = async (task: WorkerTask, report: ProgressListener): Promise<WorkerResult> => {
    switch (task.type) {
      case 'render':
        return engine.render(task.request, report);
      case 'bind':
        return binder.bind(task.request, report);
      case 'spreadsheet':
        return makeSpreadsheet(task.request, report);
    }
  };
  port.on('message', (task: WorkerRequest) => void answer(task));
}
