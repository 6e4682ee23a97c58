import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import { archived, closedCase, readDossier } from './dossier-kit.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const read = () => desk.call('mediation.readQualityRules', {});
const adopt = async (points: Record<string, number>, validFrom: string) =>
  desk.call('mediation.adoptQualityRules', {
    rules: {
      validFrom,
      source: '县司法局通知',
      lines: (await read()).base.map(({ code, name }) => ({ code, name, points: points[code] ?? 0 })),
    },
  });

describe('points of the quality score', () => {
  it('are those of the program until the centre adopts its own; a check without points is not counted', async () => {
    const file = await closedCase(desk);
    const before = (await readDossier(desk, file.id)).score;
    expect(before.reasons.length).toBeGreaterThan(8);
    const { number } = await adopt({ session: 30, visit: 10 }, '2026-09-01');
    expect(number).toBe(1);
    const { score } = await readDossier(desk, file.id);
    expect(score.reasons.map(({ code, points, met, source }) => [code, points, met, source])).toEqual([
      ['session', 30, true, '县司法局通知'],
      ['visit', 10, false, '县司法局通知'],
    ]);
    expect(score.points).toBe(75);
  });

  it('count for cases that were over on their first day or later; the others keep the rules of their time', async () => {
    const file = await closedCase(desk); // closed on 1 September
    const before = (await readDossier(desk, file.id)).score;
    await adopt({ session: 1 }, '2026-09-02');
    expect((await readDossier(desk, file.id)).score).toEqual(before);
    await adopt({ session: 1 }, '2026-08-01');
    expect((await readDossier(desk, file.id)).score.points).toBe(100);
    const { versions } = await read();
    expect(versions.map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('do not touch the score that was kept at archiving', async () => {
    const { file } = await archived(desk);
    const { score } = await readDossier(desk, file.id);
    await adopt({ visit: 100 }, '2026-01-01');
    expect((await readDossier(desk, file.id)).score).toEqual(score);
  });

  it('are adopted by the administrator alone, of known checks, each once, and with a point somewhere', async () => {
    const clerk = await desk.as(['clerk', 'mediator']);
    const line = { code: 'visit', name: '已回访', points: 5 };
    const ask = (lines: object[], person: Pick<TestDesk, 'ask'> = desk) =>
      person.ask('mediation.adoptQualityRules', {
        rules: { validFrom: '2026-07-01', source: '本会决定', lines },
      });
    expect(await ask([line], clerk)).toMatchObject({ error: { code: 'session.roleMissing' } });
    for (const lines of [[line, line], [{ ...line, code: 'beauty' }], [{ ...line, points: 0 }]])
      expect(await ask(lines)).toMatchObject({ error: { code: 'input.invalid' } });
    expect((await read()).versions).toEqual([]);
  });
});
