import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const flag = (column: string) => `CHECK (${column} IN (0, 1))`;

/*
 * Not `INSERT OR IGNORE`: inside a trigger the conflict policy of the statement that fires it would win.
 */
const mark = (cases: string) =>
  `INSERT INTO case_search_pending SELECT cases.seq FROM ${cases}
     AND NOT EXISTS (SELECT 1 FROM case_search_pending WHERE case_search_pending.seq = cases.seq)`;

/** Whatever writes one of the columns that are searched marks its case: no command can forget to. */
function marks(table: string, columns: string, cases: (side: 'NEW' | 'OLD') => string): string[] {
  const trigger = (name: string, event: string, side: 'NEW' | 'OLD') =>
    `CREATE TRIGGER ${table}_search_${name} AFTER ${event} ON ${table} BEGIN ${mark(cases(side))}; END`;
  return [
    trigger('insert', 'INSERT', 'NEW'),
    trigger('update', `UPDATE OF ${columns}`, 'NEW'),
    trigger('delete', 'DELETE', 'OLD'),
  ];
}

const ofCase = (side: 'NEW' | 'OLD') => `cases WHERE cases.id = ${side}.case_id`;

/** The register of enquiries and screening; searching in cases; saved filters; where imported cases came from. */
export const search0006: Migration = {
  name: '0006-enquiries-and-search',
  statements: [
    // Words are made by the application (src-main/mediation/search/words.ts): SQL cannot cut Chinese into bigrams.
    `CREATE VIRTUAL TABLE case_names USING fts5
      (words, content = '', contentless_delete = 1, tokenize = 'unicode61')`,
    `CREATE VIRTUAL TABLE case_texts USING fts5
      (words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'unicode61')`,
    `CREATE TABLE case_search_pending (
      seq INTEGER PRIMARY KEY REFERENCES cases (seq)
    ) STRICT`,
    'DROP TABLE case_search',
    'INSERT INTO case_search_pending SELECT seq FROM cases',
    `CREATE TRIGGER cases_search_insert AFTER INSERT ON cases
     BEGIN INSERT INTO case_search_pending VALUES (NEW.seq); END`,
    `CREATE TRIGGER cases_search_update AFTER UPDATE OF title, number, facts, requests ON cases
     BEGIN ${mark('cases WHERE cases.seq = NEW.seq')}; END`,
    ...marks('case_parties', 'name, phone', ofCase),
    ...marks(
      'case_representatives',
      'name',
      (side) =>
        `case_parties JOIN cases ON cases.id = case_parties.case_id WHERE case_parties.id = ${side}.party_id`,
    ),
    ...marks('mediation_sessions', 'minutes, result', ofCase),
    ...marks('agreements', 'number, facts, issues, performance', ofCase),
    ...marks(
      'agreement_clauses',
      'text',
      (side) =>
        `agreements JOIN cases ON cases.id = agreements.case_id WHERE agreements.id = ${side}.agreement_id`,
    ),
    `CREATE TRIGGER documents_search_insert AFTER INSERT ON documents WHEN NEW.owner LIKE 'case:%'
     BEGIN ${mark('cases WHERE cases.id = substr(NEW.owner, 6)')}; END`,

    // Filters of the list that no index of an order can judge.
    'CREATE INDEX cases_of_source ON cases (source, seq)',
    'CREATE INDEX cases_of_outcome ON cases (outcome, seq) WHERE outcome IS NOT NULL',
    'CREATE INDEX cases_by_amount ON cases (amount_fen, seq) WHERE amount_fen IS NOT NULL',

    `CREATE TABLE enquiries (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      committee_id TEXT NOT NULL REFERENCES committees (id),
      number TEXT NOT NULL UNIQUE CHECK (number <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('consultation', 'screening')),
      received_on TEXT NOT NULL ${date('received_on')},
      anonymous INTEGER NOT NULL ${flag('anonymous')},
      person_name TEXT NOT NULL,
      phone TEXT NOT NULL,
      address TEXT NOT NULL,
      area_id TEXT REFERENCES areas (id),
      dispute_type TEXT NOT NULL,
      question TEXT NOT NULL CHECK (question <> ''),
      answer TEXT NOT NULL,
      handled_by TEXT NOT NULL REFERENCES users (id),
      follow_up_on TEXT ${date('follow_up_on')},
      result TEXT NOT NULL CHECK (result IN ('answered', 'referred', 'watched', 'promoted')),
      referred_to TEXT NOT NULL,
      case_id TEXT UNIQUE REFERENCES cases (id),
      search_keys TEXT NOT NULL,
      recorded_by TEXT NOT NULL REFERENCES users (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK ((anonymous = 1) = (person_name = '')),
      CHECK (anonymous = 0 OR (phone = '' AND address = '')),
      CHECK ((result = 'referred') = (referred_to <> '')),
      CHECK ((result = 'promoted') = (case_id IS NOT NULL))
    ) STRICT`,
    'CREATE INDEX enquiries_by_day ON enquiries (received_on, id, kind, result)',
    'CREATE INDEX enquiries_to_follow ON enquiries (follow_up_on, id) WHERE follow_up_on IS NOT NULL',
    'CREATE INDEX enquiries_of_area ON enquiries (area_id)',
    'CREATE INDEX enquiries_handled ON enquiries (handled_by, received_on)',
    `CREATE TRIGGER enquiries_promoted_once BEFORE UPDATE ON enquiries
     WHEN OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id
     BEGIN SELECT RAISE(ABORT, 'enquiry.promoted'); END`,
    `CREATE TRIGGER enquiries_no_delete BEFORE DELETE ON enquiries
     BEGIN SELECT RAISE(ABORT, 'an enquiry is corrected, never deleted'); END`,

    `CREATE TABLE case_views (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users (id),
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL CHECK (name <> ''),
      body TEXT NOT NULL CHECK (json_valid(body)),
      updated_at TEXT NOT NULL,
      UNIQUE (user_id, name)
    ) STRICT`,
    `CREATE TABLE import_mappings (
      header_key TEXT PRIMARY KEY CHECK (length(header_key) = 64),
      mapping TEXT NOT NULL CHECK (json_valid(mapping)),
      saved_by TEXT NOT NULL REFERENCES users (id),
      saved_at TEXT NOT NULL
    ) STRICT`,
    // Where a case that was not typed here came from; what the old register said and no column of a case can hold.
    `CREATE TABLE case_origins (
      case_id TEXT PRIMARY KEY REFERENCES cases (id),
      file_name TEXT NOT NULL,
      file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
      line INTEGER NOT NULL CHECK (line > 0),
      fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
      mediator TEXT NOT NULL,
      amount_fen INTEGER CHECK (amount_fen >= 0),
      note TEXT NOT NULL,
      imported_by TEXT NOT NULL REFERENCES users (id),
      imported_at TEXT NOT NULL
    ) STRICT`,
    `CREATE TRIGGER case_origins_no_update BEFORE UPDATE ON case_origins
     BEGIN SELECT RAISE(ABORT, 'where a case came from does not change'); END`,
    `CREATE TRIGGER case_origins_no_delete BEFORE DELETE ON case_origins
     BEGIN SELECT RAISE(ABORT, 'where a case came from does not change'); END`,
  ],
};
