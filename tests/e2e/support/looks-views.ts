import { randomUUID } from 'node:crypto';
import type { Desk } from './desk.ts';

/** A page as it is looked at, and the buttons on it that open a dialog, by the keys of their words. */
export interface View {
  name: string;
  hash: string;
  dialogs?: readonly string[];
  /** The page itself has been looked at under another name. */
  dialogsOnly?: boolean;
}

/** Fills the open centre with the longest names, and lists every page with its dialogs. The administrator is signed in. */
export async function prepareViews(desk: Desk): Promise<View[]> {
  const registered = await registerLongCase(desk, 'neighbours');
  const accepted = await registerLongCase(desk, 'neighbours');
  // Accepted, so that the agreement editor with its checker and live PDF stands on the page and is measured too.
  await acceptCase(desk, accepted);
  const special = async (type: string) => (await registerLongCase(desk, type)).id;
  const member = await call<{ id: string }>(desk, 'timebank.saveMember', {
    member: { name: longName, joinedOn: '2025-01-01', phone: '13812345678' },
  });
  const closed = await findCase(desk, 'closed', '借款');
  const performing = await findCase(desk, 'performing', '三户邻居');
  return [
    { name: 'workbench', hash: 'workbench' },
    { name: 'cases', hash: 'cases' },
    { name: 'new-case', hash: 'newCase', dialogs: ['mediation:party.fromDirectory'] },
    { name: 'case-registered', hash: `case?id=${registered.id}`, dialogs: ['mediation:accept.decline'] },
    { name: 'case-accepted', hash: `case?id=${accepted.id}`, dialogs: acceptedDialogs },
    { name: 'case-performing', hash: `case?id=${performing}`, dialogs: performingDialogs },
    { name: 'case-closed', hash: `case?id=${closed}` },
    { name: 'case-edit', hash: `case?id=${accepted.id}&mode=edit` },
    {
      name: 'medical',
      hash: `case?id=${await special('medical')}`,
      dialogs: ['lines:panel.edit.medical', 'lines:panel.edit.compensation'],
      dialogsOnly: true,
    },
    {
      name: 'traffic',
      hash: `case?id=${await special('traffic')}`,
      dialogs: ['lines:panel.edit.traffic'],
      dialogsOnly: true,
    },
    {
      name: 'property',
      hash: `case?id=${await special('property')}`,
      dialogs: ['lines:panel.edit.charge'],
      dialogsOnly: true,
    },
    {
      name: 'labour',
      hash: `case?id=${await special('migrantWages')}`,
      dialogs: ['lines:panel.edit.wages'],
      dialogsOnly: true,
    },
    { name: 'enquiries', hash: 'enquiries', dialogs: ['enquiries:new'] },
    { name: 'import', hash: 'importRegister' },
    { name: 'batches', hash: 'batches' },
    { name: 'batch-new', hash: 'batch?id=new' },
    { name: 'covenants', hash: 'covenants' },
    { name: 'covenant-new', hash: 'covenant?id=new' },
    { name: 'subsidy-sheets', hash: 'subsidy?tab=sheets' },
    {
      name: 'subsidy-rules',
      hash: 'subsidy?tab=rules',
      dialogs: ['subsidy:rules.newFromSample', 'subsidy:rules.new'],
    },
    { name: 'subsidy-exclusions', hash: 'subsidy?tab=exclusions', dialogs: ['subsidy:exclusions.add'] },
    { name: 'subsidy-own', hash: 'subsidy?tab=own' },
    { name: 'archive-register', hash: 'archive?tab=register' },
    { name: 'archive-loans', hash: 'archive?tab=loans' },
    { name: 'archive-due', hash: 'archive?tab=due' },
    { name: 'archive-destruction', hash: 'archive?tab=destruction' },
    { name: 'forms', hash: 'forms' },
    { name: 'members', hash: 'members' },
    { name: 'member', hash: `member?id=${member.id}` },
    { name: 'sheets', hash: 'sheets' },
    { name: 'sheet-new', hash: 'sheet?id=new' },
    { name: 'statements', hash: 'statements' },
    { name: 'documents', hash: 'documents' },
    { name: 'settings-users', hash: 'settings?tab=users', dialogs: ['settings:users.add'] },
    { name: 'settings-committee', hash: 'settings?tab=committee' },
    { name: 'settings-areas', hash: 'settings?tab=areas' },
    { name: 'settings-calendar', hash: 'settings?tab=calendar' },
    { name: 'settings-quality', hash: 'settings?tab=quality', dialogs: ['settings:quality.edit'] },
    { name: 'settings-audit', hash: 'settings?tab=audit' },
  ];
}

const acceptedDialogs = [
  'mediation:case.terminate',
  'mediation:accept.changeMediators',
  'mediation:session.add',
  'proceedings:caucus.add',
  'proceedings:evidence.add',
  'proceedings:investigation.add',
  'proceedings:offers.addIssue',
  'proceedings:people.addParticipant',
  'proceedings:people.addRecusal',
  'proceedings:people.addRisk',
  'proceedings:statements.recordOf',
  'proceedings:statements.addUndisputed',
  'proceedings:statements.addAddress',
  'deadlines:suspend.open',
  'deadlines:extend.open',
  'lines:panel.edit.joint',
  'dossier:rows.attachTo',
  'dossier:note.edit',
];

const performingDialogs = [
  'performance:receipt.of',
  'performance:result.refusedOf',
  'performance:urging.open',
  'performance:visits.record',
  'performance:satisfaction.recordOf',
  'performance:confirmation.record',
  'performance:courts.add',
  'mediation:closing.close',
];

const longName = '阿卜杜热合曼·买买提';

interface Registered {
  id: string;
  version: number;
  partyIds: string[];
}

async function registerLongCase(desk: Desk, disputeType: string): Promise<Registered> {
  const parties = ['尉迟堃', longName, '王𬍛'].map((name, index) => ({
    id: randomUUID(),
    role: index === 0 ? 'applicant' : 'respondent',
    name,
    phone: '13812345678',
  }));
  const { id, version } = await call<{ id: string; version: number }>(desk, 'mediation.registerCase', {
    case: {
      title: '尉迟堃与阿卜杜热合曼·买买提及某某物业服务有限公司尧化分公司相邻漏水、损害赔偿纠纷',
      disputeType,
      source: 'writtenApplication',
      appliedOn: '2026-07-01',
      facts: '楼上水管爆裂，水漏至楼下，家电、墙面、家具不同程度受损。'.repeat(6),
      requests: ['赔偿电脑损失', '修复墙面'],
      parties,
    },
  });
  return { id, version, partyIds: parties.map((party) => party.id) };
}

async function acceptCase(desk: Desk, { id, version, partyIds }: Registered): Promise<void> {
  const status = await call<{ session: { user: { id: string } } }>(desk, 'people.readStatus', {});
  await call(desk, 'mediation.acceptCase', {
    id,
    version,
    acceptedOn: '2026-07-02',
    rightsNotifiedOn: '2026-07-02',
    consents: partyIds.map((partyId) => ({ partyId, consents: true })),
    mediators: [{ userId: status.session.user.id, lead: true, chosenBy: 'committee' }],
  });
}

/** A case of the demonstration by its stage and a part of its title. */
async function findCase(desk: Desk, stage: string, title: string): Promise<string> {
  const { rows } = await call<{ rows: { id: string; title: string }[] }>(desk, 'mediation.listCases', {
    stages: [stage],
    page: { offset: 0, limit: 100 },
  });
  const found = rows.find((row) => row.title.includes(title));
  if (!found) throw new Error(`the demonstration has no case ${title} that is ${stage}`);
  return found.id;
}

/** Calls a route as the page would; throws when it is refused. */
async function call<T>(desk: Desk, route: string, input: unknown): Promise<T> {
  return (await desk.page.evaluate(
    async ([name, body]) => {
      const answer = await window.api.call(name as never, body, crypto.randomUUID());
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      return answer.value;
    },
    [route, input] as const,
  )) as T;
}
