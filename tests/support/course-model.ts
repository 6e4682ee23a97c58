import fc from 'fast-check';
import type { SignatureAct } from '../../src-main/contract/mediation/agreement-values.ts';
import type { CaseStage } from '../../src-main/contract/mediation/case-values.ts';
import type { ConfirmationEvent } from '../../src-main/contract/mediation/performance.ts';
import type { AgreementEnding } from '../../src-main/contract/mediation/agreement-values.ts';
import { effectiveDate, effectMayMove } from '../../src-main/mediation/effect.ts';
import { closingAnswer, type Outcome } from '../../src-main/mediation/performance/closing.ts';
import {
  foldConfirmation,
  isConfirmed,
  nextConfirmationEvents,
} from '../../src-main/mediation/performance/confirmation.ts';
import {
  progressOf,
  type ScheduleEntry,
  type ScheduleItem,
} from '../../src-main/mediation/performance/schedule.ts';
import { replacementRefusal, terminationEvent } from '../../src-main/mediation/performance/succession.ts';
import { onEvent, type CaseEvent } from '../../src-main/mediation/stage.ts';

/*
 * A whole case as values, moved by the program's own pure rules: stages, signatures, performance, judicial confirmation,
 * closing. The unit test looks whether it can ever reach what the law forbids; the integration test plays the same events
 * through the routes and looks whether the handlers say the same.
 */
export const day = '2026-07-01';
export const sums = [100_000, 50_000] as const;
export const people = ['partyA', 'partyB', 'mediator', 'committee'] as const;

export type Event =
  | { type: 'accept'; bothConsent: boolean }
  | { type: 'decline' | 'session' | 'saveAgreement' | 'issue' | 'lawsuit' | 'terminate' }
  | { type: 'withdraw' | 'restore' }
  | { type: 'replace'; cause: 'rejected' | 'consent' }
  | { type: 'sign' | 'unsign'; who: (typeof people)[number] }
  | { type: 'receipt'; item: number; amountFen: number }
  | { type: 'refuse'; item: number }
  | { type: 'reverse' }
  | { type: 'confirmation'; event: ConfirmationEvent }
  | { type: 'close'; outcome: Outcome };

export interface Model {
  stage: CaseStage;
  accepted: boolean;
  saved: boolean;
  issued: boolean;
  signed: ReadonlySet<string>;
  entries: ScheduleEntry[];
  /** Of the agreement at hand. */
  confirmation: { event: ConfirmationEvent }[];
  lawsuits: number;
  outcome: Outcome | null;
  /** Agreements that gave way, the last one first, as they stood; and what had been recorded by then. */
  formers: Former[];
}

interface Former {
  cause: Exclude<AgreementEnding, 'withdrawn'>;
  signed: ReadonlySet<string>;
  confirmation: { event: ConfirmationEvent }[];
  entries: number;
  lawsuits: number;
}

export type Answer = { ok: true } | { ok: false; code: string; reason?: string };

export const start: Model = {
  stage: 'registered',
  accepted: false,
  saved: false,
  issued: false,
  signed: new Set(),
  entries: [],
  confirmation: [],
  lawsuits: 0,
  outcome: null,
  formers: [],
};

const outcomesTried: Outcome[] = [
  'performed',
  'performing',
  'notPerformed',
  'lawsuit',
  'judiciallyConfirmed',
];
const courtEvents: ConfirmationEvent[] = ['plan', 'apply', 'accept', 'confirm', 'reject', 'withdraw', 'undo'];

/** Events weighted towards a course that goes on: otherwise most cases would never be accepted. */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('accept' as const), bothConsent: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constantFrom('session' as const, 'saveAgreement', 'issue') }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('decline' as const, 'lawsuit', 'terminate') }) },
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('sign' as const), who: fc.constantFrom(...people) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('unsign' as const), who: fc.constantFrom(...people) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('receipt' as const),
      item: fc.nat({ max: sums.length - 1 }),
      amountFen: fc.constantFrom(50_000, 100_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('refuse' as const), item: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'reverse' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('withdraw' as const, 'restore') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('replace' as const),
      cause: fc.constantFrom('rejected' as const, 'consent'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('confirmation' as const),
      event: fc.constantFrom(...courtEvents),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('close' as const), outcome: fc.constantFrom(...outcomesTried) }),
  },
);

/** A course that goes its usual way, cut short and disturbed by random events in between. */
export const anyCourse: fc.Arbitrary<Event[]> = fc
  .tuple(fc.array(fc.tuple(fc.nat({ max: 14 }), anyEvent), { maxLength: 14 }), fc.nat({ max: 14 }))
  .map(([disturbances, length]) => {
    const usual: Event[] = [
      { type: 'accept', bothConsent: true },
      { type: 'session' },
      { type: 'saveAgreement' },
      { type: 'issue' },
      ...people.map((who) => ({ type: 'sign' as const, who })),
      { type: 'receipt', item: 0, amountFen: 100_000 },
      { type: 'receipt', item: 1, amountFen: 50_000 },
      { type: 'confirmation', event: 'apply' },
      { type: 'confirmation', event: 'accept' },
      { type: 'confirmation', event: 'confirm' },
      { type: 'close', outcome: 'performed' },
    ];
    const course = usual.slice(0, length + 1);
    for (const [at, event] of disturbances) course.splice(Math.min(at, course.length), 0, event);
    return course;
  });

/** What the rules answer to an event, and the model after it. */
export function step(model: Model, event: Event): { answer: Answer; next: Model } {
  const no = (code: string, reason?: string) => ({
    answer: { ok: false as const, code, ...(reason === undefined ? {} : { reason }) },
    next: model,
  });
  const stageOf = (name: CaseEvent) => onEvent(model.stage, name);
  const yes = (changes: Partial<Model>) => ({
    answer: { ok: true as const },
    next: { ...model, ...changes },
  });
  const course = (name: CaseEvent, then: (stage: CaseStage) => ReturnType<typeof step>) => {
    const answer = stageOf(name);
    return answer.allowed ? then(answer.next) : no('case.stageForbids', answer.reason);
  };
  switch (event.type) {
    case 'accept':
      return course('accept', (stage) =>
        event.bothConsent ? yes({ stage, accepted: true }) : no('case.consentMissing'),
      );
    case 'decline':
      return course('decline', (stage) => yes({ stage }));
    case 'session':
      return course('recordSession', (stage) => yes({ stage }));
    case 'terminate':
      return course(terminationEvent(model.stage, foldConfirmation(model.confirmation).state), (stage) =>
        model.stage !== 'performing' && model.formers[0]?.cause === 'consent'
          ? no('agreement.formerStands')
          : yes({ stage }),
      );
    case 'withdraw':
      if (!model.saved) return no('record.notFound');
      if (!model.issued) return no('agreement.notIssued');
      return course('withdrawAgreement', (stage) =>
        model.signed.size > 0 ? no('agreement.signed') : yes({ stage, issued: false }),
      );
    case 'replace':
      if (!model.saved) return no('record.notFound');
      return course('replaceAgreement', (stage) => {
        const refused = replacementRefusal(event.cause, foldConfirmation(model.confirmation).state);
        if (refused !== null) return no('agreement.replacementForbids', refused);
        const former = {
          cause: event.cause,
          signed: model.signed,
          confirmation: model.confirmation,
          entries: model.entries.length,
          lawsuits: model.lawsuits,
        };
        return yes({
          stage,
          issued: false,
          signed: new Set(),
          confirmation: [],
          formers: [former, ...model.formers],
        });
      });
    case 'restore':
      if (!model.saved) return no('record.notFound');
      return course('restoreAgreement', (stage) => {
        const [former, ...formers] = model.formers;
        if (!former) return no('agreement.noFormer');
        const { signed, confirmation } = former;
        return yes({ stage, issued: true, signed, confirmation, formers });
      });
    case 'saveAgreement':
      if (model.issued) return no('agreement.alreadyIssued');
      return course('saveAgreement', (stage) => yes({ stage, saved: true }));
    case 'issue':
      if (!model.saved) return no('record.notFound');
      if (model.issued) return no('agreement.alreadyIssued');
      return course('issueAgreement', (stage) => yes({ stage, issued: true }));
    case 'sign':
    case 'unsign':
      if (!model.saved) return no('record.notFound');
      if (!model.issued) return no('agreement.notIssued');
      return course('recordSignatures', () => {
        const before = model.stage === 'performing' ? day : null;
        const next = signed(model, event);
        const after = isEffective(next.signed) ? day : null;
        if (!effectMayMove({ before, after }, isFollowed(model))) return no('agreement.effectStands');
        return yes(next);
      });
    case 'receipt':
      return course('recordPerformance', () => {
        const { openFen } = progressOf(itemAt(event.item), model.entries, day, day);
        if (openFen !== null && event.amountFen > openFen) return no('performance.overpaid');
        return yes({ entries: [...model.entries, entry(model, event.item, 'receipt', event.amountFen)] });
      });
    case 'refuse':
      return course('recordPerformance', () => {
        const { settled } = progressOf(itemAt(event.item), model.entries, day, day);
        if (settled) return no('performance.itemDone');
        return yes({ entries: [...model.entries, entry(model, event.item, 'refused', null)] });
      });
    case 'reverse':
      return course('recordPerformance', () => {
        const last = lastToReverse(model);
        if (!last) return no('record.notFound');
        const reversal = { ...entry(model, 0, 'reversal', null), itemKey: last.itemKey, reversesId: last.id };
        return yes({ entries: [...model.entries, reversal] });
      });
    case 'lawsuit':
      return course('recordPerformance', () => yes({ lawsuits: model.lawsuits + 1 }));
    case 'confirmation':
      return course('recordPerformance', () => {
        const { state, standing } = foldConfirmation(model.confirmation);
        if (!nextConfirmationEvents(state, standing.length).includes(event.event))
          return no('confirmation.stepForbidden');
        return yes({ confirmation: [...model.confirmation, { event: event.event }] });
      });
    case 'close':
      return course('close', (stage) => {
        const answer = closingAnswer(event.outcome, {
          items: sums.length,
          openItems: openItems(model),
          lawsuits: model.lawsuits,
          confirmed: isConfirmed(foldConfirmation(model.confirmation).state),
          // Everything of a random course happens on one day.
          lastDoneOn: day,
          lawsuitOn: day,
          confirmedOn: day,
        });
        return answer.allowed
          ? yes({ stage, outcome: event.outcome })
          : no('case.closingForbids', answer.reason);
      });
  }
}

/** The entry that the event `reverse` takes back: the last that still counts. */
export function lastToReverse(model: Model): ScheduleEntry | undefined {
  const reversed = new Set(model.entries.map((one) => one.reversesId));
  return model.entries.findLast((one) => one.kind !== 'reversal' && !reversed.has(one.id));
}

const openItems = (model: Model): number =>
  sums.filter((_, index) => progressOf(itemAt(index), model.entries, day, day).state !== 'done').length;

/** Whether something stands that happened under the agreement at hand. */
export function isFollowed(model: Model): boolean {
  const [former] = model.formers;
  const own = model.entries.slice(former?.entries ?? 0);
  const reversed = new Set(model.entries.map((one) => one.reversesId));
  return (
    own.some((one) => one.kind !== 'reversal' && !reversed.has(one.id)) ||
    model.lawsuits > (former?.lawsuits ?? 0) ||
    foldConfirmation(model.confirmation).standing.length > 0
  );
}

function signed(
  model: Model,
  event: { type: 'sign' | 'unsign'; who: string },
): Partial<Model> & { signed: ReadonlySet<string> } {
  const next = new Set(model.signed);
  if (event.type === 'sign') next.add(event.who);
  else next.delete(event.who);
  const effective = isEffective(next);
  const move =
    effective && model.stage === 'agreed'
      ? onEvent('agreed', 'takeEffect')
      : !effective && model.stage === 'performing'
        ? onEvent('performing', 'loseEffect')
        : null;
  return { signed: next, ...(move?.allowed ? { stage: move.next } : {}) };
}

function isEffective(signed: ReadonlySet<string>): boolean {
  const acts: SignatureAct[] = [...signed].map((who) => ({
    actor: who === 'mediator' || who === 'committee' ? who : 'party',
    actorId: who === 'committee' ? null : who,
    signature: who !== 'committee',
    fingerprint: false,
    seal: who === 'committee',
    doneOn: day,
  }));
  const partyIds = ['partyA', 'partyB'];
  return effectiveDate({ form: 'written', concludedOn: day, partyIds, acts }) !== null;
}

const itemAt = (index: number): ScheduleItem => ({
  key: `clause/${index + 1}`,
  clauseId: 'clause',
  clause: 1,
  instalment: index + 1,
  kind: 'payment',
  text: '赔偿款',
  debtorIds: [],
  creditorIds: [],
  amountFen: sums[index] ?? null,
  amountText: '',
  dueOn: null,
  dueText: '',
  manner: '',
});

const entry = (
  model: Model,
  item: number,
  kind: ScheduleEntry['kind'],
  amountFen: number | null,
): ScheduleEntry => ({
  id: String(model.entries.length),
  itemKey: itemAt(item).key,
  kind,
  amountFen,
  on: day,
  reversesId: null,
});
