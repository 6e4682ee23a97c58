import type { ProceedingsView } from '../../contract/mediation/proceedings.ts';
import { userNames } from '../../people/public.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, type CaseContext } from '../case-store.ts';
import { caucusesOf } from './caucus-store.ts';
import { mediatesCase } from './caucus-note-store.ts';
import {
  CaseParticipants,
  Investigations,
  RecusalRequests,
  Recusals,
  RiskRecords,
  UndisputedFacts,
  type InvestigationRecord,
} from './entities.ts';
import { evidenceViews } from './evidence-store.ts';
import { issuesOf, offersInAgreement, offersOf } from './offer-store.ts';
import { consentsOf, maskServiceAddress, serviceAddressesOf, serviceAddressView } from './statement-store.ts';

export const readHandlers: Pick<HandlersOf<'mediation'>, 'mediation.readProceedings'> = {
  async 'mediation.readProceedings'(context, { caseId }) {
    await caseById(context, caseId);
    const { tx, actor } = context;
    return {
      evidence: await evidenceViews(tx, caseId),
      investigations: await investigationsOf(context, caseId),
      caucuses: await caucusesOf(context, caseId),
      mediatesHere: await mediatesCase(tx, actor.userId, caseId),
      participants: await participantsOf(context, caseId),
      recusals: await recusalsOf(context, caseId),
      risks: await risksOf(context, caseId),
      issues: await issueViews(context, caseId),
      consents: (await consentsOf(tx, caseId)).map((row) => ({
        id: row.id,
        partyId: row.party_id,
        answer: row.answer,
        on: row.answered_on,
        manner: row.manner,
        note: row.note,
        recordedAt: row.recorded_at,
      })),
      undisputed: await undisputedOf(context, caseId),
      serviceAddresses: (await serviceAddressesOf(tx, caseId)).map((row) =>
        maskServiceAddress(serviceAddressView(row)),
      ),
    };
  },
};

async function investigationsOf({ tx }: CaseContext, caseId: string) {
  const rows = await tx.find(Investigations).find({ where: { case_id: caseId }, order: { number: 'ASC' } });
  const names = await userNames(
    tx,
    rows.map((row) => row.recorded_by),
  );
  return rows.map((row) => ({ ...investigationView(row), recordedBy: names.get(row.recorded_by) ?? '' }));
}

const investigationView = (row: InvestigationRecord) => ({
  id: row.id,
  version: row.version,
  number: row.number,
  late: row.late === 1,
  heldOn: row.held_on,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  participants: row.participants,
  asked: row.asked,
  askedRelation: row.asked_relation,
  matter: row.matter,
  record: row.record,
  investigator: row.investigator,
  recorder: row.recorder,
  inDossier: row.in_dossier === 1,
});

async function participantsOf({ tx }: CaseContext, caseId: string) {
  const rows = await tx
    .find(CaseParticipants)
    .find({ where: { case_id: caseId }, order: { invited_on: 'ASC', id: 'ASC' } });
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    name: row.name,
    relation: row.relation,
    organisation: row.organisation,
    invitedOn: row.invited_on,
    invitedBy: row.invited_by,
    partiesConsent: row.parties_consent === 1,
    note: row.note,
    withdrawnReason: row.withdrawn_reason,
  }));
}

async function recusalsOf({ tx }: CaseContext, caseId: string) {
  const decided = await tx.find(Recusals).find({ where: { case_id: caseId }, order: { id: 'ASC' } });
  const requests = await tx.find(RecusalRequests).find({ where: { case_id: caseId }, order: { id: 'ASC' } });
  const waiting = requests
    .filter((one) => decided.every((other) => other.id !== one.id))
    .map((one) => ({ ...one, decision: null, decided_on: null }));
  const rows = [...waiting, ...decided];
  const names = await userNames(
    tx,
    rows.flatMap((row) => [row.user_id, row.recorded_by]),
  );
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    mediator: names.get(row.user_id) ?? '',
    askedBy: row.asked_by,
    partyId: row.party_id,
    askedOn: row.asked_on,
    reason: row.reason,
    decision: row.decision,
    decidedOn: row.decided_on,
    recordedBy: names.get(row.recorded_by) ?? '',
  }));
}

async function risksOf({ tx }: CaseContext, caseId: string) {
  const rows = await tx
    .find(RiskRecords)
    .find({ where: { case_id: caseId }, order: { found_on: 'ASC', id: 'ASC' } });
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    late: row.late === 1,
    kind: row.kind,
    foundOn: row.found_on,
    situation: row.situation,
    measures: row.measures,
    reportedOn: row.reported_on,
    reportedTo: row.reported_to,
    reportContent: row.report_content,
    resolvedOn: row.resolved_on,
  }));
}

async function issueViews({ tx }: CaseContext, caseId: string): Promise<ProceedingsView['issues']> {
  const offers = await offersOf(tx, caseId);
  const clauses = await offersInAgreement(tx, caseId);
  const counterOf = new Map(offers.map(({ record }) => [record.counter_to, record.id]));
  return (await issuesOf(tx, caseId)).map((issue) => ({
    id: issue.id,
    version: issue.version,
    number: issue.number,
    title: issue.title,
    note: issue.note,
    offers: offers
      .filter(({ record }) => record.issue_id === issue.id)
      .map(({ record, fields }) => ({
        ...fields,
        id: record.id,
        version: record.version,
        number: record.number,
        late: record.late === 1,
        answer: record.answer,
        answeredOn: record.answered_on,
        answerNote: record.answer_note,
        counteredBy: counterOf.get(record.id) ?? null,
        isClause: clauses.has(record.id),
        inDossier: false as const,
      })),
  }));
}

async function undisputedOf({ tx }: CaseContext, caseId: string): Promise<ProceedingsView['undisputed']> {
  const row = await tx.find(UndisputedFacts).findOneBy({ case_id: caseId });
  return (
    row && {
      id: row.id,
      version: row.version,
      facts: row.facts,
      agreedOn: row.agreed_on,
      usableLater: row.usable_later === 1,
      recorder: row.recorder,
    }
  );
}
