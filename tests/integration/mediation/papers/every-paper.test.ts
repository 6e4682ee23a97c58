import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { papers, type PaperName } from '../../../../src-main/contract/mediation/case-papers.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';
import {
  accept,
  adminId,
  agreementForm,
  allActs,
  caseForm,
  partyForm,
  payment,
  register,
} from '../case-kit.ts';
import { readPerformance } from '../performance-kit.ts';
import { sessionForm } from './paper-kit.ts';

/*
 * Every paper of a full case, issued through the routes: what it was drawn from is compared with what was recorded. A paper
 * that forgets a record, takes another’s or leaves a field empty is caught here, whatever its template does.
 */
let desk: TestDesk;
const data = new Map<PaperName, Record<string, unknown>>();

const issue = async (caseId: string, paper: PaperName, subject = '', version?: number) => {
  const { documentId } = await desk.call('mediation.issuePaper', {
    caseId,
    paper,
    subject,
    ...(version === undefined ? {} : { version }),
  });
  const [row] = await desk.sql<{ snapshot: string }>('SELECT snapshot FROM documents WHERE id = ?', [
    documentId,
  ]);
  data.set(paper, JSON.parse(row!.snapshot) as Record<string, unknown>);
};

const form = () =>
  caseForm({
    title: '王小明与某医院医疗纠纷',
    disputeType: 'medical',
    disputeSubType: '',
    source: 'referral',
    referralSource: 'court',
    referralBody: '栖霞区人民法院',
    referralNumber: '（2026）苏0113诉前调1号',
    claimedFen: 5_000_000,
    parties: [
      partyForm({
        representatives: [
          {
            id: randomUUID(),
            kind: 'agent',
            name: '赵律师',
            relation: '律师',
            phone: '13912345678',
            scope: 'special',
            authority: '承认、变更请求\n签收文书',
          },
        ],
      }),
      partyForm({ role: 'respondent', kind: 'organisation', name: '某医院' }),
    ],
  });

beforeAll(async () => {
  desk = await openDesk();
  const second = await desk.as(['mediator']);
  const registered = await register(desk, form());
  const file = await accept(desk, registered);
  const caseId = file.id;
  const [patient, hospital] = file.parties;
  await desk.call('mediation.assignMediators', {
    id: caseId,
    version: file.version,
    mediators: [
      { userId: await adminId(desk), lead: true, chosenBy: 'parties' },
      { userId: second.userId, lead: false, chosenBy: 'committee' },
    ],
  });
  for (const paper of ['applicationForm', 'acceptanceForm', 'rightsNotice'] as const)
    await issue(caseId, paper);
  await issue(caseId, 'powerOfAttorney', patient!.id);

  await desk.call('mediation.saveServiceAddress', {
    caseId,
    serviceAddress: {
      partyId: patient!.id,
      recipient: '王大明',
      phone: '13812345678',
      address: '南京市栖霞区1号',
      confirmedOn: '2026-07-01',
    },
  });
  await issue(caseId, 'serviceAddress');
  await desk.call('mediation.planSession', {
    caseId,
    plan: {
      plannedOn: '2026-07-10',
      startsAt: '14:00',
      place: '尧化街道调解室',
      partyIds: [patient!.id],
      matters: '带病历',
    },
  });
  await desk.call('mediation.saveMedical', {
    caseId,
    medical: {
      hospital: '某医院',
      insurer: '某财险公司',
      policyNumber: 'P-7',
      damage: '九级伤残',
      fault: '延误诊断',
      causation: '有因果关系',
      degree: 'secondary',
      experts: [
        { name: '钱教授', field: '骨科', opinion: '应早作检查' },
        { name: '周主任', field: '法医', opinion: '回避者的话', recused: true },
      ],
    },
  });
  for (const paper of ['sessionNotice', 'insurerNotice', 'expertConsultation'] as const)
    await issue(caseId, paper);
  await desk.call('mediation.saveJoint', {
    caseId,
    bodies: [
      { id: randomUUID(), name: '卫健委', lead: true, representative: '李科长', opinion: '同意方案' },
      { id: randomUUID(), name: '某派出所', opinion: '无异议' },
    ],
  });
  await issue(caseId, 'jointOpinion');

  await desk.call('mediation.recordEvidence', {
    caseId,
    evidence: {
      name: '病历',
      providerPartyId: patient!.id,
      copies: 2,
      pages: 30,
      original: true,
      note: '封存件',
    },
  });
  await desk.call('mediation.recordEvidence', {
    caseId,
    evidence: { name: '不入卷', providerPartyId: hospital!.id, inDossier: false },
  });
  await issue(caseId, 'evidenceList');
  const investigation = await desk.call('mediation.recordInvestigation', {
    caseId,
    investigation: {
      heldOn: '2026-07-01',
      startsAt: '08:00',
      endsAt: '08:30',
      place: '病房',
      asked: '孙护士',
      askedRelation: '值班护士',
      matter: '当晚经过',
      record: '当晚十点叫过医生。',
      investigator: '主任',
      recorder: '文员',
    },
  });
  await issue(caseId, 'investigationRecord', investigation.id);
  const recusal = await desk.call('mediation.recordRecusal', {
    caseId,
    recusal: {
      userId: second.userId,
      askedBy: 'party',
      partyId: patient!.id,
      askedOn: '2026-06-30',
      reason: '与医院有业务往来',
      decision: 'granted',
      decidedOn: '2026-07-01',
    },
  });
  await issue(caseId, 'recusalDecision', recusal.id);
  const session = await desk.call('mediation.recordSession', { caseId, session: sessionForm() });
  await issue(caseId, 'mediationRecord', session.id);
  await desk.call('mediation.saveUndisputedFacts', {
    caseId,
    undisputed: { facts: '手术日期为2026年3月1日。', agreedOn: '2026-07-01', recorder: '文员' },
  });
  await issue(caseId, 'undisputedFacts');
  const suspension = await desk.call('mediation.saveSuspension', {
    caseId,
    suspension: {
      reason: 'appraisal',
      fromOn: '2026-06-30',
      expectedOn: '2026-07-01',
      toOn: '2026-07-01',
      note: '委托鉴定',
    },
  });
  await issue(caseId, 'suspensionNote', suspension.id);
  const extension = await desk.call('mediation.recordExtension', {
    caseId,
    extension: { toOn: '2026-09-15', agreedOn: '2026-07-01', agreedByAll: true, reason: '等待鉴定' },
  });
  await issue(caseId, 'extensionAgreement', extension.id);
  await issue(caseId, 'deadlineSheet');

  const clauses = [payment(file.parties, { amountFen: 150_000 })];
  const { version } = await desk.call('mediation.saveAgreement', {
    caseId,
    agreement: agreementForm(file.parties, { clauses }),
  });
  await issue(caseId, 'agreement', '', version);
  const agreed = await desk.call('mediation.readCase', { id: caseId });
  await desk.call('mediation.recordSignatures', {
    caseId,
    version: agreed.agreement!.version,
    acts: allActs(agreed, '2026-07-01'),
  });
  const [item] = (await readPerformance(desk, caseId)).items;
  const receipt = await desk.call('mediation.recordReceipt', {
    caseId,
    receipt: {
      itemKey: item!.key,
      amountFen: 50_000,
      paidOn: '2026-07-01',
      manner: '现金',
      evidence: '收条',
    },
  });
  await issue(caseId, 'receipt', receipt.id);
  const urging = await desk.call('mediation.recordUrging', {
    caseId,
    urging: { itemKeys: [item!.key], on: '2026-07-01', content: '请付余款。' },
  });
  await issue(caseId, 'urgingLetter', urging.id);
  await desk.call('mediation.recordSatisfaction', {
    caseId,
    version: 0,
    satisfaction: { partyId: patient!.id, level: 'fair', on: '2026-07-01' },
  });
  const visit = await desk.call('mediation.recordVisit', {
    caseId,
    visit: {
      visitedOn: '2026-07-01',
      manner: 'phone',
      visitors: '主任',
      partyIds: [patient!.id],
      performance: 'partly',
      findings: '余款未付。',
      measures: '已督促',
    },
  });
  await issue(caseId, 'returnVisit', visit.id);
  await desk.call('mediation.recordConfirmation', {
    caseId,
    count: 0,
    step: { event: 'apply', on: '2026-07-01', court: '栖霞区人民法院' },
  });
  for (const paper of ['confirmationApplication', 'mediationCertificate', 'confirmationMaterials'] as const)
    await issue(caseId, paper);
  const { version: performing } = await desk.call('mediation.readCase', { id: caseId });
  await desk.call('mediation.closeCase', {
    id: caseId,
    version: performing,
    outcome: 'notPerformed',
    on: '2026-07-01',
    note: '余款另诉',
  });
  await issue(caseId, 'closingReport');

  const failed = await accept(desk, await register(desk, form()));
  await desk.call('mediation.recordSession', { caseId: failed.id, session: sessionForm() });
  const { version: mediating } = await desk.call('mediation.readCase', { id: failed.id });
  await desk.call('mediation.terminateCase', {
    id: failed.id,
    version: mediating,
    reason: 'noAgreement',
    on: '2026-07-01',
    routesNotified: true,
    note: '差距过大',
    disputeFocus: '过错程度',
    complexity: 'complex',
  });
  for (const paper of ['terminationNotice', 'preFilingTermination'] as const) await issue(failed.id, paper);

  const declined = await register(desk, form());
  await desk.call('mediation.declineCase', {
    id: declined.id,
    version: declined.version,
    kind: 'notMediated',
    reason: '医院明确拒绝调解',
  });
  await issue(declined.id, 'nonAcceptanceLetter');
}, 240_000);
afterAll(() => desk.close());

const both = ['王小明', '某医院'];

/** What each paper says of the records above; its own days, people and sums, never another’s. */
const expected: Record<PaperName, Record<string, unknown>> = {
  applicationForm: { requests: ['赔偿损失'] },
  acceptanceForm: { facts: '楼上漏水，楼下受损。' },
  rightsNotice: { date: '2026-06-30' },
  powerOfAttorney: {
    principals: [expect.objectContaining({ name: '王小明' })],
    attorneys: [{ name: '赵律师', relation: '律师', phone: '13912345678' }],
    scope: 'special',
    items: ['承认、变更请求', '签收文书'],
  },
  serviceAddress: {
    entries: [
      expect.objectContaining({ party: '王小明', recipient: '王大明', address: '南京市栖霞区1号' }),
      expect.objectContaining({ party: '某医院' }),
    ],
  },
  sessionNotice: {
    date: '2026-07-10',
    from: '14:00',
    place: '尧化街道调解室',
    recipients: ['王小明'],
    parties: both,
    matters: ['带病历'],
    sentOn: '2026-07-01',
  },
  insurerNotice: {
    line: 'medical',
    insurer: '某财险公司',
    policies: ['P-7'],
    date: '2026-07-10',
    from: '14:00',
    place: '尧化街道调解室',
    claim: 5_000_000,
  },
  recusalDecision: {
    applicant: '王小明',
    appliedOn: '2026-06-30',
    date: '2026-07-01',
    reason: '与医院有业务往来',
    decision: 'granted',
    remaining: ['主任'],
  },
  investigationRecord: {
    date: '2026-07-01',
    from: '08:00',
    place: '病房',
    persons: ['孙护士'],
    personsNote: '值班护士',
    subject: '当晚经过',
    record: '当晚十点叫过医生。',
    investigators: ['主任'],
    recorder: '文员',
  },
  evidenceList: {
    items: [
      { name: '病历', providedBy: '王小明', note: '封存件', copies: 2, pages: 30, original: 'original' },
    ],
    providers: ['王小明'],
  },
  expertConsultation: {
    experts: ['钱教授（骨科）'],
    opinion: '九级伤残\n延误诊断\n有因果关系\n钱教授：应早作检查',
    responsibility: '次要原因',
  },
  jointOpinion: {
    lead: '卫健委',
    bodies: [
      { body: '卫健委', opinion: '同意方案', representative: '李科长' },
      { body: '某派出所', opinion: '无异议' },
    ],
  },
  mediationRecord: {
    date: '2026-07-01',
    from: '09:00',
    to: '10:30',
    place: '调解室',
    record: '双方陈述了漏水的经过。',
    result: '约定再谈。',
    mediators: ['主任'],
    recorder: '文员',
  },
  undisputedFacts: { facts: ['手术日期为2026年3月1日。'], date: '2026-07-01', recorder: '文员' },
  suspensionNote: { cause: 'appraisal', from: '2026-06-30', to: '2026-07-01', days: 2, reason: '委托鉴定' },
  extensionAgreement: {
    // 30 working days from 30 June, two of them stopped by the appraisal.
    dueOn: expect.stringMatching(/^2026-08-1\d$/),
    extendedTo: '2026-09-15',
    date: '2026-07-01',
    reason: '等待鉴定',
  },
  deadlineSheet: {
    rows: expect.arrayContaining([
      expect.objectContaining({ dueOn: '2026-09-15', extendedTo: '2026-09-15', anchoredOn: '2026-06-30' }),
    ]),
  },
  agreement: { facts: '楼上漏水，楼下受损。' },
  receipt: { payers: ['某医院'], payees: ['王小明'], amount: 50_000, remaining: 100_000, manner: '现金' },
  urgingLetter: {
    recipients: ['某医院'],
    owed: [expect.objectContaining({ amount: 100_000, dueOn: '2026-07-20' })],
  },
  returnVisit: {
    visited: ['王小明'],
    visitedOn: '2026-07-01',
    manner: 'phone',
    performance: 'partly',
    satisfaction: [{ name: '王小明', level: 'fairly' }],
    situation: '余款未付。',
    measures: '已督促',
    visitors: ['主任'],
  },
  confirmationApplication: { court: '栖霞区人民法院', date: '2026-07-01', effectiveOn: '2026-07-01' },
  confirmationMaterials: { court: '栖霞区人民法院', date: '2026-07-01', parties: both },
  mediationCertificate: { court: '栖霞区人民法院', mediators: ['主任'] },
  closingReport: {
    closedOn: '2026-07-01',
    source: 'court',
    course: '第1次调解（2026年7月1日）：约定再谈。',
    performance: '协议约定的履行事项共1项，已履行0项，尚未履行1项。',
    opinion: '协议未履行。\n余款另诉',
  },
  terminationNotice: {
    parties: both,
    terminatedOn: '2026-07-01',
    reason: expect.stringContaining('差距过大'),
  },
  preFilingTermination: {
    court: '栖霞区人民法院',
    courtNumber: '（2026）苏0113诉前调1号',
    course: '第1次调解（2026年7月1日）：约定再谈。',
    issues: '过错程度',
    complexity: 'complex',
  },
  nonAcceptanceLetter: {
    outcome: 'notMediated',
    source: 'referral',
    referredBy: '栖霞区人民法院 （2026）苏0113诉前调1号',
    applicants: both,
    reason: '医院明确拒绝调解',
    date: '2026-07-01',
  },
};

test('every paper of the table was issued', () => {
  expect([...data.keys()].sort()).toEqual([...papers].sort());
});

test.each(papers)('%s tells what is on file', (paper) => {
  expect(data.get(paper)).toMatchObject(expected[paper]);
});
