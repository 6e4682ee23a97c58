/** The message loop of a document worker. Its composition root (document-worker.ts) hands in engine and binder. */
import { parentPort } from 'node:worker_threads';
import type { Binder } from './binder.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import type { DocumentRequest, Engine, RenderedDocument } from './engine.ts';
import { errorToData, type ErrorData } from './errors.ts';

export type WorkerTask =
  | { readonly type: 'render'; readonly request: DocumentRequest }
  | { readonly type: 'bind'; readonly request: BindRequest };

export type WorkerRequest = WorkerTask & { readonly id: number };

export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly type: 'done'; readonly document: RenderedDocument | BoundDossier }
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
      const document =
        task.type === 'render'
          ? engine.render(task.request, report)
          : await binder.bind(task.request, report);
      send({ id, type: 'done', document }, [document.bytes.buffer]);
    } catch (error) {
      send({ id, type: 'failed', error: errorToData(error) });
    }
  };
  port.on('message', (task: WorkerRequest) => void answer(task));
}
