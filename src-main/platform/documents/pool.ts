/** Document workers: started when first needed, replaced when they die, one job each, the rest in a queue. */
import { Worker } from 'node:worker_threads';
import type { DocumentRequest, ProgressListener, RenderedDocument } from './engine.ts';
import { errorFromData, LayoutFailure } from './errors.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import type { Spreadsheet, SpreadsheetRequest } from '../spreadsheets/spreadsheet.ts';
import type { WorkerMessage, WorkerResult, WorkerTask } from './worker.ts';

export interface RenderOptions {
  /** Cancelling a running job ends its worker; a new one takes its place. */
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

export interface DocumentRenderer {
  /** Rejects with MissingGlyphs, InvalidData or LayoutFailure (`worker-died`, `cancelled`, `closed` among its reasons). */
  render(request: DocumentRequest, options?: RenderOptions): Promise<RenderedDocument>;
  /** A dossier in one file. Rejects with UnreadableParts too, naming every file that cannot be bound. */
  bind(request: BindRequest, options?: RenderOptions): Promise<BoundDossier>;
  /** A spreadsheet. The buffers of its pieces go over to the worker: they are empty here afterwards. */
  spreadsheet(request: SpreadsheetRequest, options?: RenderOptions): Promise<Spreadsheet>;
  /** Ends all workers; jobs under way are rejected. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Module that a worker thread starts with. */
  readonly entry: URL;
  readonly fontsDir: string;
  readonly size: number;
}

interface Job {
  readonly id: number;
  readonly task: WorkerTask;
  readonly options: RenderOptions;
  readonly resolve: (document: WorkerResult) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  worker: Worker;
  job: Job | undefined;
}

export function createDocumentPool({ entry, fontsDir, size }: PoolOptions): DocumentRenderer {
  const seats = new Set<Seat>();
  const queue: Job[] = [];
  let nextId = 1;
  let closed = false;

  const dispatch = (): void => {
    while (queue.length > 0) {
      const seat = [...seats].find(({ job }) => !job) ?? (seats.size < size ? openSeat() : undefined);
      if (!seat) return;
      const job = queue.shift()!;
      seat.job = job;
      seat.worker.ref();
      seat.worker.postMessage({ id: job.id, ...job.task }, givenAway(job.task));
    }
  };

  const openSeat = (): Seat => {
    const worker = new Worker(entry, { workerData: { fontsDir } });
    const seat: Seat = { worker, job: undefined };
    seats.add(seat);
    worker.on('message', (message: WorkerMessage) => receive(seat, message));
    worker.on('error', (error: Error) => abandon(seat, new LayoutFailure('worker-died', error.message)));
    worker.on('exit', (code) =>
      abandon(seat, new LayoutFailure('worker-died', `document worker ended (${code})`)),
    );
    return seat;
  };

  const receive = (seat: Seat, message: WorkerMessage): void => {
    const { job } = seat;
    if (!job || job.id !== message.id) return;
    if (message.type === 'progress') {
      job.options.onProgress?.(message.done, message.total);
      return;
    }
    seat.job = undefined;
    // An idle worker must not keep a terminal command or a test from ending.
    seat.worker.unref();
    if (message.type === 'done') job.resolve(message.document);
    else job.reject(errorFromData(message.error));
    dispatch();
  };

  /** Gives up a worker and whatever it was doing. Its place is free for a fresh one. */
  const abandon = (seat: Seat, error: Error): void => {
    if (!seats.delete(seat)) return;
    void seat.worker.terminate();
    seat.job?.reject(error);
    seat.job = undefined;
    if (!closed) dispatch();
  };

  const cancel = (id: number): void => {
    const error = new LayoutFailure('cancelled', 'cancelled');
    const waiting = queue.findIndex((job) => job.id === id);
    if (waiting >= 0) {
      queue.splice(waiting, 1)[0]!.reject(error);
      return;
    }
    const running = [...seats].find(({ job }) => job?.id === id);
    if (running) abandon(running, error);
  };

  const run = (task: WorkerTask, options: RenderOptions = {}): Promise<WorkerResult> => {
    if (closed) return Promise.reject(new LayoutFailure('closed', 'the document pool is closed'));
    if (options.signal?.aborted) return Promise.reject(new LayoutFailure('cancelled', 'cancelled'));
    const id = nextId++;
    const onAbort = () => cancel(id);
    const result = new Promise<WorkerResult>((resolve, reject) => {
      options.signal?.addEventListener('abort', onAbort, { once: true });
      queue.push({ id, task, options, resolve, reject });
      dispatch();
    });
    return result.finally(() => options.signal?.removeEventListener('abort', onAbort));
  };

  return {
    // A worker answers a task with the result of its kind.
    render: (request, options) => run({ type: 'render', request }, options) as Promise<RenderedDocument>,
    bind: (request, options) => run({ type: 'bind', request }, options) as Promise<BoundDossier>,
    spreadsheet: (request, options) => run({ type: 'spreadsheet', request }, options),
    close: async () => {
      closed = true;
      const error = new LayoutFailure('closed', 'the document pool is closed');
      for (const job of queue.splice(0)) job.reject(error);
      const workers = [...seats].map(({ worker }) => worker);
      for (const seat of [...seats]) abandon(seat, error);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** What changes threads without being copied. */
const givenAway = (task: WorkerTask): ArrayBuffer[] =>
  task.type === 'spreadsheet' ? task.request.pieces.map(({ buffer }) => buffer) : [];
