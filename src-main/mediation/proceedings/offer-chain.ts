import type { OfferAnswer } from '../../contract/mediation/proceedings-fields.ts';

/** An offer as far as its place among the others of its issue goes. Days are civil dates. */
export interface ChainOffer {
  id: string;
  counterTo: string | null;
  by: 'party' | 'mediator';
  fromIds: readonly string[];
  toIds: readonly string[];
  offeredOn: string;
  answer: OfferAnswer;
  answeredOn: string | null;
}

/** Why the chain does not take an offer or an answer. */
export type ChainRefusal =
  'unknown' | 'notOpen' | 'issueSettled' | 'isClause' | 'notAddressed' | 'toOneself' | 'tooEarly';

export type OfferDraft = Omit<ChainOffer, 'answer' | 'answeredOn'>;

/** A given answer; `open` takes an answer back. A counter-offer is an offer, not an answer given by hand. */
export type GivenAnswer = Exclude<OfferAnswer, 'countered'>;

/**
 * Whether an offer may join the chain of its issue: the issue is not settled; a counter-offer answers an open offer, comes
 * from somebody whom that one addressed (or from a mediator), and is not older than it. Null: it may.
 */
export function refusalOfOffer(chain: readonly ChainOffer[], draft: OfferDraft): ChainRefusal | null {
  if (isSettled(chain)) return 'issueSettled';
  if (draft.by === 'party' && draft.fromIds.some((id) => draft.toIds.includes(id))) return 'toOneself';
  if (draft.counterTo === null) return null;
  const parent = chain.find((offer) => offer.id === draft.counterTo);
  if (!parent) return 'unknown';
  if (parent.answer !== 'open') return 'notOpen';
  return refusalAsCounter(parent, draft);
}

/** The same for changing an offer that nobody has answered: its place in the chain stays. */
export function refusalOfCorrection(chain: readonly ChainOffer[], draft: OfferDraft): ChainRefusal | null {
  const before = chain.find((offer) => offer.id === draft.id);
  if (!before || before.counterTo !== draft.counterTo) return 'unknown';
  if (before.answer !== 'open') return 'notOpen';
  if (draft.by === 'party' && draft.fromIds.some((id) => draft.toIds.includes(id))) return 'toOneself';
  const parent = chain.find((offer) => offer.id === draft.counterTo);
  return parent ? refusalAsCounter(parent, draft) : null;
}

/** The chain with the offer in it; the one that it counters is answered by it, on its day. */
export function afterOffer(chain: readonly ChainOffer[], draft: OfferDraft): ChainOffer[] {
  return [
    ...chain.map((offer) =>
      offer.id === draft.counterTo
        ? { ...offer, answer: 'countered' as const, answeredOn: draft.offeredOn }
        : offer,
    ),
    { ...draft, answer: 'open' as const, answeredOn: null },
  ];
}

/**
 * Whether an offer may be answered so: only an open one, of an issue that is not settled by another, not before it was
 * made. An answer given by hand can be taken back until the offer stands in the agreement. Null: it may.
 */
export function refusalOfAnswer(
  chain: readonly ChainOffer[],
  id: string,
  answer: GivenAnswer,
  on: string,
  isClause: boolean,
): ChainRefusal | null {
  const offer = chain.find((one) => one.id === id);
  if (!offer) return 'unknown';
  if (answer === 'open') {
    if (offer.answer === 'open' || offer.answer === 'countered') return 'notOpen';
    return isClause ? 'isClause' : null;
  }
  if (offer.answer !== 'open') return 'notOpen';
  if (answer === 'accepted' && isSettled(chain)) return 'issueSettled';
  return on < offer.offeredOn ? 'tooEarly' : null;
}

export function afterAnswer(
  chain: readonly ChainOffer[],
  id: string,
  answer: GivenAnswer,
  on: string,
): ChainOffer[] {
  return chain.map((offer) =>
    offer.id === id ? { ...offer, answer, answeredOn: answer === 'open' ? null : on } : offer,
  );
}

/** An issue is settled by the one offer that was accepted. */
export const isSettled = (chain: readonly Pick<ChainOffer, 'answer'>[]): boolean =>
  chain.some((offer) => offer.answer === 'accepted');

function refusalAsCounter(parent: ChainOffer, draft: OfferDraft): ChainRefusal | null {
  if (draft.by === 'party' && !draft.fromIds.some((id) => parent.toIds.includes(id))) return 'notAddressed';
  return draft.offeredOn < parent.offeredOn ? 'tooEarly' : null;
}
