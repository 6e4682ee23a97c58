import { randomUUID } from 'node:crypto';
import type { RouteInput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { TestDesk } from '../../../support/desk.ts';
import { acceptInput, agreementForm, allActs, caseForm, partyForm, register } from '../case-kit.ts';

export type RulesForm = RouteInput<'mediation.adoptSubsidyRules'>['rules'];
export type SheetForm = RouteInput<'mediation.saveSubsidySheet'>['sheet'];
export type LineForm = NonNullable<SheetForm['lines']>[number];

export const rulesForm = (over: Partial<RulesForm> = {}): RulesForm => ({
  name: '尧化街道以案定补办法',
  validFrom: '2026-01-01',
  source: '尧办〔2026〕1号',
  classes: [
    { code: 'general', name: '一般' },
    { code: 'difficult', name: '疑难' },
  ],
  rows: [
    { class: 'general', outcome: 'agreement', amountFen: 10_000 },
    { class: 'difficult', outcome: 'agreement', minScore: 1, amountFen: 20_000 },
    { class: 'any', outcome: 'terminated', amountFen: 5_000 },
  ],
  ...over,
});

export const lineForm = (caseId: string, over: Partial<LineForm> = {}): LineForm => ({
  id: randomUUID(),
  caseId,
  ...over,
});

export const sheetForm = (lines: LineForm[], over: Partial<SheetForm> = {}): SheetForm => ({
  periodFrom: '2026-07-01',
  periodTo: '2026-07-31',
  lines,
  ...over,
});

/** A case with these mediators (the first one leads), closed as performed on the day of the desk. */
export async function closed(
  desk: TestDesk,
  mediatorIds: readonly string[],
  over: { title?: string; form?: 'written' | 'oral' } = {},
): Promise<CaseView> {
  const file = await accepted(desk, mediatorIds, over.title);
  const { version } = await desk.call('mediation.saveAgreement', {
    caseId: file.id,
    agreement: agreementForm(file.parties, { form: over.form ?? 'written', clauses: [waiver()] }),
  });
  await desk.call('mediation.issuePaper', { caseId: file.id, paper: 'agreement', version });
  let view = await desk.call('mediation.readCase', { id: file.id });
  if (over.form !== 'oral') {
    await desk.call('mediation.recordSignatures', {
      caseId: file.id,
      version: view.agreement!.version,
      acts: allActs(view, '2026-07-01'),
    });
    view = await desk.call('mediation.readCase', { id: file.id });
  }
  await desk.call('mediation.closeCase', {
    id: file.id,
    version: view.version,
    outcome: 'performed',
    on: '2026-07-01',
  });
  return desk.call('mediation.readCase', { id: file.id });
}

export async function terminated(desk: TestDesk, mediatorIds: readonly string[]): Promise<CaseView> {
  const file = await accepted(desk, mediatorIds);
  await desk.call('mediation.terminateCase', {
    id: file.id,
    version: file.version,
    reason: 'noAgreement',
    on: '2026-07-01',
    routesNotified: true,
  });
  return desk.call('mediation.readCase', { id: file.id });
}

export const grade = (desk: TestDesk, caseId: string, classCode = 'general', seen = 0) =>
  desk.call('mediation.gradeCase', { caseId, seen, classCode, reason: '案情简单，一次调成' });

/** Nothing to perform is left open: such a case may be closed as performed at once. */
const waiver = () => ({ id: randomUUID(), kind: 'other' as const, text: '各方就本次漏水再无其他争议' });

async function accepted(desk: TestDesk, mediatorIds: readonly string[], title?: string): Promise<CaseView> {
  const form = caseForm({
    ...(title === undefined ? {} : { title }),
    parties: [partyForm(), partyForm({ role: 'respondent', name: '李雷' })],
  });
  const file = await register(desk, form);
  const input = await acceptInput(desk, file);
  await desk.call('mediation.acceptCase', {
    ...input,
    mediators: mediatorIds.map((userId, index) => ({
      userId,
      lead: index === 0,
      chosenBy: 'committee' as const,
    })),
  });
  return desk.call('mediation.readCase', { id: file.id });
}
