import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { playMediation } from '../../../src-main/shells/cli/demo-mediation.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
afterEach(() => desk.close());

it('plays every published case through the routes: no refusal, at least ten agreements in effect', async () => {
  desk = await openDesk({ now: '2026-09-01T01:00:00.000Z' });
  const seeds = JSON.parse(
    await readFile(join(import.meta.dirname, '../../../seeds/demo/cases.json'), 'utf8'),
  );
  const said: string[] = [];
  const stage = { call: desk.call as never, setClock: desk.clock.set };
  const { documentIds } = await playMediation(stage, seeds, (line) => said.push(line));

  expect(said).toHaveLength(24);
  expect(said.filter((line) => line.includes('in effect 20')).length).toBeGreaterThanOrEqual(10);
  expect(said.filter((line) => line.includes('terminated'))).toHaveLength(3);
  expect(new Set(documentIds).size).toBe(documentIds.length);
  const { rows } = await desk.call('documents.list', { kind: 'mediation.agreement', page: { limit: 100 } });
  expect(rows).toHaveLength(21);
  if (process.env['FENGQIAO_SHOW']) for (const line of said) console.log(line);
});
