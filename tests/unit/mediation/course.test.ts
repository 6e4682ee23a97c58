import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingRefusals } from '../../../src-main/contract/mediation/performance.ts';
import { stageRefusals } from '../../../src-main/mediation/stage.ts';
import { en } from '../../../src-renderer/i18n/en.ts';
import { zhCN } from '../../../src-renderer/i18n/zh-CN.ts';
import { foldConfirmation } from '../../../src-main/mediation/performance/confirmation.ts';
import { replacementRefusals } from '../../../src-main/mediation/performance/succession.ts';
import {
  anyCourse,
  isFollowed,
  people,
  start,
  step,
  sums,
  type Event,
  type Model,
} from '../../support/course-model.ts';

/** What the law demands of a case, said once more without any rule of the program. */
function forbidden(model: Model, history: readonly Event[]): string | null {
  const reached = (...stages: Model['stage'][]) => stages.includes(model.stage);
  if ((model.issued || reached('agreed', 'performing', 'closed')) && !model.accepted)
    return 'an agreement without acceptance (人民调解法 art. 17)';
  if (reached('performing', 'closed') && !people.every((who) => model.signed.has(who)))
    return 'effect without every signature and the seal (art. 29)';
  const rejected = foldConfirmation(model.confirmation).state === 'rejected';
  const reversed = new Set(model.entries.map((one) => one.reversesId));
  const paid = (item: number) =>
    model.entries
      .filter(
        (one) => one.kind === 'receipt' && !reversed.has(one.id) && one.itemKey.endsWith(`/${item + 1}`),
      )
      .reduce((sum, one) => sum + (one.amountFen ?? 0), 0);
  const atClosing = model.outcome !== null && history.at(-1)?.type === 'close';
  if (atClosing && model.outcome === 'performed' && sums.some((sum, item) => paid(item) < sum))
    return 'closed as performed with something open';
  if (
    atClosing &&
    model.outcome === 'judiciallyConfirmed' &&
    !history.some((one) => one.type === 'confirmation' && one.event === 'confirm')
  )
    return 'closed as confirmed without the court';
  // Who performed, or went to court, did so under an agreement in effect: it cannot be un-signed behind their back.
  if (reached('agreed', 'terminated') && isFollowed(model) && model.formers.length === 0 && !rejected)
    return 'performance under an agreement that is not in effect (art. 31)';
  if (sums.some((sum, item) => paid(item) > sum)) return 'more received than was agreed';
  if (model.lawsuits === 0 && model.outcome === 'lawsuit') return 'closed by a lawsuit that nobody recorded';
  return null;
}

const wordsOf = (tree: typeof zhCN | typeof en, code: string, reason?: string): unknown => {
  if (code === 'case.stageForbids')
    return (tree.errors.case.stageReason as Record<string, string>)[reason ?? ''];
  if (code === 'agreement.replacementForbids')
    return (tree.errors.agreement.replacementReason as Record<string, string>)[reason ?? ''];
  if (code === 'case.closingForbids')
    return (tree.fields as unknown as Record<string, string>)[
      `closing${reason?.[0]?.toUpperCase()}${reason?.slice(1)}`
    ];
  return code
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], tree.errors);
};

describe('the course of a case under any events in any order', () => {
  it('never reaches a state that the law forbids, and every refusal has its words in both languages', () => {
    const seen = new Set<string>();
    const refusals = new Map<string, { code: string; reason?: string }>();
    fc.assert(
      fc.property(anyCourse, (events) => {
        let model = start;
        const history: Event[] = [];
        for (const event of events) {
          const { answer, next } = step(model, event);
          if (answer.ok) history.push(event);
          else {
            if (next !== model) throw new Error('a refusal changed something');
            refusals.set(`${answer.code} ${answer.reason ?? ''}`, answer);
          }
          model = next;
          seen.add(model.stage).add(`outcome:${model.outcome}`);
          const why = forbidden(model, history);
          if (why !== null) throw new Error(`${why}: ${JSON.stringify(events)}`);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(refusals.size).toBeGreaterThan(12);
    for (const { code, reason } of refusals.values()) {
      for (const tree of [zhCN, en])
        expect(wordsOf(tree, code, reason), `${code} ${reason ?? ''}`).toBeTypeOf('string');
    }
    // The events really get that far; a test that never closed a case would prove nothing.
    for (const stage of ['performing', 'closed', 'terminated', 'declined', 'outcome:performed']) {
      expect(seen.has(stage), stage).toBe(true);
    }
  });

  it('has words for every refusal that there is', () => {
    for (const tree of [zhCN, en]) {
      for (const reason of stageRefusals)
        expect(wordsOf(tree, 'case.stageForbids', reason), reason).toBeTypeOf('string');
      for (const reason of replacementRefusals)
        expect(wordsOf(tree, 'agreement.replacementForbids', reason), reason).toBeTypeOf('string');
      for (const reason of closingRefusals)
        expect(wordsOf(tree, 'case.closingForbids', reason), reason).toBeTypeOf('string');
    }
  });
});
