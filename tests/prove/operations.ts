/*
 * A random life of a time bank as data: pure, the same for the same seed. Numbers from 0 to 1 stand for choices that
 * only the state of the books can resolve (which member, which hold, how much of it).
 */
export type Operation =
  | {
      kind: 'credit';
      member: number;
      minutes: number;
      coefficient: number;
      daysAgo: number;
      explained: boolean;
    }
  | { kind: 'hold'; member: number; amount: number }
  | { kind: 'complete'; pick: number; helper: number; share: number; coefficient: number }
  | { kind: 'release'; pick: number; lapsed: boolean }
  | { kind: 'transfer'; member: number; other: number; amount: number }
  | { kind: 'donation'; member: number; amount: number }
  | { kind: 'poolGrant'; member: number; amount: number; overcap: boolean }
  | { kind: 'grant'; member: number; amount: number }
  | { kind: 'redemption'; member: number; amount: number }
  | { kind: 'points'; member: number; points: number; lots: number; days: number }
  | { kind: 'spend'; member: number; points: number; donate: boolean }
  | { kind: 'conversion'; member: number; amount: number; days: number }
  | { kind: 'expiry'; member: number }
  | { kind: 'reversal'; pick: number }
  | { kind: 'withdrawal' };

export interface Step {
  /** Milliseconds that pass before it. */
  after: number;
  operation: Operation;
}

const day = 86_400_000;

/** The same sequence for the same seed (a linear congruence; chance of this kind is good enough to visit every corner). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` operations spread over `days`. */
export function playOf(seed: number, count: number, days: number): Step[] {
  const next = randomOf(seed);
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const mean = (days * day) / count;
  return Array.from({ length: count }, () => ({
    after: Math.floor(next() * 2 * mean),
    operation: operationOf(next, whole),
  }));
}

function operationOf(next: () => number, whole: (least: number, most: number) => number): Operation {
  const dice = next();
  const member = next();
  const amount = whole(1, 300);
  if (dice < 0.3) {
    return {
      kind: 'credit',
      member,
      minutes: whole(1, 480),
      coefficient: next(),
      daysAgo: next() < 0.7 ? whole(0, 6) : whole(0, 75),
      explained: next() < 0.8,
    };
  }
  if (dice < 0.4) return { kind: 'hold', member, amount };
  if (dice < 0.47)
    return { kind: 'complete', pick: next(), helper: next(), share: next(), coefficient: next() };
  if (dice < 0.5) return { kind: 'release', pick: next(), lapsed: next() < 0.5 };
  if (dice < 0.58) return { kind: 'transfer', member, other: next(), amount };
  if (dice < 0.62) return { kind: 'donation', member, amount };
  if (dice < 0.65) return { kind: 'poolGrant', member, amount, overcap: next() < 0.5 };
  if (dice < 0.68) return { kind: 'grant', member, amount };
  if (dice < 0.72) return { kind: 'redemption', member, amount };
  if (dice < 0.8)
    return { kind: 'points', member, points: whole(1, 60), lots: whole(1, 3), days: whole(5, 200) };
  if (dice < 0.86) return { kind: 'spend', member, points: whole(1, 80), donate: next() < 0.2 };
  if (dice < 0.89) return { kind: 'conversion', member, amount, days: whole(20, 400) };
  if (dice < 0.92) return { kind: 'expiry', member };
  if (dice < 0.999) return { kind: 'reversal', pick: next() };
  return { kind: 'withdrawal' };
}
