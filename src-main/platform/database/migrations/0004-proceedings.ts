import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const flag = (column: string) => `CHECK (${column} IN (0, 1))`;
const version = 'version INTEGER NOT NULL CHECK (version > 0)';
const caseId = 'case_id TEXT NOT NULL REFERENCES cases (id)';
const recorded = `late INTEGER NOT NULL ${flag('late')},
      recorded_by TEXT NOT NULL REFERENCES users (id),
      recorded_at TEXT NOT NULL`;

const never = (table: string, event: 'UPDATE' | 'DELETE', why: string) =>
  `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;

/** A row of an append-only table: no change, no removal, and no REPLACE, which would delete silently. */
const appendOnly = (table: string, key: string) => [
  never(table, 'UPDATE', `${table} is append-only`),
  never(table, 'DELETE', `${table} is append-only`),
  `CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
   WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key} = NEW.${key})
   BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
];

const files = [
  `CREATE TABLE files (
      id TEXT PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      bytes INTEGER NOT NULL CHECK (bytes > 0),
      media_type TEXT NOT NULL CHECK (media_type <> ''),
      original_name TEXT NOT NULL CHECK (original_name <> ''),
      added_by TEXT NOT NULL REFERENCES users (id),
      added_at TEXT NOT NULL
    ) STRICT`,
  ...appendOnly('files', 'id'),
];

const evidence = [
  `CREATE TABLE case_evidence (
      id TEXT PRIMARY KEY,
      ${caseId},
      ${version},
      number INTEGER NOT NULL CHECK (number > 0),
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL
        CHECK (kind IN ('document', 'picture', 'recording', 'video', 'object', 'electronic', 'other')),
      provider_kind TEXT NOT NULL CHECK (provider_kind IN ('party', 'committee', 'other')),
      provider_party_id TEXT REFERENCES case_parties (id),
      provider_name TEXT NOT NULL,
      copies INTEGER NOT NULL CHECK (copies > 0),
      pages INTEGER CHECK (pages >= 0),
      original INTEGER NOT NULL ${flag('original')},
      note TEXT NOT NULL,
      in_dossier INTEGER NOT NULL ${flag('in_dossier')},
      file_id TEXT REFERENCES files (id),
      file_name TEXT NOT NULL,
      withdrawn_on TEXT ${date('withdrawn_on')},
      withdraw_reason TEXT NOT NULL,
      ${recorded},
      UNIQUE (case_id, number),
      CHECK ((provider_kind = 'party') = (provider_party_id IS NOT NULL)),
      CHECK ((file_id IS NULL) = (file_name = '')),
      CHECK ((withdrawn_on IS NULL) = (withdraw_reason = '')),
      CHECK (withdrawn_on IS NULL OR in_dossier = 0)
    ) STRICT`,
  'CREATE INDEX case_evidence_party ON case_evidence (provider_party_id) WHERE provider_party_id IS NOT NULL',
  'CREATE INDEX case_evidence_file ON case_evidence (file_id) WHERE file_id IS NOT NULL',
  never('case_evidence', 'DELETE', 'evidence is withdrawn, never deleted'),
  `CREATE TRIGGER case_evidence_keeps BEFORE UPDATE ON case_evidence
   WHEN OLD.withdrawn_on IS NOT NULL
   BEGIN SELECT RAISE(ABORT, 'evidence.withdrawn'); END`,
  `CREATE TRIGGER case_evidence_keeps_file BEFORE UPDATE ON case_evidence
   WHEN OLD.file_id IS NOT NULL AND (NEW.file_id IS NOT OLD.file_id OR NEW.file_name IS NOT OLD.file_name)
   BEGIN SELECT RAISE(ABORT, 'evidence.hasFile'); END`,
];

const investigations = [
  `CREATE TABLE investigations (
      id TEXT PRIMARY KEY,
      ${caseId},
      ${version},
      number INTEGER NOT NULL CHECK (number > 0),
      held_on TEXT NOT NULL ${date('held_on')},
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      place TEXT NOT NULL,
      participants TEXT NOT NULL,
      asked TEXT NOT NULL CHECK (asked <> ''),
      asked_relation TEXT NOT NULL,
      matter TEXT NOT NULL,
      record TEXT NOT NULL,
      investigator TEXT NOT NULL,
      recorder TEXT NOT NULL,
      in_dossier INTEGER NOT NULL ${flag('in_dossier')},
      ${recorded},
      UNIQUE (case_id, number),
      CHECK (starts_at < ends_at)
    ) STRICT`,
  never('investigations', 'DELETE', 'an investigation is corrected, never deleted'),
];

/*
 * What is said in a caucus belongs to the mediators of the case alone. The shared row of a caucus can hold no words of
 * it; the note has a table of its own, which one statement of the program reads (proceedings/caucus-note-store.ts).
 */
const caucuses = [
  `ALTER TABLE mediation_sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'joint' CHECK (kind IN ('joint', 'caucus'))`,
  ...(['INSERT', 'UPDATE'] as const).map(
    (
      event,
    ) => `CREATE TRIGGER mediation_sessions_caucus_${event.toLowerCase()} BEFORE ${event} ON mediation_sessions
     WHEN NEW.kind = 'caucus' AND (NEW.minutes <> '' OR NEW.result <> '')
     BEGIN SELECT RAISE(ABORT, 'what was said in a caucus stands in its private note only'); END`,
  ),
  `CREATE TRIGGER mediation_sessions_kind BEFORE UPDATE OF kind ON mediation_sessions WHEN NEW.kind <> OLD.kind
   BEGIN SELECT RAISE(ABORT, 'a session stays joint or caucus'); END`,
  `CREATE TABLE caucus_parties (
      session_id TEXT NOT NULL REFERENCES mediation_sessions (id),
      party_id TEXT NOT NULL REFERENCES case_parties (id),
      position INTEGER NOT NULL,
      PRIMARY KEY (session_id, party_id)
    ) STRICT`,
  'CREATE INDEX caucus_parties_party ON caucus_parties (party_id)',
  `CREATE TABLE caucus_notes (
      session_id TEXT PRIMARY KEY REFERENCES mediation_sessions (id),
      ${version},
      body TEXT NOT NULL,
      written_by TEXT NOT NULL REFERENCES users (id),
      written_at TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES users (id),
      changed_at TEXT NOT NULL
    ) STRICT`,
  `CREATE TRIGGER caucus_notes_of_caucus BEFORE INSERT ON caucus_notes
   WHEN (SELECT kind FROM mediation_sessions WHERE id = NEW.session_id) IS NOT 'caucus'
   BEGIN SELECT RAISE(ABORT, 'only a caucus has a private note'); END`,
  never('caucus_notes', 'DELETE', 'a note is corrected, never deleted'),
  `CREATE TRIGGER caucus_notes_stay BEFORE UPDATE ON caucus_notes
   WHEN NEW.session_id IS NOT OLD.session_id OR NEW.written_by IS NOT OLD.written_by
     OR NEW.written_at IS NOT OLD.written_at
   BEGIN SELECT RAISE(ABORT, 'a note stays with its caucus'); END`,
];

const people = [
  'ALTER TABLE case_mediators ADD COLUMN assigned_by TEXT REFERENCES users (id)',
  'ALTER TABLE case_mediators ADD COLUMN assigned_at TEXT',
  `CREATE TABLE case_participants (
      id TEXT PRIMARY KEY,
      ${caseId},
      ${version},
      kind TEXT NOT NULL
        CHECK (kind IN ('relative', 'neighbour', 'colleague', 'expert', 'lawyer', 'official', 'other')),
      name TEXT NOT NULL CHECK (name <> ''),
      relation TEXT NOT NULL,
      organisation TEXT NOT NULL,
      invited_on TEXT NOT NULL ${date('invited_on')},
      invited_by TEXT NOT NULL CHECK (invited_by IN ('committee', 'party')),
      parties_consent INTEGER NOT NULL ${flag('parties_consent')},
      note TEXT NOT NULL,
      withdrawn_reason TEXT NOT NULL,
      ${recorded}
    ) STRICT`,
  'CREATE INDEX case_participants_case ON case_participants (case_id)',
  never('case_participants', 'DELETE', 'a participant is struck out, never deleted'),
  `CREATE TABLE recusals (
      id TEXT PRIMARY KEY,
      ${caseId},
      user_id TEXT NOT NULL REFERENCES users (id),
      asked_by TEXT NOT NULL CHECK (asked_by IN ('party', 'mediator', 'committee')),
      party_id TEXT REFERENCES case_parties (id),
      asked_on TEXT NOT NULL ${date('asked_on')},
      reason TEXT NOT NULL CHECK (reason <> ''),
      decision TEXT NOT NULL CHECK (decision IN ('granted', 'denied')),
      decided_on TEXT NOT NULL ${date('decided_on')},
      ${recorded},
      CHECK ((asked_by = 'party') = (party_id IS NOT NULL)),
      CHECK (decided_on >= asked_on)
    ) STRICT`,
  'CREATE INDEX recusals_case ON recusals (case_id)',
  `CREATE UNIQUE INDEX recusals_once ON recusals (case_id, user_id) WHERE decision = 'granted'`,
  'CREATE INDEX recusals_party ON recusals (party_id) WHERE party_id IS NOT NULL',
  ...appendOnly('recusals', 'id'),
  `CREATE TRIGGER case_mediators_not_recused BEFORE INSERT ON case_mediators
   WHEN EXISTS (SELECT 1 FROM recusals
     WHERE case_id = NEW.case_id AND user_id = NEW.user_id AND decision = 'granted')
   BEGIN SELECT RAISE(ABORT, 'case.mediatorRecused'); END`,
  `CREATE TABLE risk_records (
      id TEXT PRIMARY KEY,
      ${caseId},
      ${version},
      kind TEXT NOT NULL CHECK (kind IN ('escalation', 'police')),
      found_on TEXT NOT NULL ${date('found_on')},
      situation TEXT NOT NULL CHECK (situation <> ''),
      measures TEXT NOT NULL,
      reported_on TEXT ${date('reported_on')},
      reported_to TEXT NOT NULL,
      report_content TEXT NOT NULL,
      resolved_on TEXT ${date('resolved_on')},
      ${recorded},
      CHECK (kind <> 'escalation' OR measures <> ''),
      CHECK (kind <> 'police' OR reported_on IS NOT NULL),
      CHECK (reported_on IS NULL OR (reported_to <> '' AND report_content <> ''))
    ) STRICT`,
  'CREATE INDEX risk_records_case ON risk_records (case_id)',
  never('risk_records', 'DELETE', 'a risk is resolved, never deleted'),
];

const offers = [
  `CREATE TABLE dispute_issues (
      id TEXT PRIMARY KEY,
      ${caseId},
      ${version},
      number INTEGER NOT NULL CHECK (number > 0),
      title TEXT NOT NULL CHECK (title <> ''),
      note TEXT NOT NULL,
      ${recorded},
      UNIQUE (case_id, number),
      UNIQUE (case_id, id)
    ) STRICT`,
  `CREATE TABLE offers (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      issue_id TEXT NOT NULL,
      ${version},
      number INTEGER NOT NULL CHECK (number > 0),
      counter_to TEXT UNIQUE REFERENCES offers (id),
      made_by TEXT NOT NULL CHECK (made_by IN ('party', 'mediator')),
      offered_on TEXT NOT NULL ${date('offered_on')},
      kind TEXT NOT NULL CHECK (kind IN ('payment', 'act', 'apology', 'other')),
      text TEXT NOT NULL,
      amount_fen INTEGER CHECK (amount_fen >= 0),
      due_on TEXT ${date('due_on')},
      due_text TEXT NOT NULL,
      manner TEXT NOT NULL,
      note TEXT NOT NULL,
      answer TEXT NOT NULL CHECK (answer IN ('open', 'accepted', 'refused', 'countered', 'withdrawn')),
      answered_on TEXT ${date('answered_on')},
      answer_note TEXT NOT NULL,
      ${recorded},
      FOREIGN KEY (case_id, issue_id) REFERENCES dispute_issues (case_id, id),
      UNIQUE (issue_id, number),
      CHECK (kind <> 'payment' OR amount_fen IS NOT NULL),
      CHECK (kind = 'payment' OR text <> ''),
      CHECK ((answer = 'open') = (answered_on IS NULL)),
      CHECK (answered_on IS NULL OR answered_on >= offered_on)
    ) STRICT`,
  'CREATE INDEX offers_case ON offers (case_id, issue_id)',
  // Of one issue only one offer can have been accepted.
  `CREATE UNIQUE INDEX offers_one_accepted ON offers (issue_id) WHERE answer = 'accepted'`,
  `CREATE TRIGGER offers_counter BEFORE INSERT ON offers WHEN NEW.counter_to IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM offers WHERE id = NEW.counter_to AND issue_id = NEW.issue_id AND answer = 'open')
   BEGIN SELECT RAISE(ABORT, 'offer.notOpen'); END`,
  `CREATE TRIGGER offers_stay BEFORE UPDATE ON offers
   WHEN NEW.issue_id IS NOT OLD.issue_id OR NEW.case_id IS NOT OLD.case_id OR NEW.number IS NOT OLD.number
     OR NEW.counter_to IS NOT OLD.counter_to
   BEGIN SELECT RAISE(ABORT, 'an offer keeps its place in the chain'); END`,
  never('offers', 'DELETE', 'an offer is withdrawn, never deleted'),
  `CREATE TABLE offer_parties (
      offer_id TEXT NOT NULL REFERENCES offers (id),
      side TEXT NOT NULL CHECK (side IN ('from', 'to', 'debtor', 'creditor')),
      position INTEGER NOT NULL,
      party_id TEXT NOT NULL REFERENCES case_parties (id),
      PRIMARY KEY (offer_id, side, position)
    ) STRICT`,
  'CREATE INDEX offer_parties_party ON offer_parties (party_id)',
];

const statements = [
  `CREATE TABLE party_consents (
      id TEXT PRIMARY KEY,
      ${caseId},
      -- Who was asked stays written down when the party is taken off the case again: no foreign key.
      party_id TEXT NOT NULL,
      party_name TEXT NOT NULL CHECK (party_name <> ''),
      answer TEXT NOT NULL CHECK (answer IN ('consents', 'refuses')),
      answered_on TEXT NOT NULL ${date('answered_on')},
      manner TEXT NOT NULL CHECK (manner IN ('inPerson', 'written', 'phone', 'online', 'byAgent', 'notStated')),
      note TEXT NOT NULL,
      ${recorded}
    ) STRICT`,
  'CREATE INDEX party_consents_case ON party_consents (case_id)',
  'CREATE INDEX party_consents_party ON party_consents (party_id)',
  ...appendOnly('party_consents', 'id'),
  `CREATE TABLE undisputed_facts (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
      ${version},
      facts TEXT NOT NULL CHECK (facts <> ''),
      agreed_on TEXT NOT NULL ${date('agreed_on')},
      usable_later INTEGER NOT NULL ${flag('usable_later')},
      recorder TEXT NOT NULL,
      ${recorded}
    ) STRICT`,
  `CREATE TABLE service_addresses (
      id TEXT PRIMARY KEY,
      ${caseId},
      party_id TEXT NOT NULL UNIQUE REFERENCES case_parties (id),
      ${version},
      recipient TEXT NOT NULL CHECK (recipient <> ''),
      phone TEXT NOT NULL,
      address TEXT NOT NULL CHECK (address <> ''),
      postcode TEXT NOT NULL,
      electronic TEXT NOT NULL,
      accepts_electronic INTEGER NOT NULL ${flag('accepts_electronic')},
      confirmed_on TEXT NOT NULL ${date('confirmed_on')},
      note TEXT NOT NULL,
      ${recorded}
    ) STRICT`,
  'CREATE INDEX service_addresses_case ON service_addresses (case_id)',
];

/** Files beside the database; evidence, investigation, caucuses with private notes, people, risks, offers, statements. */
export const proceedings0004: Migration = {
  name: '0004-proceedings',
  statements: [...files, ...evidence, ...investigations, ...caucuses, ...people, ...offers, ...statements],
};
