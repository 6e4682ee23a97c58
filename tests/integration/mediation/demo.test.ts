import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { playMediation, type DemoCases } from '../../../src-main/shells/cli/demo-mediation.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk({ now: '2026-09-01T01:00:00.000Z' })));
afterEach(() => desk.close());

const readJson = async (path: string) =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../..', path), 'utf8')) as never;

interface Published {
  cases: { id: string; parties: { name: string }[]; terms: { amount_yuan: number | null }[] }[];
}

it('plays every published case through the routes: no refusal, at least ten agreements in effect', async () => {
  const seeds: DemoCases = await readJson('seeds/demo/cases.json');
  const said: string[] = [];
  const stage = { call: desk.call as never, setClock: (instant: string) => desk.clock.set(instant) };
  const { documentIds } = await playMediation(stage, seeds, (line) => said.push(line));

  expect(said).toHaveLength(24);
  expect(said.filter((line) => line.includes('in effect 20')).length).toBeGreaterThanOrEqual(10);
  expect(said.filter((line) => line.includes('terminated'))).toHaveLength(3);
  expect(new Set(documentIds).size).toBe(documentIds.length);
  const { rows } = await desk.call('documents.list', { kind: 'mediation.agreement', page: { limit: 100 } });
  expect(rows).toHaveLength(21);
});

it('carries every published case, its aliases and its amounts: nothing left out, nothing made up', async () => {
  const seeds: DemoCases = await readJson('seeds/demo/cases.json');
  const published: Published = await readJson('tests/fixtures/published-cases.json');
  expect(seeds.cases.map((one) => one.id).sort()).toEqual(published.cases.map((one) => one.id).sort());
  for (const source of published.cases) {
    const ours = seeds.cases.find((one) => one.id === source.id)!;
    const text = JSON.stringify(ours);
    for (const party of source.parties.filter((one) => !one.name.includes('('))) {
      expect(text, source.id).toContain(party.name);
    }
    if (!ours.agreement) continue;
    const amounts = source.terms.flatMap((term) =>
      term.amount_yuan === null ? [] : [term.amount_yuan * 100],
    );
    const fixed = ours.agreement.clauses.flatMap((clause) =>
      typeof clause['amountFen'] === 'number' ? [clause['amountFen']] : [],
    );
    // “134万余元” was published as words: no figure may pretend to be it.
    expect(fixed, source.id).toEqual(source.id === 'lab-07-xinning' ? [] : amounts);
  }
});
