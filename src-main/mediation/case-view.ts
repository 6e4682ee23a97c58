import type { SignatureAct } from '../contract/mediation/agreement-values.ts';
import type { CaseView } from '../contract/mediation/case-views.ts';
import { userNames } from '../people/public.ts';
import { civilDateOfInstant } from '../platform/dates.ts';
import { Documents } from '../platform/documents/entities.ts';
import { actsOf, agreementOf, type StoredAgreement } from './agreement-store.ts';
import { maskParty, partiesOf, type StoredParty } from './case-party-store.ts';
import { caseFieldsOf, type CaseContext } from './case-store.ts';
import { checkParties } from './checks/parties.ts';
import { copiesFor } from './copies.ts';
import type { CaseRecord } from './entities.ts';
import { mediatorsOf } from './mediator-store.ts';
import { sessionMediatorsOf, sessionsOf, sessionView } from './session-store.ts';
import { timelineOf } from './timeline.ts';
import { timelineRecordsOf } from './timeline-store.ts';

/** One case file with everything on it, personal data masked. */
export async function caseView(context: CaseContext, row: CaseRecord): Promise<CaseView> {
  const { tx, today } = context;
  const parties = await partiesOf(tx, row.id);
  const findings = checkParties(parties, today);
  const mediators = await mediatorsOf(tx, row.id);
  const atSessions = await sessionMediatorsOf(tx, row.id);
  const sessions = (await sessionsOf(tx, row.id)).map((one) =>
    sessionView(one, atSessions.get(one.id) ?? []),
  );
  const agreement = await agreementOf(tx, row.id);
  return {
    ...caseFieldsOf(row),
    id: row.id,
    version: row.version,
    number: row.number,
    stage: row.stage,
    acceptedOn: row.accepted_on,
    rightsNotifiedOn: row.rights_notified_on,
    declineReason: row.decline_reason,
    terminationReason: row.termination_reason,
    outcome: row.outcome,
    closedOn: row.closed_on,
    dueOn: row.due_on,
    nextAction: row.next_action,
    nextDueOn: row.next_due_on,
    parties: parties.map((party, index) => ({
      ...maskParty(party),
      findings: findings.filter((one) => one.place.startsWith(`parties.${index}.`)),
    })),
    mediators,
    sessions,
    agreement: agreement && (await agreementView(context, agreement, parties, mediators)),
    timeline: timelineOf({
      appliedOn: row.applied_on,
      source: row.source,
      number: row.number,
      acceptedOn: row.accepted_on,
      rightsNotifiedOn: row.rights_notified_on,
      declinedOn: row.declined_on,
      declineReason: row.decline_reason,
      sessions,
      agreement: agreement && {
        form: agreement.record.form,
        concludedOn: agreement.record.concluded_on,
        number: agreement.record.number,
        effectiveOn: agreement.record.effective_on,
      },
      papers: await papersOf(context, row.id),
      closedOn: row.closed_on,
      outcome: row.outcome,
      terminatedOn: row.terminated_on,
      terminationReason: row.termination_reason,
      records: await timelineRecordsOf(context, row.id),
    }),
  };
}

async function agreementView(
  { tx }: CaseContext,
  { record, fields }: StoredAgreement,
  parties: readonly StoredParty[],
  mediators: readonly { userId: string; name: string }[],
): Promise<NonNullable<CaseView['agreement']>> {
  const acts = await actsOf(tx, record.id);
  const gone = acts.filter(
    ({ actor, actorId }) => actor === 'mediator' && !mediators.some((one) => one.userId === actorId),
  );
  const names = await userNames(
    tx,
    gone.map((act) => act.actorId ?? ''),
  );
  const actOf = (actor: SignatureAct['actor'], actorId: string | null): SignatureAct =>
    acts.find((act) => act.actor === actor && act.actorId === actorId) ?? {
      ...{ actor, actorId, signature: false, fingerprint: false, seal: false },
      doneOn: null,
    };
  return {
    ...fields,
    version: record.version,
    number: record.number,
    issuedDocumentId: record.issued_document_id,
    effectiveOn: record.effective_on,
    copies: copiesFor(parties.length),
    // Everybody whose act is awaited has a line, ticked or not.
    acts: [
      ...parties.map((party) => ({ ...actOf('party', party.id), name: party.name })),
      ...mediators.map((mediator) => ({ ...actOf('mediator', mediator.userId), name: mediator.name })),
      // Who signed and handed the case over has signed.
      ...gone.map((act) => ({ ...act, name: names.get(act.actorId ?? '') ?? '' })),
      { ...actOf('committee', null), name: '' },
    ],
  };
}

async function papersOf({ tx }: CaseContext, caseId: string) {
  const rows = await tx
    .find(Documents)
    .find({ where: { owner: `case:${caseId}` }, order: { issued_at: 'ASC', id: 'ASC' } });
  return rows.map((row) => ({
    on: civilDateOfInstant(row.issued_at),
    kind: row.kind,
    number: row.number,
    id: row.id,
  }));
}
