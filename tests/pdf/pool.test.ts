import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentRequest } from '../../src-main/platform/documents/engine.ts';
import { InvalidData, LayoutFailure, MissingGlyphs } from '../../src-main/platform/documents/errors.ts';
import { createDocumentPool, type DocumentRenderer } from '../../src-main/platform/documents/pool.ts';
import { engine, FONTS_DIR, solidTextOf } from './pdf-tools.ts';
import { CREATED_AT, shortAgreement } from './sample-data.ts';

const FRAGILE = new URL('../fixtures/document-workers/fragile-worker.mjs', import.meta.url);
const REAL = new URL('../support/document-worker.mjs', import.meta.url);

const request = (data: { text?: string; crash?: boolean; sections?: number }): DocumentRequest => ({
  kind: 'test.fragile',
  data: { text: '正文', ...data },
  createdAt: CREATED_AT,
});

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
