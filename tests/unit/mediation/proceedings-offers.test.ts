import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterOffer,
  refusalOfAnswer,
  refusalOfCorrection,
  refusalOfOffer,
  type ChainOffer,
  type GivenAnswer,
  type OfferDraft,
} from '../../../src-main/mediation/proceedings/offer-chain.ts';

const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;
const draft = (over: Partial<OfferDraft>): OfferDraft => ({
  id: 'o1',
  counterTo: null,
  by: 'party',
  fromIds: ['a'],
  toIds: ['b'],
  offeredOn: day(1),
  ...over,
});

type Move =
  | { do: 'offer'; counter: number | null; by: 'party' | 'mediator'; from: string; to: string; on: number }
  | { do: 'answer'; which: number; answer: GivenAnswer; on: number };

const party = fc.constantFrom('a', 'b', 'c');
const dayNumber = fc.integer({ min: 1, max: 4 });
/** Mostly an offer that is there, now and then one that is not. */
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % (list.length + 1)];
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    do: fc.constant('offer' as const),
    counter: fc.option(fc.nat(12)),
    by: fc.constantFrom('party' as const, 'mediator' as const),
    from: party,
    to: party,
    on: dayNumber,
  }),
  fc.record({
    do: fc.constant('answer' as const),
    which: fc.nat(12),
    answer: fc.constantFrom<GivenAnswer>('open', 'accepted', 'refused', 'withdrawn'),
    on: dayNumber,
  }),
);

/** What the chain is after a move, and whether it took it. */
function play(chain: ChainOffer[], move: Move): ChainOffer[] {
  if (move.do === 'answer') {
    const id = pick(chain, move.which)?.id ?? 'nobody';
    if (refusalOfAnswer(chain, id, move.answer, day(move.on), false) !== null) return chain;
    return afterAnswer(chain, id, move.answer, day(move.on));
  }
  const next = draft({
    id: `o${chain.length}`,
    counterTo: move.counter === null ? null : (pick(chain, move.counter)?.id ?? 'nobody'),
    by: move.by,
    fromIds: move.by === 'party' ? [move.from] : [],
    toIds: [move.to],
    offeredOn: day(move.on),
  });
  return refusalOfOffer(chain, next) === null ? afterOffer(chain, next) : chain;
}

describe('the chain of offers on one issue', () => {
  it('whatever is tried in whatever order: at most one is accepted, and every answer fits its offer', () => {
    let settled = 0;
    let countered = 0;
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 40, size: 'max' }), (list) => {
        const chain = list.reduce<ChainOffer[]>(play, []);
        const accepted = chain.filter((offer) => offer.answer === 'accepted');
        expect(accepted.length).toBeLessThanOrEqual(1);
        settled += accepted.length;
        for (const offer of chain) {
          const counters = chain.filter((other) => other.counterTo === offer.id);
          // Countered by exactly one, or by none: never answered twice.
          expect(counters).toHaveLength(offer.answer === 'countered' ? 1 : 0);
          countered += counters.length;
          expect(offer.answeredOn === null).toBe(offer.answer === 'open');
          if (offer.answeredOn !== null) expect(offer.answeredOn >= offer.offeredOn).toBe(true);
          // Following the chain back ends at an opening offer and never runs in a circle.
          let steps = 0;
          for (let at: ChainOffer | undefined = offer; at?.counterTo; steps += 1) {
            at = chain.find((other) => other.id === at!.counterTo);
            expect(at).toBeDefined();
            expect(steps).toBeLessThan(chain.length);
          }
        }
      }),
      { numRuns: 1_000 },
    );
    // A generator that never gets there would prove nothing.
    expect(settled).toBeGreaterThan(50);
    expect(countered).toBeGreaterThan(50);
  });

  it('a counter-offer comes from somebody who was addressed, or from a mediator; a stranger’s is refused', () => {
    const chain = afterOffer([], draft({}));
    const counter = (over: Partial<OfferDraft>) =>
      refusalOfOffer(chain, draft({ id: 'o2', counterTo: 'o1', fromIds: ['b'], toIds: ['a'], ...over }));
    expect(counter({})).toBeNull();
    expect(counter({ fromIds: ['c'] })).toBe('notAddressed');
    expect(counter({ by: 'mediator', fromIds: [] })).toBeNull();
    expect(counter({ offeredOn: '2026-06-30' })).toBe('tooEarly');
    expect(counter({ counterTo: 'nowhere' })).toBe('unknown');
  });

  it('nobody makes an offer to himself', () => {
    expect(refusalOfOffer([], draft({ toIds: ['b', 'a'] }))).toBe('toOneself');
  });

  it('after acceptance the issue is settled until the acceptance is taken back, which a clause forbids', () => {
    const accepted = afterAnswer(afterOffer([], draft({})), 'o1', 'accepted', day(2));
    expect(refusalOfOffer(accepted, draft({ id: 'o2' }))).toBe('issueSettled');
    expect(refusalOfAnswer(accepted, 'o1', 'refused', day(3), false)).toBe('notOpen');
    expect(refusalOfAnswer(accepted, 'o1', 'open', day(3), true)).toBe('isClause');
    expect(refusalOfAnswer(accepted, 'o1', 'open', day(3), false)).toBeNull();
  });

  it('only an offer that nobody answered is corrected, and it keeps its place', () => {
    const chain = afterOffer(
      afterOffer([], draft({})),
      draft({ id: 'o2', counterTo: 'o1', fromIds: ['b'], toIds: ['a'], offeredOn: day(5) }),
    );
    const second = draft({ id: 'o2', counterTo: 'o1', fromIds: ['b'], toIds: ['a'] });
    expect(refusalOfCorrection(chain, draft({}))).toBe('notOpen');
    expect(refusalOfCorrection(chain, { ...second, offeredOn: day(4) })).toBeNull();
    expect(refusalOfCorrection(chain, { ...second, offeredOn: '2026-06-30' })).toBe('tooEarly');
    expect(refusalOfCorrection(chain, { ...second, counterTo: null })).toBe('unknown');
  });
});
