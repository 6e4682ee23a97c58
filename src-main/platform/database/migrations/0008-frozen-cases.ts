import { refuse } from './0008-checks.ts';

/*
 * From the day of archiving on nothing is added to the case or changed in it, whoever writes: a late entry goes through
 * re-opening the dossier. Held here, so that no subject of mediation can forget it.
 */
const locked = (caseId: string) =>
  `EXISTS (SELECT 1 FROM archived_dossiers WHERE case_id = ${caseId} AND state <> 'reopened')`;

function frozenWithDossier(table: string, caseId: (row: 'NEW' | 'OLD') => string): string[] {
  return [
    refuse(`${table}_archived_insert`, 'INSERT', table, 'dossier.archived', locked(caseId('NEW'))),
    refuse(`${table}_archived_update`, 'UPDATE', table, 'dossier.archived', locked(caseId('OLD'))),
    refuse(`${table}_archived_delete`, 'DELETE', table, 'dossier.archived', locked(caseId('OLD'))),
  ];
}

const direct = (row: 'NEW' | 'OLD') => `${row}.case_id`;
const byAgreement = (row: 'NEW' | 'OLD') => `(SELECT case_id FROM agreements WHERE id = ${row}.agreement_id)`;

/** Tables whose rows are part of the case file. */
const caseTables = [
  'case_parties',
  'case_mediators',
  'mediation_sessions',
  'agreements',
  'case_evidence',
  'investigations',
  'case_participants',
  'recusals',
  'risk_records',
  'dispute_issues',
  'offers',
  'party_consents',
  'undisputed_facts',
  'service_addresses',
  'term_suspensions',
  'term_extensions',
  'performance_entries',
  'performance_urgings',
  'return_visits',
  'party_satisfaction',
  'confirmation_events',
  'confirmation_packets',
  'court_steps',
  'case_preventions',
  'case_terminations',
  'medical_records',
  'traffic_records',
  'traffic_liabilities',
  'property_charges',
  'compensation_sheets',
  'wage_sheets',
  'wage_rows',
  'joint_mediations',
  'joint_bodies',
  'dossiers',
  'dossier_choices',
  'dossier_attachments',
];

export const frozen = [
  ...caseTables.flatMap((table) => frozenWithDossier(table, direct)),
  ...frozenWithDossier('signature_acts', byAgreement),
  refuse(
    'cases_archived_update',
    `UPDATE OF title, dispute_type, dispute_sub_type, source, applied_on, facts, requests, claimed_fen, stage,
       accepted_on, rights_notified_on, terminated_on, termination_reason, termination_note, outcome, outcome_note,
       closed_on`,
    'cases',
    'dossier.archived',
    locked('OLD.id'),
  ),
  refuse(
    'documents_archived_insert',
    'INSERT',
    'documents',
    'dossier.archived',
    `NEW.owner LIKE 'case:%' AND ${locked('substr(NEW.owner, 6)')}`,
  ),
];
