import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestSteps, type RequestStep } from '../../../src-main/contract/timebank/work-values.ts';
import {
  columnOf,
  holdsCoins,
  openSteps,
  refusalOf,
  stateAfter,
  type RequestFacts,
} from '../../../src-main/timebank/work/request-state.ts';

const blank: RequestFacts = {
  state: 'draft',
  mode: 'first',
  recipientConfirmed: false,
  helperConfirmed: false,
  reservedMinutes: 0,
  chargedMinutes: null,
  unbookable: null,
  evaluated: false,
  overdue: false,
};
const at = (some: Partial<RequestFacts>): RequestFacts => ({ ...blank, ...some });

/** What the handlers do with an allowed step, as far as the rules can see it. */
function apply(facts: RequestFacts, step: RequestStep, charged: number): RequestFacts {
  const next = { ...facts, state: stateAfter(step, facts.state) };
  switch (step) {
    case 'publish':
      return { ...next, reservedMinutes: 60 };
    case 'signOut':
    case 'enter':
      return { ...next, chargedMinutes: charged };
    case 'confirmRecipient':
      return { ...next, recipientConfirmed: true };
    case 'confirmHelper':
      return { ...next, helperConfirmed: true };
    case 'withdraw':
      return { ...next, recipientConfirmed: false, helperConfirmed: false };
    case 'reserveMore':
      return { ...next, reservedMinutes: facts.chargedMinutes ?? 0 };
    case 'evaluate':
      return { ...next, evaluated: true };
    case 'complete':
    case 'cancel':
    case 'timeOut':
      return { ...next, reservedMinutes: 0 };
    default:
      return next;
  }
}

describe('a request', () => {
  it('refuses with the reason: taken by somebody else, given by choice, not confirmed, more than reserved', () => {
    expect(refusalOf('take', at({ state: 'taken' }))?.code).toBe('request.alreadyTaken');
    expect(refusalOf('take', at({ state: 'published', mode: 'choose' }))?.code).toBe('request.givenByChoice');
    expect(refusalOf('choose', at({ state: 'published' }))?.code).toBe('request.takenByFirst');
    expect(refusalOf('take', at({ state: 'published', overdue: true }))?.code).toBe('request.overdue');
    expect(refusalOf('complete', at({ state: 'done', recipientConfirmed: true }))).toEqual({
      code: 'request.notConfirmed',
      params: { side: 'helper' },
    });
    const both = { state: 'done', recipientConfirmed: true, helperConfirmed: true } as const;
    expect(refusalOf('complete', at({ ...both, reservedMinutes: 60, chargedMinutes: 75 }))).toEqual({
      code: 'request.moreThanReserved',
      params: { minutes: 15 },
    });
    expect(refusalOf('complete', at({ ...both, reservedMinutes: 75, chargedMinutes: 75 }))).toBeNull();
    expect(refusalOf('timeOut', at({ state: 'published' }))?.code).toBe('request.notOverdue');
    expect(refusalOf('publish', at({ state: 'cancelled' }))).toEqual({
      code: 'request.stageForbids',
      params: { state: 'cancelled' },
    });
  });

  it('stands in one column of the board in every state', () => {
    expect(columnOf('started')).toBe('taken');
    expect(columnOf('timedOut')).toBe('closed');
  });

  // Would catch: a way to be booked twice, to be booked without both sides, or to keep coins reserved for ever.
  it('over any sequence of events is booked at most once, only by both sides, and frees its coins when it ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('first' as const, 'choose' as const),
        fc.array(
          fc.record({
            step: fc.constantFrom(...requestSteps),
            charged: fc.integer({ min: 1, max: 180 }),
            overdue: fc.boolean(),
          }),
          { maxLength: 60 },
        ),
        (mode, events) => {
          let facts = at({ mode });
          let completions = 0;
          for (const { step, charged, overdue } of events) {
            const asked = { ...facts, overdue };
            const refusal = refusalOf(step, asked);
            expect(openSteps(asked).includes(step)).toBe(refusal === null);
            if (refusal) continue;
            if (step === 'complete') {
              completions += 1;
              expect(facts.recipientConfirmed && facts.helperConfirmed).toBe(true);
              expect(facts.chargedMinutes).toBeLessThanOrEqual(facts.reservedMinutes);
            }
            facts = apply(facts, step, charged);
            expect(facts.reservedMinutes > 0).toBe(holdsCoins(facts.state));
          }
          expect(completions).toBeLessThanOrEqual(1);
          expect(completions === 1).toBe(facts.state === 'confirmed');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('can always be brought to an end from any state that is open', () => {
    for (const state of ['draft', 'published', 'taken', 'started', 'done'] as const) {
      expect(refusalOf('cancel', at({ state }))).toBeNull();
    }
    // Confirmed by both, and more than the recipient can pay: no booking, no entering anew, no cancelling; but a way back.
    const stuck = at({ state: 'done', recipientConfirmed: true, helperConfirmed: true, chargedMinutes: 75 });
    for (const step of ['complete', 'enter', 'cancel'] as const)
      expect(refusalOf(step, stuck)).not.toBeNull();
    expect(refusalOf('withdraw', stuck)).toBeNull();
    const back = apply(stuck, 'withdraw', 0);
    for (const step of ['enter', 'cancel'] as const) expect(refusalOf(step, back)).toBeNull();
    expect(refusalOf('withdraw', back)?.code).toBe('request.nothingConfirmed');
  });
});
