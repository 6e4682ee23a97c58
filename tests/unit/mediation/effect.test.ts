import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureAct } from '../../../src-main/contract/mediation/agreement-values.ts';
import { copiesFor } from '../../../src-main/mediation/copies.ts';
import { effectiveDate, missingActs } from '../../../src-main/mediation/effect.ts';
import { addDays, civilDate } from '../../../src-main/platform/dates.ts';

const none = { signature: false, fingerprint: false, seal: false, doneOn: null };
const act = (
  actor: SignatureAct['actor'],
  actorId: string | null,
  over: Partial<SignatureAct>,
): SignatureAct => ({
  ...none,
  actor,
  actorId,
  ...over,
});
const signed = (actor: SignatureAct['actor'], actorId: string | null, doneOn: string) =>
  act(actor, actorId, actor === 'committee' ? { seal: true, doneOn } : { signature: true, doneOn });
const all = [
  signed('party', 'a', '2026-07-01'),
  signed('party', 'b', '2026-07-03'),
  signed('mediator', 'm', '2026-07-01'),
  signed('committee', null, '2026-07-02'),
];
const written = (acts: SignatureAct[], partyIds = ['a', 'b']) =>
  effectiveDate({ form: 'written', concludedOn: '2026-07-01', partyIds, acts });

describe('effect of a written agreement (人民调解法 art. 29)', () => {
  it('is dated by the last act, not by the day of agreement or printing', () => {
    expect(written(all)).toBe('2026-07-03');
  });

  it.each([0, 1, 2, 3])('waits while act %d is missing', (missing) => {
    expect(written(all.filter((_, index) => index !== missing))).toBeNull();
  });

  it('takes a fingerprint or a seal of a party for its signature, but the mediator has to sign and the committee to seal', () => {
    const replace = (index: number, over: Partial<SignatureAct>) =>
      all.map((one, at) => (at === index ? { ...one, signature: false, seal: false, ...over } : one));
    expect(written(replace(0, { fingerprint: true }))).toBe('2026-07-03');
    expect(written(replace(1, { seal: true }))).toBe('2026-07-03');
    expect(written(replace(2, { fingerprint: true }))).toBeNull();
    expect(written(replace(3, { signature: true }))).toBeNull();
  });

  it('does not count a tick without a day, nor the tick of somebody else', () => {
    expect(written([act('party', 'a', { signature: true }), ...all.slice(1)])).toBeNull();
    expect(written([signed('party', 'stranger', '2026-07-01'), ...all.slice(1)])).toBeNull();
  });

  it('takes the first signature of several mediators', () => {
    expect(written([...all, signed('mediator', 'n', '2026-07-09')])).toBe('2026-07-03');
  });

  it('has no effect without parties', () => expect(written(all, [])).toBeNull());

  it('is the latest day for any number of parties in any order, and missing exactly what is not done', () => {
    const day = fc.integer({ min: 0, max: 90 }).map((offset) => addDays(civilDate('2026-01-01'), offset));
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 30 }),
        day,
        day,
        fc.nat(40),
        (days, mediator, seal, dropped) => {
          const partyIds = days.map((_, index) => `p${index}`);
          const acts = [
            ...days.map((one, index) => signed('party', `p${index}`, one)),
            signed('mediator', 'm', mediator),
            signed('committee', null, seal),
          ].reverse();
          expect(written(acts, partyIds)).toBe([...days, mediator, seal].sort().at(-1));
          expect(missingActs({ partyIds, acts })).toEqual([]);
          const short = acts.filter((_, index) => index !== dropped % acts.length);
          expect(written(short, partyIds)).toBeNull();
          expect(missingActs({ partyIds, acts: short })).toHaveLength(1);
        },
      ),
    );
  });
});

describe('effect of an oral agreement (art. 30)', () => {
  it('is the day on which it was reached, without any signature', () => {
    const oral = { form: 'oral', partyIds: ['a', 'b'], acts: [] } as const;
    expect(effectiveDate({ ...oral, concludedOn: '2026-07-01' })).toBe('2026-07-01');
    expect(effectiveDate({ ...oral, concludedOn: null })).toBeNull();
  });
});

it('makes one copy for each party and one for the committee', () => {
  expect([2, 3, 30].map(copiesFor)).toEqual([3, 4, 31]);
});
