import { randomUUID } from 'node:crypto';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { TestDesk } from '../../support/desk.ts';

type CaseForm = RouteInput<'mediation.registerCase'>['case'];
export type PartyForm = CaseForm['parties'][number];
export type AgreementForm = RouteInput<'mediation.saveAgreement'>['agreement'];

export const partyForm = (over: Partial<PartyForm> = {}): PartyForm => ({
  id: randomUUID(),
  role: 'applicant',
  kind: 'person',
  name: '王小明',
  ...over,
});

export const caseForm = (over: Partial<CaseForm> = {}): CaseForm => ({
  title: '王小明与李雷漏水纠纷',
  disputeType: 'neighbours',
  disputeSubType: 'neighbours.leak',
  source: 'writtenApplication',
  appliedOn: '2026-06-29',
  facts: '楼上漏水，楼下受损。',
  requests: ['赔偿损失'],
  parties: [
    partyForm({
      phone: '13812345678',
      address: '南京市栖霞区尧化街道1号',
      idType: 'residentId',
      idNumber: '11010519491231002X',
    }),
    partyForm({ role: 'respondent', name: '李雷' }),
  ],
  ...over,
});

export const payment = (parties: readonly { id: string }[], over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: 'payment' as const,
  text: '赔偿款',
  debtorIds: [parties[1]!.id],
  creditorIds: [parties[0]!.id],
  amountFen: 123_456,
  dueOn: '2026-07-20',
  manner: '银行转账',
  ...over,
});

export const agreementForm = (
  parties: readonly { id: string }[],
  over: Partial<AgreementForm> = {},
): AgreementForm => ({
  facts: '楼上漏水，楼下受损。',
  issues: '赔偿数额',
  responsibilities: [{ partyId: parties[1]!.id, text: '管道失修' }],
  clauses: [payment(parties)],
  concludedOn: '2026-07-01',
  recorder: '文员',
  ...over,
});

export async function adminId(desk: TestDesk): Promise<string> {
  const { rows } = await desk.call('people.listUsers', {});
  return rows[0]!.id;
}

export async function register(desk: TestDesk, form: CaseForm = caseForm()): Promise<CaseView> {
  const { id } = await desk.call('mediation.registerCase', { case: form });
  return desk.call('mediation.readCase', { id });
}

export const acceptInput = async (desk: TestDesk, file: CaseView) => ({
  id: file.id,
  version: file.version,
  acceptedOn: '2026-06-30',
  rightsNotifiedOn: '2026-06-30',
  consents: file.parties.map((party) => ({ partyId: party.id, consents: true })),
  mediators: [{ userId: await adminId(desk), lead: true, chosenBy: 'parties' as const }],
});

export async function accept(desk: TestDesk, file: CaseView): Promise<CaseView> {
  await desk.call('mediation.acceptCase', await acceptInput(desk, file));
  return desk.call('mediation.readCase', { id: file.id });
}

/** A case with an issued written agreement that waits for signatures. */
export async function agreed(
  desk: TestDesk,
  form?: CaseForm,
  over: Partial<AgreementForm> = {},
): Promise<CaseView> {
  const file = await accept(desk, await register(desk, form));
  const { version } = await desk.call('mediation.saveAgreement', {
    caseId: file.id,
    agreement: agreementForm(file.parties, over),
  });
  await desk.call('mediation.issuePaper', { caseId: file.id, paper: 'agreement', version });
  return desk.call('mediation.readCase', { id: file.id });
}

/** Every act that is awaited, all on one day. */
export const allActs = (file: CaseView, doneOn: string) =>
  file.agreement!.acts.map(({ actor, actorId }) => ({
    actor,
    actorId,
    signature: actor !== 'committee',
    fingerprint: actor === 'party',
    seal: actor === 'committee',
    doneOn,
  }));

/** The parties as a form that was filled from the file sends them back. */
export const shownParties = (file: CaseView): PartyForm[] =>
  file.parties.map(({ findings: _findings, ...party }) => party);
