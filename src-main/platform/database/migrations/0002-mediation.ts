import type { Migration } from './migration.ts';

/** An agreement that was issued is what the parties signed: its terms never change again. */
const issued = (agreementId: string) =>
  `(SELECT issued_document_id FROM agreements WHERE id = ${agreementId}) IS NOT NULL`;

const clauseIssued = (clauseId: string) =>
  `(SELECT a.issued_document_id FROM agreements a JOIN agreement_clauses c ON c.agreement_id = a.id WHERE c.id = ${clauseId}) IS NOT NULL`;

function frozen(table: string, isIssued: (side: 'NEW' | 'OLD') => string): string[] {
  const guard = (name: string, event: string, condition: string) =>
    `CREATE TRIGGER ${table}_frozen_${name} BEFORE ${event} ON ${table} WHEN ${condition}
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`;
  return [
    guard('insert', 'INSERT', isIssued('NEW')),
    guard('update', 'UPDATE', `${isIssued('OLD')} OR ${isIssued('NEW')}`),
    guard('delete', 'DELETE', isIssued('OLD')),
  ];
}

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const flag = (column: string) => `CHECK (${column} IN (0, 1))`;

const openCase = `stage IN ('registered', 'accepted', 'mediating', 'agreed', 'performing')`;

/** Case files: parties, mediators, sessions, the agreement with its clauses, signatures. */
export const mediation0002: Migration = {
  name: '0002-mediation',
  statements: [
    `CREATE TABLE cases (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      version INTEGER NOT NULL CHECK (version > 0),
      committee_id TEXT NOT NULL REFERENCES committees (id),
      area_id TEXT REFERENCES areas (id),
      number TEXT CHECK (number <> ''),
      title TEXT NOT NULL CHECK (title <> ''),
      dispute_type TEXT NOT NULL CHECK (dispute_type <> ''),
      dispute_sub_type TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('writtenApplication', 'oralApplication', 'ownInitiative', 'referral')),
      referral_source TEXT NOT NULL,
      referral_body TEXT NOT NULL,
      referral_number TEXT NOT NULL,
      applied_on TEXT NOT NULL ${date('applied_on')},
      facts TEXT NOT NULL,
      requests TEXT NOT NULL CHECK (json_valid(requests)),
      claimed_fen INTEGER CHECK (claimed_fen >= 0),
      closed_to_public INTEGER NOT NULL ${flag('closed_to_public')},
      stage TEXT NOT NULL CHECK (stage IN
        ('registered', 'accepted', 'mediating', 'agreed', 'performing', 'closed', 'declined', 'terminated')),
      accepted_on TEXT ${date('accepted_on')},
      rights_notified_on TEXT ${date('rights_notified_on')},
      declined_on TEXT ${date('declined_on')},
      decline_reason TEXT NOT NULL,
      terminated_on TEXT ${date('terminated_on')},
      termination_reason TEXT NOT NULL
        CHECK (termination_reason IN ('', 'noAgreement', 'refused', 'withdrawn', 'overTime', 'otherRoute', 'other')),
      termination_note TEXT NOT NULL,
      outcome TEXT CHECK (outcome IN ('performed', 'performing', 'notPerformed', 'lawsuit', 'judiciallyConfirmed')),
      outcome_note TEXT NOT NULL,
      closed_on TEXT ${date('closed_on')},
      due_on TEXT ${date('due_on')},
      next_action TEXT,
      next_due_on TEXT ${date('next_due_on')},
      amount_fen INTEGER CHECK (amount_fen >= 0),
      registered_by TEXT NOT NULL REFERENCES users (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK (source <> 'referral' OR referral_source <> ''),
      CHECK (stage IN ('registered', 'declined') OR (number IS NOT NULL AND accepted_on IS NOT NULL)),
      CHECK ((stage = 'declined') = (declined_on IS NOT NULL)),
      CHECK ((stage = 'terminated') = (terminated_on IS NOT NULL)),
      CHECK ((stage = 'closed') = (closed_on IS NOT NULL)),
      CHECK ((closed_on IS NULL) = (outcome IS NULL))
    ) STRICT`,
    'CREATE UNIQUE INDEX cases_number ON cases (number) WHERE number IS NOT NULL',
    // One index for each order of the list. The columns after `seq` let a filter be judged without touching the row.
    'CREATE INDEX cases_by_updated ON cases (updated_at, seq, stage, dispute_type, applied_on)',
    'CREATE INDEX cases_by_applied ON cases (applied_on, seq, stage, dispute_type)',
    'CREATE INDEX cases_by_number ON cases (number, seq, stage, dispute_type, applied_on)',
    'CREATE INDEX cases_by_title ON cases (title, seq, stage, dispute_type, applied_on)',
    // Stage sorts by the course of a case, not by its letters.
    `CREATE INDEX cases_by_stage ON cases
      (instr('registered accepted mediating agreed performing closed declined terminated', stage),
       seq, stage, dispute_type, applied_on)`,
    'CREATE INDEX cases_by_next_due ON cases (next_due_on, seq, stage, dispute_type, applied_on)',
    'CREATE INDEX cases_of_area ON cases (area_id, seq)',
    // The workbench: what is open and due, what nothing would remind anybody of, what waits for acceptance.
    `CREATE INDEX cases_due ON cases (next_due_on, seq) WHERE ${openCase}`,
    `CREATE INDEX cases_without_next_action ON cases (updated_at, seq) WHERE next_due_on IS NULL AND ${openCase}`,
    `CREATE INDEX cases_waiting ON cases (registered_by, seq) WHERE stage = 'registered'`,
    'CREATE INDEX cases_closed ON cases (closed_on, seq) WHERE closed_on IS NOT NULL',
    // Title, number and names with pinyin and initials: narrow, so that reading all of it for a search is quick.
    `CREATE TABLE case_search (
      seq INTEGER PRIMARY KEY REFERENCES cases (seq),
      keys TEXT NOT NULL
    ) STRICT`,

    `CREATE TABLE case_parties (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      position INTEGER NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('applicant', 'respondent', 'thirdParty')),
      directory_id TEXT NOT NULL REFERENCES parties (id),
      consents INTEGER ${flag('consents')},
      kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
      name TEXT NOT NULL CHECK (name <> ''),
      gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'unknown')),
      ethnicity TEXT NOT NULL,
      birth_date TEXT ${date('birth_date')},
      age INTEGER CHECK (age BETWEEN 0 AND 130),
      occupation TEXT NOT NULL,
      phone TEXT NOT NULL,
      address TEXT NOT NULL,
      id_type TEXT NOT NULL
        CHECK (id_type IN ('residentId', 'passport', 'hkMacauPermit', 'taiwanPermit', 'other', 'unknown')),
      id_number TEXT NOT NULL,
      credit_code TEXT NOT NULL,
      legal_representative TEXT NOT NULL,
      legal_representative_post TEXT NOT NULL,
      UNIQUE (case_id, position)
    ) STRICT`,
    'CREATE INDEX case_parties_directory ON case_parties (directory_id)',

    `CREATE TABLE case_representatives (
      id TEXT PRIMARY KEY,
      party_id TEXT NOT NULL REFERENCES case_parties (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('agent', 'guardian')),
      name TEXT NOT NULL CHECK (name <> ''),
      relation TEXT NOT NULL,
      scope TEXT NOT NULL CHECK (scope IN ('general', 'special', 'byLaw')),
      authority TEXT NOT NULL,
      phone TEXT NOT NULL,
      id_number TEXT NOT NULL,
      UNIQUE (party_id, position)
    ) STRICT`,

    `CREATE TABLE case_mediators (
      case_id TEXT NOT NULL REFERENCES cases (id),
      user_id TEXT NOT NULL REFERENCES users (id),
      position INTEGER NOT NULL,
      lead INTEGER NOT NULL ${flag('lead')},
      chosen_by TEXT NOT NULL CHECK (chosen_by IN ('committee', 'parties')),
      PRIMARY KEY (case_id, user_id)
    ) STRICT`,
    'CREATE UNIQUE INDEX case_mediators_one_lead ON case_mediators (case_id) WHERE lead = 1',
    'CREATE INDEX case_mediators_user ON case_mediators (user_id, case_id)',

    `CREATE TABLE mediation_sessions (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      number INTEGER NOT NULL CHECK (number > 0),
      held_on TEXT NOT NULL ${date('held_on')},
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      place TEXT NOT NULL,
      attendees TEXT NOT NULL,
      minutes TEXT NOT NULL,
      result TEXT NOT NULL,
      recorder TEXT NOT NULL,
      late INTEGER NOT NULL ${flag('late')},
      recorded_by TEXT NOT NULL REFERENCES users (id),
      recorded_at TEXT NOT NULL,
      UNIQUE (case_id, number),
      CHECK (starts_at < ends_at)
    ) STRICT`,

    `CREATE TABLE agreements (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      form TEXT NOT NULL CHECK (form IN ('written', 'oral')),
      facts TEXT NOT NULL,
      issues TEXT NOT NULL,
      performance TEXT NOT NULL,
      concluded_on TEXT ${date('concluded_on')},
      place TEXT NOT NULL,
      recorder TEXT NOT NULL,
      number TEXT UNIQUE,
      issued_document_id TEXT UNIQUE REFERENCES documents (id),
      effective_on TEXT ${date('effective_on')},
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK ((number IS NULL) = (issued_document_id IS NULL)),
      CHECK (effective_on IS NULL OR issued_document_id IS NOT NULL)
    ) STRICT`,
    `CREATE TABLE agreement_responsibilities (
      agreement_id TEXT NOT NULL REFERENCES agreements (id),
      position INTEGER NOT NULL,
      party_id TEXT NOT NULL REFERENCES case_parties (id),
      text TEXT NOT NULL CHECK (text <> ''),
      PRIMARY KEY (agreement_id, position)
    ) STRICT`,
    'CREATE INDEX agreement_responsibilities_party ON agreement_responsibilities (party_id)',
    `CREATE TABLE agreement_clauses (
      id TEXT PRIMARY KEY,
      agreement_id TEXT NOT NULL REFERENCES agreements (id),
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('payment', 'act', 'apology', 'other')),
      text TEXT NOT NULL,
      amount_fen INTEGER CHECK (amount_fen >= 0),
      amount_text TEXT NOT NULL,
      due_on TEXT ${date('due_on')},
      due_text TEXT NOT NULL,
      manner TEXT NOT NULL,
      UNIQUE (agreement_id, position)
    ) STRICT`,
    `CREATE TABLE clause_parties (
      clause_id TEXT NOT NULL REFERENCES agreement_clauses (id),
      side TEXT NOT NULL CHECK (side IN ('debtor', 'creditor')),
      position INTEGER NOT NULL,
      party_id TEXT NOT NULL REFERENCES case_parties (id),
      PRIMARY KEY (clause_id, side, position)
    ) STRICT`,
    'CREATE INDEX clause_parties_party ON clause_parties (party_id)',
    `CREATE TABLE clause_instalments (
      clause_id TEXT NOT NULL REFERENCES agreement_clauses (id),
      position INTEGER NOT NULL,
      amount_fen INTEGER CHECK (amount_fen >= 0),
      due_on TEXT ${date('due_on')},
      due_text TEXT NOT NULL,
      PRIMARY KEY (clause_id, position)
    ) STRICT`,
    `CREATE TABLE signature_acts (
      agreement_id TEXT NOT NULL REFERENCES agreements (id),
      actor TEXT NOT NULL CHECK (actor IN ('party', 'mediator', 'committee')),
      actor_id TEXT NOT NULL,
      signature INTEGER NOT NULL ${flag('signature')},
      fingerprint INTEGER NOT NULL ${flag('fingerprint')},
      seal INTEGER NOT NULL ${flag('seal')},
      done_on TEXT ${date('done_on')},
      recorded_by TEXT NOT NULL REFERENCES users (id),
      recorded_at TEXT NOT NULL,
      PRIMARY KEY (agreement_id, actor, actor_id),
      CHECK ((actor = 'committee') = (actor_id = '')),
      CHECK (done_on IS NOT NULL OR (signature = 0 AND fingerprint = 0 AND seal = 0))
    ) STRICT`,

    ...frozen('agreement_responsibilities', (side) => issued(`${side}.agreement_id`)),
    ...frozen('agreement_clauses', (side) => issued(`${side}.agreement_id`)),
    ...frozen('clause_parties', (side) => clauseIssued(`${side}.clause_id`)),
    ...frozen('clause_instalments', (side) => clauseIssued(`${side}.clause_id`)),
    `CREATE TRIGGER agreements_frozen_update BEFORE UPDATE ON agreements
     WHEN OLD.issued_document_id IS NOT NULL AND (
       NEW.id IS NOT OLD.id OR NEW.case_id IS NOT OLD.case_id OR NEW.form IS NOT OLD.form
       OR NEW.facts IS NOT OLD.facts OR NEW.issues IS NOT OLD.issues OR NEW.performance IS NOT OLD.performance
       OR NEW.concluded_on IS NOT OLD.concluded_on OR NEW.place IS NOT OLD.place OR NEW.recorder IS NOT OLD.recorder
       OR NEW.number IS NOT OLD.number OR NEW.issued_document_id IS NOT OLD.issued_document_id)
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    `CREATE TRIGGER agreements_frozen_delete BEFORE DELETE ON agreements WHEN OLD.issued_document_id IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    // INSERT OR REPLACE deletes without the DELETE trigger unless recursive triggers are on.
    `CREATE TRIGGER agreements_frozen_insert BEFORE INSERT ON agreements
     WHEN EXISTS (SELECT 1 FROM agreements WHERE (id = NEW.id OR case_id = NEW.case_id) AND issued_document_id IS NOT NULL)
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    // A party that an issued agreement names stays on the case.
    `CREATE TRIGGER case_parties_named_delete BEFORE DELETE ON case_parties
     WHEN EXISTS (SELECT 1 FROM agreements WHERE case_id = OLD.case_id AND issued_document_id IS NOT NULL)
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    `CREATE TRIGGER cases_no_delete BEFORE DELETE ON cases
     BEGIN SELECT RAISE(ABORT, 'a case is closed, never deleted'); END`,
  ],
};
