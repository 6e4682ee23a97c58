import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentRequest } from '../../src-main/platform/documents/engine.ts';
import { InvalidData, LayoutFailure, MissingGlyphs } from '../../src-main/platform/documents/errors.ts';
import { createDocumentPool, type DocumentRenderer } from '../../src-main/platform/documents/pool.ts';
import type { Walk } from '../../src-main/platform/walk.ts';
import { engine, FONTS_DIR, solidTextOf } from './pdf-tools.ts';
import { CREATED_AT, shortAgreement, statementOf } from './sample-data.ts';

const FRAGILE = new URL('../fixtures/document-workers/fragile-worker.mjs', import.meta.url);
const REAL = new URL('../support/document-worker.mjs', import.meta.url);

const request = (data: { text?: string; crash?: boolean; sections?: number }): DocumentRequest => ({
  kind: 'test.fragile',
  data: { text: '正文', ...data },
  createdAt: CREATED_AT,
});

/** The bytes but for the identifier of the file. */
const withoutId = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/\/ID \[[^\]]*\]/, '');

const pools: DocumentRenderer[] = [];
const open = (entry: URL, size = 1): DocumentRenderer => {
  const pool = createDocumentPool({ entry, fontsDir: FONTS_DIR, size });
  pools.push(pool);
  return pool;
};
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('document pool', () => {
  it('makes the very bytes that the engine makes in this thread', async () => {
    const real = { kind: 'mediation.agreement', data: shortAgreement, createdAt: CREATED_AT };
    const rendered = await open(REAL).render(real);
    const here = engine().render(real);
    expect(rendered.sha256).toBe(here.sha256);
    expect(Buffer.compare(rendered.bytes, here.bytes)).toBe(0);
    expect(rendered).toMatchObject({ pages: here.pages, templateVersion: here.templateVersion });
  });

  it('makes of pieces, one at a time, the pages and the text that it makes of the whole; the same again', async () => {
    const statements = Array.from({ length: 7 }, (_, index) => statementOf(5, index + 1));
    const whole = engine().render({
      kind: 'timebank.statementBatch',
      data: { statements },
      createdAt: CREATED_AT,
    });
    const request = {
      ...{ kind: 'timebank.statementBatch', createdAt: CREATED_AT },
      ...{ title: '积分·时长对账单（7份）', total: 7 },
    };
    async function* cut(size: number) {
      for (let at = 0; at < statements.length; at += size)
        yield { statements: statements.slice(at, at + size) };
    }
    const pool = open(REAL);
    const steps: [number, number][] = [];
    const pieces = await pool.renderPieces(request, cut(3), {
      onProgress: (done, total) => steps.push([done, total]),
    });
    expect(steps.at(-1)).toEqual([7, 7]);
    expect(pieces).toMatchObject({ pages: whole.pages, templateVersion: whole.templateVersion });
    expect(solidTextOf(pieces.bytes)).toBe(solidTextOf(whole.bytes));
    expect((await pool.renderPieces(request, cut(3))).sha256).toBe(pieces.sha256);
    // Only the identifier of the file knows how the data was cut.
    expect(withoutId((await pool.renderPieces(request, cut(1))).bytes)).toBe(withoutId(whole.bytes));
    const wrong = async function* () {
      yield { statements: [{ ...statements[0], issuedOn: 'yesterday' }] };
    };
    await expect(pool.renderPieces(request, wrong())).rejects.toThrow('statements.0.issuedOn');
    await expect(pool.renderPieces(request, cut(3))).resolves.toMatchObject({ sha256: pieces.sha256 });
  });

  it('would notice answers given to the wrong caller when all workers are busy', async () => {
    const pool = open(FRAGILE, 2);
    const words = Array.from({ length: 12 }, (_, index) => `第${index}份文书`);
    const documents = await Promise.all(words.map((text) => pool.render(request({ text }))));
    documents.forEach(({ bytes, templateVersion }, index) => {
      expect(solidTextOf(bytes)).toContain(words[index]);
      expect(templateVersion).toBe(7);
    });
  });

  it('lets errors arrive as themselves, with what they name', async () => {
    const pool = open(FRAGILE);
    await expect(pool.render(request({ text: '\uE000' }))).rejects.toSatisfy(
      (error) => error instanceof MissingGlyphs && error.characters[0]?.codePoint === 'U+E000',
    );
    await expect(pool.render({ ...request({}), data: { text: 1 } })).rejects.toSatisfy(
      (error) => error instanceof InvalidData && error.issues[0]?.path === 'text',
    );
    await expect(pool.render({ ...request({}), kind: 'test.nothing' })).rejects.toSatisfy(
      (error) => error instanceof LayoutFailure && error.reason === 'unknown-kind',
    );
    expect((await pool.render(request({}))).pages).toBe(1);
  });

  it('rejects the job of a worker that dies, keeps the others, and goes on with a fresh worker', async () => {
    const pool = open(FRAGILE);
    const dying = pool.render(request({ crash: true }));
    const waiting = pool.render(request({ text: '排队' }));
    await expect(dying).rejects.toMatchObject({ code: 'layout-failure', reason: 'worker-died' });
    expect(solidTextOf((await waiting).bytes)).toContain('排队');
    expect((await pool.render(request({}))).pages).toBe(1);
  });

  it('cancels a long batch while it runs, and a job that still waits; both places are free again', async () => {
    const pool = open(FRAGILE);
    const running = new AbortController();
    const queued = new AbortController();
    const steps: number[] = [];
    const long = pool.render(request({ sections: 20_000 }), {
      signal: running.signal,
      onProgress: (done) => {
        steps.push(done);
        running.abort();
      },
    });
    const later = pool.render(request({}), { signal: queued.signal });
    queued.abort();
    await expect(later).rejects.toMatchObject({ reason: 'cancelled' });
    await expect(long).rejects.toMatchObject({ reason: 'cancelled' });
    expect(steps.at(-1)).toBeLessThan(20_000);
    expect((await pool.render(request({}))).pages).toBe(1);
    await expect(pool.render(request({}), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });

  it('reports progress to the end, sub-document by sub-document', async () => {
    const steps: [number, number][] = [];
    const { pages } = await open(FRAGILE).render(request({ sections: 250 }), {
      onProgress: (done, total) => steps.push([done, total]),
    });
    expect(pages).toBe(250);
    expect(steps.at(-1)).toEqual([250, 250]);
    expect(steps.length).toBeLessThanOrEqual(101);
    expect(steps.map(([done]) => done)).toEqual(
      steps.map(([done]) => done).toSorted((left, right) => left - right),
    );
  });

  it('ends: what runs and what waits is rejected, what comes later too', async () => {
    const pool = open(FRAGILE);
    const running = pool.render(request({ sections: 20_000 }));
    const waiting = pool.render(request({}));
    const outcomes = Promise.allSettled([running, waiting]);
    await pool.close();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'closed' } });
    await expect(pool.render(request({}))).rejects.toMatchObject({ reason: 'closed' });
    await pool.close();
  });
});

/** Stands in fragile-worker.ts; here its name counts. */
const sum: Walk<number, number, { total: number }> = {
  name: 'sum',
  run: () => Promise.reject(new Error('not in this thread')),
};

describe('a walk over pieces', () => {
  /** Pieces that know how many of them were asked for. */
  function counting(pieces: readonly number[]) {
    const asked = { count: 0 };
    async function* made() {
      for (const piece of pieces) {
        asked.count += 1;
        yield piece;
      }
    }
    return { asked, pieces: made() };
  }

  it('takes piece after piece, never more than one ahead, and answers when there are no more', async () => {
    const { asked, pieces } = counting([1, 2, 3, 4, 5]);
    const ahead: number[] = [];
    const pool = open(FRAGILE);
    const found = await pool.walk(sum, 100, pieces, { onProgress: (done) => ahead.push(asked.count - done) });
    expect(found).toEqual({ total: 115 });
    expect(Math.max(...ahead)).toBeLessThanOrEqual(2);
    expect(await pool.walk(sum, 1, counting([]).pieces)).toEqual({ total: 1 });
  });

  it('ends with the error of a piece that cannot be made, of the walk itself, and of a walk that nobody knows', async () => {
    const pool = open(FRAGILE);
    async function* failing() {
      yield 1;
      throw new RangeError('no second piece');
    }
    await expect(pool.walk(sum, 0, failing())).rejects.toThrow('no second piece');
    await expect(pool.walk(sum, 0, counting([13, 1, 1]).pieces)).rejects.toThrow('bad luck');
    await expect(pool.walk({ ...sum, name: 'none' }, 0, counting([1]).pieces)).rejects.toThrow('none');
    // What the failed ones had asked for does not reach the next one.
    expect(await pool.walk(sum, 0, counting([7, 8]).pieces)).toEqual({
      total: 15,
    });
  });

  it('is cancelled between two pieces, and its place is free again', async () => {
    const pool = open(FRAGILE);
    const cancelled = new AbortController();
    async function* endless() {
      for (;;) yield 1;
    }
    const walk = pool.walk(sum, 0, endless(), {
      signal: cancelled.signal,
      onProgress: () => cancelled.abort(),
    });
    await expect(walk).rejects.toMatchObject({ reason: 'cancelled' });
    expect((await pool.render(request({}))).pages).toBe(1);
  });
});
