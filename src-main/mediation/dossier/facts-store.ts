import type { Reader } from '../../platform/database/handles.ts';
import { foldConfirmation } from '../performance/confirmation.ts';
import { ConfirmationEvents } from '../performance/entities.ts';
import type { CaseRecord } from '../entities.ts';
import type { DossierFacts } from './facts.ts';
import type { ScoreInput } from './score.ts';

interface Counts {
  form: 'written' | 'oral' | null;
  effective_on: string | null;
  concluded_on: string | null;
  payments: number;
  agents: number;
  organisations: number;
  sessions: number;
  session_days: string;
  investigations: number;
  evidence: number;
  receipts: number;
  entries: number;
  visits: number;
  urgings: number;
  extensions: number;
  suspensions: number;
  recusals: number;
  undisputed: number;
  addresses: number;
  joint: number;
  silent: number;
  late: number;
}

/** Every count in one statement: the file is read as it is at one moment. */
const counting = `SELECT
  (SELECT form FROM agreements WHERE case_id = ?1 AND issued_document_id IS NOT NULL) AS form,
  (SELECT effective_on FROM agreements WHERE case_id = ?1) AS effective_on,
  (SELECT concluded_on FROM agreements WHERE case_id = ?1 AND issued_document_id IS NOT NULL) AS concluded_on,
  (SELECT COUNT(*) FROM agreement_clauses c JOIN agreements a ON a.id = c.agreement_id
    WHERE a.case_id = ?1 AND c.kind = 'payment') AS payments,
  (SELECT COUNT(*) FROM case_representatives r JOIN case_parties p ON p.id = r.party_id
    WHERE p.case_id = ?1 AND r.kind = 'agent') AS agents,
  (SELECT COUNT(*) FROM case_parties WHERE case_id = ?1 AND kind = 'organisation') AS organisations,
  (SELECT COUNT(*) FROM mediation_sessions WHERE case_id = ?1 AND kind = 'joint') AS sessions,
  (SELECT json_group_array(held_on) FROM mediation_sessions WHERE case_id = ?1 AND kind = 'joint') AS session_days,
  (SELECT COUNT(*) FROM investigations WHERE case_id = ?1 AND in_dossier = 1) AS investigations,
  (SELECT COUNT(*) FROM case_evidence WHERE case_id = ?1 AND withdrawn_on IS NULL AND in_dossier = 1) AS evidence,
  (SELECT COUNT(*) FROM performance_entries e WHERE case_id = ?1 AND kind = 'receipt'
    AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id)) AS receipts,
  (SELECT COUNT(*) FROM performance_entries e WHERE case_id = ?1 AND kind IN ('receipt', 'done')
    AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id)) AS entries,
  (SELECT COUNT(*) FROM return_visits WHERE case_id = ?1) AS visits,
  (SELECT COUNT(*) FROM performance_urgings WHERE case_id = ?1) AS urgings,
  (SELECT COUNT(*) FROM term_extensions WHERE case_id = ?1 AND cancel_reason = '') AS extensions,
  (SELECT COUNT(*) FROM term_suspensions WHERE case_id = ?1 AND cancel_reason = '') AS suspensions,
  (SELECT COUNT(*) FROM recusals WHERE case_id = ?1) AS recusals,
  (SELECT COUNT(*) FROM undisputed_facts WHERE case_id = ?1) AS undisputed,
  (SELECT COUNT(*) FROM service_addresses WHERE case_id = ?1) AS addresses,
  (SELECT COUNT(*) FROM joint_bodies WHERE case_id = ?1) AS joint,
  (SELECT COUNT(*) FROM case_parties WHERE case_id = ?1 AND consents IS NOT 1) AS silent,
  (SELECT COUNT(*) FROM mediation_sessions WHERE case_id = ?1 AND kind = 'joint' AND late = 1)
    + (SELECT COUNT(*) FROM investigations WHERE case_id = ?1 AND late = 1)
    + (SELECT COUNT(*) FROM case_evidence WHERE case_id = ?1 AND late = 1 AND withdrawn_on IS NULL)
    + (SELECT COUNT(*) FROM performance_entries WHERE case_id = ?1 AND late = 1)
    + (SELECT COUNT(*) FROM return_visits WHERE case_id = ?1 AND late = 1) AS late`;

/** What catalogue, score and form packs ask of a case, as it stands on file. */
export async function dossierFactsOf(
  tx: Reader,
  row: CaseRecord,
): Promise<{ facts: DossierFacts; score: Omit<ScoreInput, 'missing' | 'hasSignedCopy' | 'hasSituation'> }> {
  const counts = await tx.get<Counts>(counting, [row.id]);
  if (!counts) throw new Error('a SELECT without FROM answers one row');
  const events = await tx
    .find(ConfirmationEvents)
    .find({ where: { case_id: row.id }, order: { position: 'ASC' } });
  const { standing } = foldConfirmation(events);
  const facts: DossierFacts = {
    stage: row.stage,
    source: row.source,
    referralSource: row.referral_source,
    disputeType: row.dispute_type,
    agreementForm: counts.form,
    effectiveOn: counts.effective_on,
    hasPayment: counts.payments > 0,
    hasAgent: counts.agents > 0,
    hasOrganisation: counts.organisations > 0,
    jointSessions: counts.sessions,
    investigations: counts.investigations,
    evidence: counts.evidence,
    receipts: counts.receipts,
    visits: counts.visits,
    urgings: counts.urgings,
    extensions: counts.extensions,
    suspensions: counts.suspensions,
    recusals: counts.recusals,
    confirmationApplied: standing.some((one) => one.event === 'apply'),
    hasUndisputedFacts: counts.undisputed > 0,
    serviceAddresses: counts.addresses,
    isJoint: counts.joint > 0,
  };
  return {
    facts,
    score: {
      facts,
      appliedOn: row.applied_on,
      acceptedOn: row.accepted_on,
      rightsNotifiedOn: row.rights_notified_on,
      sessionDays: JSON.parse(counts.session_days) as string[],
      concludedOn: counts.concluded_on,
      endedOn: row.closed_on ?? row.terminated_on,
      dueOn: row.due_on,
      everyPartyConsents: counts.silent === 0,
      performanceEntries: counts.entries,
      lateEntries: counts.late,
    },
  };
}
