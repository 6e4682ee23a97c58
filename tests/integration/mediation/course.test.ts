import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import {
  anyCourse,
  day,
  people,
  start,
  step,
  sums,
  type Answer,
  type Event,
} from '../../support/course-model.ts';
import { acceptInput, agreementForm, allActs, payment, register } from './case-kit.ts';

/*
 * The same random courses as in the unit test, through the router on a real file: machine and handlers must not drift
 * apart. Fewer runs; every answer is compared, and the stage after it.
 */
let desk: TestDesk;
beforeAll(async () => void (desk = await openDesk({ now: `${day}T01:30:00.000Z` })));
afterAll(() => desk.close());

it('routes and rules give the same answers to the same events', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyCourse, async (events) => {
      const file = await register(desk);
      const signed = new Set<string>();
      let model = start;
      for (const event of events) {
        const { answer, next } = step(model, event);
        const told = await play(file.id, event, signed);
        expect(told, JSON.stringify({ event, events })).toEqual(answer);
        model = next;
        signed.clear();
        for (const who of model.signed) signed.add(who);
        const { stage, outcome } = await desk.call('mediation.readCase', { id: file.id });
        expect({ stage, outcome }).toEqual({ stage: model.stage, outcome: model.outcome });
      }
    }),
    { numRuns: 10, seed: 20260701 },
  );
});

async function play(caseId: string, event: Event, signed: Set<string>): Promise<Answer> {
  const file = await desk.call('mediation.readCase', { id: caseId });
  const [route, input] = await requestOf(file, event, signed);
  const answer = await desk.ask(route, input);
  if (answer.ok) return { ok: true };
  const reason = answer.error.params?.['reason'];
  const named = ['case.stageForbids', 'case.closingForbids', 'agreement.replacementForbids'].includes(
    answer.error.code,
  );
  return { ok: false, code: answer.error.code, ...(named ? { reason: String(reason) } : {}) };
}

async function requestOf(
  file: CaseView,
  event: Event,
  signed: ReadonlySet<string>,
): Promise<[route: string, input: unknown]> {
  const caseId = file.id;
  const version = file.version;
  const view = () => desk.call('mediation.readPerformance', { caseId });
  const itemKey = async (item: number) =>
    (await view()).items[item]?.key ?? `01900000-0000-7000-8000-000000000000/${item + 1}`;
  switch (event.type) {
    case 'accept': {
      const input = await acceptInput(desk, file);
      const consents = input.consents.map((one, index) => ({
        ...one,
        consents: index === 0 || event.bothConsent,
      }));
      return ['mediation.acceptCase', { ...input, consents }];
    }
    case 'decline':
      return ['mediation.declineCase', { id: caseId, version, reason: '不属受理范围' }];
    case 'session': {
      const session = { heldOn: day, startsAt: '09:00', endsAt: '10:00', place: '调解室', minutes: '略' };
      return ['mediation.recordSession', { caseId, session }];
    }
    case 'saveAgreement': {
      const dues = ['2026-07-20', '2026-07-21'];
      const instalments = sums.map((amountFen, index) => ({ amountFen, dueOn: dues[index]! }));
      // A successor goes on from the clause that has been performed on.
      const kept = file.agreement?.clauses[0];
      const clause = payment(file.parties, {
        ...(kept ? { id: kept.id } : {}),
        amountFen: 150_000,
        dueOn: dues[1],
        instalments,
      });
      const agreement = agreementForm(file.parties, { clauses: [clause] });
      return ['mediation.saveAgreement', { caseId, version: file.agreement?.version, agreement }];
    }
    case 'issue':
      return ['mediation.issuePaper', { caseId, paper: 'agreement', version: file.agreement?.version }];
    case 'sign':
    case 'unsign': {
      const now = new Set(signed);
      if (event.type === 'sign') now.add(event.who);
      else now.delete(event.who);
      const acts = (file.agreement ? allActs(file, day) : []).filter((_, index) => now.has(people[index]!));
      return ['mediation.recordSignatures', { caseId, version: file.agreement?.version ?? 1, acts }];
    }
    case 'receipt': {
      const receipt = { itemKey: await itemKey(event.item), amountFen: event.amountFen, paidOn: day };
      return ['mediation.recordReceipt', { caseId, receipt }];
    }
    case 'refuse': {
      const result = { itemKey: await itemKey(event.item), result: 'refused', on: day, note: '拒付' };
      return ['mediation.recordItemResult', { caseId, result }];
    }
    case 'reverse': {
      const entries = (await view()).items.flatMap((item) => item.entries);
      const [last] = await desk.sql<{ id: string }>(
        `SELECT id FROM performance_entries e WHERE case_id = ? AND kind <> 'reversal'
           AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id) ORDER BY id DESC LIMIT 1`,
        [caseId],
      );
      // Nothing to reverse: by the stage it is refused all the same, which any command of the kind shows.
      if (!last && entries.length === 0 && !['performing', 'closed'].includes(file.stage)) {
        return [
          'mediation.recordUrging',
          { caseId, urging: { itemKeys: [await itemKey(0)], on: day, content: '略' } },
        ];
      }
      return [
        'mediation.reversePerformanceEntry',
        { entryId: last?.id ?? '01900000-0000-7000-8000-000000000000', reason: '记错' },
      ];
    }
    case 'lawsuit':
      return ['mediation.saveCourtStep', { caseId, step: { kind: 'lawsuit', filedOn: day, court: '法院' } }];
    case 'confirmation': {
      const { confirmation } = await view();
      const one = { event: event.event, on: day, court: '法院', note: '略' };
      return ['mediation.recordConfirmation', { caseId, count: confirmation.count, step: one }];
    }
    case 'withdraw':
      return [
        'mediation.withdrawAgreement',
        { caseId, version: file.agreement?.version ?? 1, reason: '当事人姓名有误' },
      ];
    case 'replace':
      return [
        'mediation.replaceAgreement',
        {
          ...{ caseId, version: file.agreement?.version ?? 1 },
          ...{ cause: event.cause, on: day, reason: '变更履行期限' },
        },
      ];
    case 'restore':
      return ['mediation.restoreAgreement', { caseId, version: file.agreement?.version ?? 1 }];
    case 'close':
      return ['mediation.closeCase', { id: caseId, version, outcome: event.outcome, on: day }];
    case 'terminate':
      return [
        'mediation.terminateCase',
        { id: caseId, version, reason: 'noAgreement', on: day, routesNotified: true },
      ];
  }
}
