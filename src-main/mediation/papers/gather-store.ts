import type { PaperName } from '../../contract/mediation/case-papers.ts';
import { fieldError, notFound } from '../../platform/app-error.ts';
import type { CaseContext } from '../case-store.ts';
import { controlSheetOf } from '../deadlines/control-sheet-store.ts';
import { countedTermsOf, extensionsOf, suspensionsOf } from '../deadlines/terms-store.ts';
import type { CaseRecord } from '../entities.ts';
import { jointOf, medicalOf, trafficOf } from '../lines/line-store.ts';
import { acceptanceFormData, agreementData, applicationFormData, type PaperSource } from '../paper-data.ts';
import { evidenceOf } from '../proceedings/evidence-store.ts';
import { Investigations, Recusals, UndisputedFacts } from '../proceedings/entities.ts';
import { serviceAddressesOf, serviceAddressView } from '../proceedings/statement-store.ts';
import { sessionMediatorsOf, sessionsOf, sessionView } from '../session-store.ts';
import { openPlansOf } from '../sessions/plan-store.ts';
import { userNames } from '../../people/public.ts';
import { mediatorsAssigned } from '../mediator-store.ts';
import {
  expertConsultationData,
  insurerNoticeData,
  jointOpinionData,
  powerOfAttorneyData,
  recusalDecisionData,
  rightsNoticeData,
  serviceAddressData,
  sessionNoticeData,
  undisputedFactsData,
  type ComingSession,
  type InsuredLine,
} from './case-paper-data.ts';
import { nonAcceptanceLetterData } from './ending-paper-data.ts';
import { aftermathData } from './aftermath-store.ts';
import type { Gathering, PaperRequest } from './gathering.ts';
import { requireFed } from './needs-store.ts';
import { paperTable } from './paper-table.ts';
import { evidenceListData, investigationRecordData, mediationRecordData } from './record-paper-data.ts';
import { formTextsOn, paperSourceOf } from './source-store.ts';
import { deadlineSheetData, extensionAgreementData, suspensionNoteData } from './term-paper-data.ts';

/**
 * Template data of a paper, gathered from wherever its facts are kept. Errors: `input.invalid` when the case cannot have
 * this paper or lacks a side, `paper.recordMissing` or `record.notFound` when nothing is on file that it could tell.
 */
export async function paperDataOf(context: CaseContext, request: PaperRequest): Promise<unknown> {
  const { row, paper } = request;
  const source = await paperSourceOf(context, row);
  if (!paperTable[paper].oneSided && source.parties.length < 2) throw fieldError('parties', 'field.twoSides');
  await requireFed(context.tx, row.id, paper);
  const texts = formTextsOn(context, row.accepted_on ?? row.applied_on);
  const gather = gatherers[paper];
  return gather({ ...request, context, source, texts });
}

const gatherers: Record<PaperName, (from: Gathering) => unknown> = {
  applicationForm: ({ source }) => applicationForm(source),
  acceptanceForm: ({ source }) => acceptanceFormData(source),
  agreement: ({ source, agreement, number }) => agreementData(source, agreement, number),
  rightsNotice: ({ source, texts, row, number }) =>
    rightsNoticeData(source, texts, row.rights_notified_on, number),
  powerOfAttorney: ({ source, subject, number }) => {
    const party = source.parties.find((one) => one.id === subject);
    if (!party) throw notFound('party');
    return powerOfAttorneyData(source, party, number);
  },
  serviceAddress: async ({ context, source, texts, row, number }) =>
    serviceAddressData(
      source,
      (await serviceAddressesOf(context.tx, row.id)).map(serviceAddressView),
      texts,
      number,
    ),
  sessionNotice: async ({ context, source, row, number }) =>
    sessionNoticeData(source, await comingSession(context, row), context.today, number),
  insurerNotice: async ({ context, source, row, number }) =>
    insurerNoticeData(
      source,
      await insuredLine(context, row),
      await comingSession(context, row),
      row.claimed_fen,
      context.today,
      number,
    ),
  recusalDecision,
  investigationRecord: async ({ context, source, row, subject, number }) => {
    const record = await context.tx.find(Investigations).findOneBy({ id: subject, case_id: row.id });
    if (!record) throw notFound('investigation');
    return investigationRecordData(source, record, number);
  },
  evidenceList: async ({ context, source, row, number }) =>
    evidenceListData(source, await evidenceOf(context.tx, row.id), context.today, number),
  expertConsultation,
  jointOpinion: async ({ context, source, row, number }) =>
    jointOpinionData(source, (await jointOf(context.tx, row.id))?.fields ?? [], number),
  mediationRecord: async ({ context, source, texts, row, subject, number }) => {
    const session = (await sessionsOf(context.tx, row.id)).find((one) => one.id === subject);
    if (!session) throw notFound('session');
    const known = (await sessionMediatorsOf(context.tx, row.id)).get(session.id) ?? [];
    const mediators = known.length > 0 ? known : await mediatorsSince(context, row, session.recorded_at);
    return mediationRecordData(
      source,
      { ...sessionView(session, known), mediatedBy: mediators.map((one) => one.name) },
      row.closed_to_public === 0,
      texts,
      number,
    );
  },
  undisputedFacts: async ({ context, source, texts, row, number }) => {
    const record = await context.tx.find(UndisputedFacts).findOneBy({ case_id: row.id });
    if (!record) throw notFound('undisputedFacts');
    const { facts, agreed_on: agreedOn, recorder } = record;
    return undisputedFactsData(source, { facts, agreedOn, recorder }, texts, number);
  },
  deadlineSheet: async ({ context, source, row }) =>
    deadlineSheetData(source, (await controlSheetOf(context, row)).terms, context.today),
  extensionAgreement,
  suspensionNote,
  nonAcceptanceLetter: ({ source, texts, row, number }) =>
    nonAcceptanceLetterData(
      source,
      {
        kind: row.decline_kind || 'notAccepted',
        reason: row.decline_reason,
        on: row.declined_on ?? row.applied_on,
      },
      texts,
      number,
    ),
  terminationNotice: aftermathData,
  preFilingTermination: aftermathData,
  receipt: aftermathData,
  urgingLetter: aftermathData,
  returnVisit: aftermathData,
  confirmationApplication: aftermathData,
  confirmationMaterials: aftermathData,
  mediationCertificate: aftermathData,
  closingReport: aftermathData,
};

function applicationForm(source: PaperSource) {
  // Nobody applied where the committee stepped in by itself.
  if (source.source === 'ownInitiative') throw fieldError('paper', 'field.paperNotForSource');
  const has = (role: string) => source.parties.some((party) => party.role === role);
  if (!has('applicant') || !has('respondent')) throw fieldError('parties', 'field.applicantAndRespondent');
  return applicationFormData(source);
}

/** The next session that is planned; without one the blanks are filled in by hand. */
async function comingSession(context: CaseContext, row: CaseRecord): Promise<ComingSession> {
  const coming = (await openPlansOf(context.tx, row.id)).find((one) => one.planned_on >= context.today);
  if (!coming) return { heldOn: null, startsAt: '', endsAt: '', place: '', partyIds: [], matters: '' };
  return {
    heldOn: coming.planned_on,
    startsAt: coming.starts_at,
    endsAt: coming.ends_at,
    place: coming.place,
    partyIds: JSON.parse(coming.party_ids) as string[],
    matters: coming.matters,
  };
}

async function insuredLine({ tx }: CaseContext, row: CaseRecord): Promise<InsuredLine> {
  const medical = (await medicalOf(tx, row.id))?.fields;
  if (medical) {
    return { line: 'medical', insurer: medical.insurer, policies: [medical.policyNumber].filter(Boolean) };
  }
  const traffic = (await trafficOf(tx, row.id))?.fields;
  if (!traffic) {
    const line =
      row.dispute_type === 'medical' || row.dispute_type === 'traffic' ? row.dispute_type : 'other';
    return { line, insurer: '', policies: [] };
  }
  return {
    line: 'traffic',
    insurer: [...new Set(traffic.insurances.map((one) => one.insurer))].filter(Boolean).join('、'),
    policies: traffic.insurances.map((one) => one.policyNumber).filter(Boolean),
  };
}

/** Of a session from before its mediators were kept: those of the case who were there when it was written down. */
async function mediatorsSince({ tx }: CaseContext, row: CaseRecord, recordedAt: string) {
  return (await mediatorsAssigned(tx, row.id)).filter(
    (one) => one.assignedAt === null || one.assignedAt <= recordedAt,
  );
}

async function recusalDecision({ context, source, row, subject, number }: Gathering) {
  const record = await context.tx.find(Recusals).findOneBy({ id: subject, case_id: row.id });
  if (!record) throw notFound('recusal');
  const names = await userNames(context.tx, [record.user_id]);
  const mediator = names.get(record.user_id) ?? '';
  const party = source.parties.find((one) => one.id === record.party_id)?.name ?? '';
  return recusalDecisionData(
    source,
    {
      mediator,
      applicant: { party, mediator, committee: source.committee }[record.asked_by],
      askedOn: record.asked_on,
      decidedOn: record.decided_on,
      reason: record.reason,
      decision: record.decision,
      replacements: (await mediatorsAssigned(context.tx, row.id))
        .filter((one) => one.assignedAt !== null && one.assignedAt > record.recorded_at)
        .map((one) => one.name),
    },
    number,
  );
}

/** 责任程度 as 医疗损害解释 art. 12 names it. */
const degrees = {
  full: '全部原因',
  main: '主要原因',
  equal: '同等原因',
  secondary: '次要原因',
  slight: '轻微原因',
  none: '无因果关系',
} as const;

async function expertConsultation({ context, source, row, number }: Gathering) {
  const medical = (await medicalOf(context.tx, row.id))?.fields;
  return expertConsultationData(
    source,
    {
      experts: medical?.experts ?? [],
      damage: medical?.damage ?? '',
      fault: medical?.fault ?? '',
      causation: medical?.causation ?? '',
      responsibility: medical?.degree ? degrees[medical.degree] : '',
    },
    number,
  );
}

async function extensionAgreement({ context, source, row, subject, number }: Gathering) {
  const all = (await extensionsOf(context.tx, row.id)).filter((one) => one.cancel_reason === '');
  const at = all.findIndex((one) => one.id === subject);
  const extension = all[at];
  if (!extension) throw notFound('extension');
  return extensionAgreementData(
    source,
    {
      agreedOn: extension.agreed_on,
      toOn: extension.to_on,
      reason: extension.reason,
      // Of a second extension the former end is that of the first; else the end as the rule counts it.
      formerDueOn: all[at - 1]?.to_on ?? (await plainEndOf(context, row)),
    },
    number,
  );
}

/** Last day of the term of mediation before anybody extended it, stops of the clock heeded. */
async function plainEndOf(context: CaseContext, row: CaseRecord): Promise<string | null> {
  if (row.accepted_on === null) return null;
  const steps = (await countedTermsOf(context, row))('mediate', row.accepted_on)?.steps ?? [];
  const shifted = steps.find((one) => one.step === 'shifted')?.params['to'];
  const counted = steps.find((one) => one.step === 'counted')?.params['on'];
  return String(shifted ?? counted ?? '') || null;
}

async function suspensionNote({ context, source, row, subject, number }: Gathering) {
  const suspension = (await suspensionsOf(context.tx, row.id)).find((one) => one.id === subject);
  if (!suspension) throw notFound('suspension');
  return suspensionNoteData(
    source,
    {
      reason: suspension.reason,
      note: suspension.note,
      fromOn: suspension.from_on,
      toOn: suspension.to_on,
      formerDueOn: null,
      newDueOn: row.due_on,
    },
    context.today,
    number,
  );
}
