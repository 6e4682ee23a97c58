/** Document workers: started when first needed, replaced when they die, one job each, the rest in a queue. */
import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import type { DocumentRequest, PiecedRequest, ProgressListener, RenderedDocument } from './engine.ts';
import { errorFromData, LayoutFailure } from './errors.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import type { Spreadsheet, SpreadsheetRequest } from '../spreadsheets/spreadsheet.ts';
import type { Walk } from '../walk.ts';
import type { WorkerMessage, WorkerResult, WorkerTask } from './worker.ts';

export interface RenderOptions {
  /** Cancelling a running job ends its worker; a new one takes its place. */
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

export interface DocumentRenderer {
  /** Rejects with MissingGlyphs, InvalidData or LayoutFailure (`worker-died`, `cancelled`, `closed` among its reasons). */
  render(request: DocumentRequest, options?: RenderOptions): Promise<RenderedDocument>;
  /** A document from data that comes in pieces, which are asked for one ahead. Rejects as `render` does. */
  renderPieces(
    request: PiecedRequest,
    pieces: AsyncGenerator<unknown>,
    options?: RenderOptions,
  ): Promise<RenderedDocument>;
  /** A dossier in one file. Rejects with UnreadableParts too, naming every file that cannot be bound. */
  bind(request: BindRequest, options?: RenderOptions): Promise<BoundDossier>;
  /** A spreadsheet. The buffers of its pieces go over to the worker: they are empty here afterwards. */
  spreadsheet(request: SpreadsheetRequest, options?: RenderOptions): Promise<Spreadsheet>;
  /** A walk that the worker’s composition root knows; pieces are asked for one ahead. Cancelled between two of them. */
  walk<S, P, F>(
    walk: Walk<S, P, F>,
    start: S,
    pieces: AsyncGenerator<P>,
    options?: RenderOptions,
  ): Promise<F>;
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
  /** Makes the next piece in the caller’s own context, not in that of whoever once opened the worker. */
  readonly nextPiece: (() => Promise<IteratorResult<unknown>>) | undefined;
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
    if (message.type === 'more') {
      void handOver(seat, job);
      return;
    }
    seat.job = undefined;
    // An idle worker must not keep a terminal command or a test from ending.
    seat.worker.unref();
    if (message.type === 'done') job.resolve(message.document);
    else job.reject(errorFromData(message.error));
    dispatch();
  };

  /** The next piece of a job, when it is still the one that its worker does. A piece that cannot be made ends the job. */
  const handOver = async (seat: Seat, job: Job): Promise<void> => {
    try {
      const step = await job.nextPiece?.();
      const value: unknown = step?.done ? undefined : step?.value;
      if (seat.job === job) seat.worker.postMessage({ id: job.id, type: 'piece', value });
    } catch (error) {
      if (seat.job === job) abandon(seat, error as Error);
    }
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

  const run = (
    task: WorkerTask,
    options: RenderOptions = {},
    pieces?: AsyncGenerator<unknown>,
  ): Promise<WorkerResult> => {
    if (closed) return Promise.reject(new LayoutFailure('closed', 'the document pool is closed'));
    if (options.signal?.aborted) return Promise.reject(new LayoutFailure('cancelled', 'cancelled'));
    const id = nextId++;
    const onAbort = () => cancel(id);
    const result = new Promise<WorkerResult>((resolve, reject) => {
      options.signal?.addEventListener('abort', onAbort, { once: true });
      const nextPiece = pieces && AsyncResource.bind(() => pieces.next());
      queue.push({ id, task, nextPiece, options, resolve, reject });
      dispatch();
    });
    return result.finally(() => options.signal?.removeEventListener('abort', onAbort));
  };

  return {
    // A worker answers a task with the result of its kind.
    render: (request, options) => run({ type: 'render', request }, options) as Promise<RenderedDocument>,
    renderPieces: (request, pieces, options) =>
      run({ type: 'renderPieces', request }, options, pieces) as Promise<RenderedDocument>,
    bind: (request, options) => run({ type: 'bind', request }, options) as Promise<BoundDossier>,
    spreadsheet: (request, options) => run({ type: 'spreadsheet', request }, options) as Promise<Spreadsheet>,
    walk: async <S, P, F>(
      { name }: Walk<S, P, F>,
      start: S,
      pieces: AsyncGenerator<P>,
      options?: RenderOptions,
    ) => {
      const result = await run({ type: 'walk', name, start }, options, pieces);
      return (result as { findings: F }).findings;
    },
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
