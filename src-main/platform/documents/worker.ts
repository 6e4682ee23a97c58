/** The message loop of a document worker. Its composition root (document-worker.ts) hands in the engine. */
import { parentPort } from 'node:worker_threads';
import type { DocumentRequest, Engine, RenderedDocument } from './engine.ts';
import { errorToData, type ErrorData } from './errors.ts';

export interface WorkerRequest {
  readonly id: number;
  readonly request: DocumentRequest;
}

export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly type: 'done'; readonly document: RenderedDocument }
  | { readonly id: number; readonly type: 'failed'; readonly error: ErrorData };

/** Answers requests one after another until the thread is ended. */
export function serveDocuments(engine: Engine): void {
  const port = parentPort;
  if (!port) throw new Error('serveDocuments runs in a worker thread');
  port.on('message', ({ id, request }: WorkerRequest) => {
    const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []) =>
      port.postMessage(message, transfer);
    try {
      const report = (done: number, total: number) => {
        // Every hundredth of the work at most, so that a batch of thousands does not drown the receiver.
        if (done === total || done % Math.ceil(total / 100) === 0)
          send({ id, type: 'progress', done, total });
      };
      const document = engine.render(request, report);
      send({ id, type: 'done', document }, [document.bytes.buffer]);
    } catch (error) {
      send({ id, type: 'failed', error: errorToData(error) });
    }
  });
}
