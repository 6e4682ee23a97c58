import type { Role } from '../../../src-main/contract/route.ts';
import type { TestDesk } from '../../support/desk.ts';
import { accept, caseForm, partyForm, register } from '../mediation/case-kit.ts';
import { addMember } from './play.ts';

/** Words of a case that must never be met in the time bank. */
export const secrets = {
  title: '赵铁柱与钱银花彩礼返还纠纷',
  applicant: '赵铁柱',
  respondent: '钱银花',
  place: '第三调解室朝阳里',
  minutes: '双方就彩礼数额各执一词',
};

export const session = (over: Record<string, unknown> = {}) => ({
  ...{ heldOn: '2026-06-30', startsAt: '14:00', endsAt: '15:30', place: secrets.place },
  ...{ attendees: secrets.applicant, minutes: secrets.minutes, result: '', recorder: '' },
  ...over,
});

/** An accepted case with two mediators, a volunteer account for the first, and a coordinator who decides. */
export async function mediatedCase(desk: TestDesk, roles: Role[] = ['mediator']) {
  const mediator = await desk.as(roles);
  const colleague = await desk.as(['mediator']);
  const coordinator = await desk.as(['coordinator']);
  const member = await addMember(desk, '王志明');
  const file = await accept(
    desk,
    await register(
      desk,
      caseForm({
        title: secrets.title,
        facts: secrets.minutes,
        parties: [
          partyForm({ name: secrets.applicant }),
          partyForm({ role: 'respondent', name: secrets.respondent }),
        ],
      }),
    ),
  );
  await desk.call('mediation.assignMediators', {
    id: file.id,
    version: file.version,
    mediators: [
      { userId: mediator.userId, lead: true, chosenBy: 'committee' },
      { userId: colleague.userId, lead: false, chosenBy: 'committee' },
    ],
  });
  await coordinator.call('timebank.linkVolunteer', { userId: mediator.userId, memberId: member });
  return { caseId: file.id, number: file.number ?? '', mediator, colleague, coordinator, member };
}

export async function joint(
  calls: Pick<TestDesk, 'call'>,
  caseId: string,
  over: Record<string, unknown> = {},
) {
  const { id } = await calls.call('mediation.recordSession', { caseId, session: session(over) });
  return id;
}

export async function caucus(
  calls: Pick<TestDesk, 'call'>,
  caseId: string,
  over: Record<string, unknown> = {},
) {
  const {
    minutes: _minutes,
    result: _result,
    ...held
  } = session({ startsAt: '16:00', endsAt: '16:40', ...over });
  const view = await calls.call('mediation.readCase', { id: caseId });
  const { id } = await calls.call('mediation.recordCaucus', {
    caseId,
    caucus: { ...held, partyIds: [view.parties[0]!.id] },
    note: { text: secrets.minutes },
  });
  return id;
}
