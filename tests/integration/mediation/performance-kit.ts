import type { PerformanceView } from '../../../src-main/contract/mediation/performance.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { TestDesk } from '../../support/desk.ts';
import { agreed, allActs, caseForm, payment } from './case-kit.ts';

export const readPerformance = (desk: TestDesk, caseId: string): Promise<PerformanceView> =>
  desk.call('mediation.readPerformance', { caseId });

/** A written agreement in effect since 1 July 2026: two instalments and an act. */
export async function inEffect(desk: TestDesk): Promise<CaseView> {
  const form = caseForm();
  const ids = form.parties.map((party) => ({ id: party.id }));
  const instalments = [
    { amountFen: 100_000, dueOn: '2026-07-20' },
    { amountFen: 50_000, dueOn: '2026-09-01' },
  ];
  const clauses = [
    payment(ids, { amountFen: 150_000, dueOn: '2026-09-01', instalments }),
    {
      ...payment(ids),
      kind: 'act' as const,
      text: '修好水管',
      amountFen: null,
      dueOn: '2026-07-10',
      manner: '',
    },
  ];
  const file = await agreed(desk, form, { clauses });
  await desk.call('mediation.recordSignatures', {
    caseId: file.id,
    version: file.agreement!.version,
    acts: allActs(file, '2026-07-01'),
  });
  return desk.call('mediation.readCase', { id: file.id });
}

/** Everything that is still open is performed on a day: payments paid, everything else done. */
export async function performAll(desk: TestDesk, caseId: string, on: string): Promise<void> {
  for (const item of (await readPerformance(desk, caseId)).items) {
    if (item.state === 'done') continue;
    if (item.openFen !== null && item.kind === 'payment') {
      const receipt = { itemKey: item.key, amountFen: item.openFen, paidOn: on, evidence: '收条' };
      await desk.call('mediation.recordReceipt', { caseId, receipt });
    } else {
      await desk.call('mediation.recordItemResult', {
        caseId,
        result: { itemKey: item.key, result: 'done', on },
      });
    }
  }
}
