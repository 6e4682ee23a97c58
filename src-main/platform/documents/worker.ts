/** The message loop of a document worker. Its composition root (document-worker.ts) hands in engine, binder and walks. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Binder } from './binder.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import type { DocumentRequest, Engine, PiecedRequest, ProgressListener, RenderedDocument } from './engine.ts';
import { makeSpreadsheet, type Spreadsheet, type SpreadsheetRequest } from '../spreadsheets/spreadsheet.ts';
import type { Walk } from '../walk.ts';
import { errorToData, LayoutFailure, type ErrorData } from './errors.ts';

export type WorkerTask =
  | { readonly type: 'render'; readonly request: DocumentRequest }
  | { readonly type: 'renderPieces'; readonly request: PiecedRequest }
  | { readonly type: 'bind'; readonly request: BindRequest }
  | { readonly type: 'spreadsheet'; readonly request: SpreadsheetRequest }
  | { readonly type: 'walk'; readonly name: string; readonly start: unknown };

/** A walk answers with plain data, everything else with bytes. */
export type WorkerResult = RenderedDocument | BoundDossier | Spreadsheet | { readonly findings: unknown };

/** A task, or the next of the pieces that the running one has asked for; without a value there are no more. */
export type WorkerRequest =
  | (WorkerTask & { readonly id: number })
  | { readonly id: number; readonly type: 'piece'; readonly value?: unknown };

export type WorkerMessage =
  | { readonly id: number; readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly type: 'more' }
  | { readonly id: number; readonly type: 'done'; readonly document: WorkerResult }
  | { readonly id: number; readonly type: 'failed'; readonly error: ErrorData };

/** Answers requests until the thread is ended; the pool sends one at a time. */
export function serveDocuments(
  engine: Engine,
  binder: Binder,
  walks: readonly Walk<never, never, unknown>[],
): void {
  const port = parentPort;
  if (!port) throw new Error('serveDocuments runs in a worker thread');
  const feed = createFeed(port);
  const answer = async (id: number, task: WorkerTask): Promise<void> => {
    const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []) =>
      port.postMessage(message, transfer);
    try {
      const report = (done: number, total: number) => {
        // Every hundredth of the work at most, so that a batch of thousands does not drown the receiver.
        if (done === total || done % Math.ceil(total / 100) === 0)
          send({ id, type: 'progress', done, total });
      };
      const document = await make(id, task, report);
      send({ id, type: 'done', document }, 'bytes' in document ? [document.bytes.buffer] : []);
    } catch (error) {
      send({ id, type: 'failed', error: errorToData(error) });
    }
  };
  const make = async (id: number, task: WorkerTask, report: ProgressListener): Promise<WorkerResult> => {
    switch (task.type) {
      case 'render':
        return engine.render(task.request, report);
      case 'renderPieces':
        return engine.renderPieces(task.request, feed.pieces(id), report);
      case 'bind':
        return binder.bind(task.request, report);
      case 'spreadsheet':
        return makeSpreadsheet(task.request, report);
      case 'walk': {
        const walk = walks.find(({ name }) => name === task.name);
        if (!walk) throw new LayoutFailure('unknown-kind', `no walk ${task.name}`);
        const progress = (done: number) => port.postMessage({ id, type: 'progress', done, total: 0 });
        return {
          findings: await walk.run(task.start as never, feed.pieces(id) as AsyncIterable<never>, progress),
        };
      }
    }
  };
  port.on('message', (message: WorkerRequest) => {
    if (message.type === 'piece') feed.receive(message);
    else void answer(message.id, message);
  });
}

interface Feed {
  /** The pieces of a task. One is asked for ahead: while a piece is worked on here, the next is made over there. */
  pieces(id: number): AsyncGenerator<unknown>;
  receive(message: { readonly id: number; readonly value?: unknown }): void;
}

function createFeed(port: MessagePort): Feed {
  let waiting: { id: number; resolve: (message: { readonly value?: unknown }) => void } | undefined;
  const ask = (id: number) =>
    new Promise<{ readonly value?: unknown }>((resolve) => {
      waiting = { id, resolve };
      port.postMessage({ id, type: 'more' } satisfies WorkerMessage);
    });
  return {
    async *pieces(id) {
      let next = ask(id);
      for (;;) {
        const { value } = await next;
        if (value === undefined) return;
        next = ask(id);
        yield value;
      }
    },
    receive: (message) => {
      if (waiting?.id === message.id) waiting.resolve(message);
    },
  };
}
