import type { outcomes } from '../../contract/mediation/case-values.ts';
import type { ClosingRefusal, CourtResult, CourtStepKind } from '../../contract/mediation/performance.ts';

export type Outcome = (typeof outcomes)[number];

/** What closing depends on. */
export interface ClosingFacts {
  /** Items of the schedule. */
  items: number;
  /** Those that are not done, refused ones among them. */
  openItems: number;
  /** Lawsuits that stand: not withdrawn. */
  lawsuits: number;
  confirmed: boolean;
  /** Days of the last performance, of the first standing lawsuit and of the court’s confirmation. */
  lastDoneOn: string | null;
  lawsuitOn: string | null;
  confirmedOn: string | null;
}

export type ClosingAnswer = { allowed: true } | { allowed: false; reason: ClosingRefusal };

/*
 * What each outcome says of the agreement, in one table: a case is closed as performed only when everything is done, and
 * with something open only by an outcome that says so (national table, rows 10–11; 结案时间 = after performance).
 */
const demands: Record<Outcome, readonly ClosingRefusal[]> = {
  performed: ['openItems'],
  performing: ['nothingOpen'],
  notPerformed: ['nothingOpen'],
  lawsuit: ['noLawsuit'],
  judiciallyConfirmed: ['notConfirmed'],
};

const holds: Record<ClosingRefusal, (facts: ClosingFacts) => boolean> = {
  openItems: (facts) => facts.openItems === 0,
  nothingOpen: (facts) => facts.openItems > 0,
  noLawsuit: (facts) => facts.lawsuits > 0,
  notConfirmed: (facts) => facts.confirmed,
};

/** Whether a case may be closed with an outcome, and if not, why. */
export function closingAnswer(outcome: Outcome, facts: ClosingFacts): ClosingAnswer {
  const reason = demands[outcome].find((demand) => !holds[demand](facts));
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}

/** A lawsuit that was withdrawn decides nothing, and no case is closed by it. */
export const isStandingLawsuit = (step: { kind: CourtStepKind; result: CourtResult }): boolean =>
  step.kind === 'lawsuit' && step.result !== 'withdrawn';

/** The first day on which a case can have been closed with an outcome; null when nothing dates it. */
export function earliestClosing(outcome: Outcome, facts: ClosingFacts): string | null {
  switch (outcome) {
    case 'performed':
      return facts.lastDoneOn;
    case 'lawsuit':
      return facts.lawsuitOn;
    case 'judiciallyConfirmed':
      return facts.confirmedOn;
    case 'performing':
    case 'notPerformed':
      return null;
  }
}

/** What the national table (rows 10–11) counts of one case. */
export function outcomeCodes(facts: {
  done: boolean;
  lawsuits: readonly { result: string }[];
  paymentOrders: number;
  confirmationApplied: boolean;
  confirmed: boolean;
}): string[] {
  return [
    ...(facts.done ? ['performed'] : []),
    ...facts.lawsuits.map(({ result }) => `lawsuit.${result}`),
    ...(facts.paymentOrders > 0 ? ['paymentOrder'] : []),
    ...(facts.confirmationApplied ? ['confirmationApplied'] : []),
    ...(facts.confirmed ? ['confirmed'] : []),
  ];
}
