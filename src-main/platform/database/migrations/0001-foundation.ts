import type { Migration } from './migration.ts';

/** Refuses every change of a table that only grows. REPLACE would delete silently: the INSERT guard sees to that. */
function appendOnly(table: string, key: string): string[] {
  return [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    `CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
     WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key} = NEW.${key})
     BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ];
}

/** Accounts, places, numbers, audit trail, command memory, documents, drafts. */
export const foundation0001: Migration = {
  name: '0001-foundation',
  statements: [
    'PRAGMA application_id = 1181828203',

    `CREATE TABLE areas (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      parent_id TEXT REFERENCES areas (id),
      level TEXT NOT NULL CHECK (level IN ('district', 'street', 'community', 'grid')),
      name TEXT NOT NULL CHECK (name <> ''),
      code TEXT NOT NULL,
      position INTEGER NOT NULL,
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      CHECK ((level = 'district') = (parent_id IS NULL))
    ) STRICT`,
    `CREATE UNIQUE INDEX areas_name ON areas (ifnull(parent_id, ''), name)`,

    `CREATE TABLE committees (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('village', 'residents', 'township', 'street', 'enterprise', 'association')),
      mark TEXT NOT NULL CHECK (mark <> ''),
      region TEXT NOT NULL CHECK (region GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
      area_id TEXT REFERENCES areas (id),
      address TEXT NOT NULL,
      phone TEXT NOT NULL,
      term_start TEXT,
      term_end TEXT,
      created_at TEXT NOT NULL
    ) STRICT`,

    `CREATE TABLE users (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      committee_id TEXT NOT NULL REFERENCES committees (id),
      username TEXT NOT NULL COLLATE NOCASE UNIQUE,
      display_name TEXT NOT NULL CHECK (display_name <> ''),
      area_id TEXT REFERENCES areas (id),
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      password_hash TEXT NOT NULL,
      failed_attempts INTEGER NOT NULL,
      locked_until TEXT,
      created_at TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE user_roles (
      user_id TEXT NOT NULL REFERENCES users (id),
      role TEXT NOT NULL CHECK (role IN ('administrator', 'mediator', 'coordinator', 'clerk', 'auditor')),
      PRIMARY KEY (user_id, role)
    ) STRICT`,

    `CREATE TABLE parties (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
      name TEXT NOT NULL CHECK (name <> ''),
      search_keys TEXT NOT NULL,
      gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'unknown')),
      ethnicity TEXT NOT NULL,
      birth_date TEXT,
      age INTEGER,
      occupation TEXT NOT NULL,
      phone TEXT NOT NULL,
      address TEXT NOT NULL,
      id_type TEXT NOT NULL CHECK (id_type IN ('residentId', 'passport', 'hkMacauPermit', 'taiwanPermit', 'other', 'unknown')),
      id_number TEXT NOT NULL,
      credit_code TEXT NOT NULL,
      legal_representative TEXT NOT NULL,
      legal_representative_post TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX parties_recent ON parties (updated_at DESC, id DESC)',

    `CREATE TABLE issued_numbers (
      committee_id TEXT NOT NULL REFERENCES committees (id),
      kind TEXT NOT NULL,
      year INTEGER NOT NULL,
      serial INTEGER,
      number TEXT NOT NULL,
      owner_id TEXT NOT NULL,
      issued_at TEXT NOT NULL,
      void_reason TEXT,
      PRIMARY KEY (committee_id, kind, number),
      UNIQUE (committee_id, kind, year, serial)
    ) STRICT`,
    'CREATE INDEX issued_numbers_owner ON issued_numbers (owner_id)',
    `CREATE TRIGGER issued_numbers_no_delete BEFORE DELETE ON issued_numbers
     BEGIN SELECT RAISE(ABORT, 'a number once issued is never given again'); END`,
    `CREATE TRIGGER issued_numbers_void_only BEFORE UPDATE ON issued_numbers
     WHEN OLD.void_reason IS NOT NULL OR NEW.void_reason IS NULL OR NEW.number IS NOT OLD.number
       OR NEW.serial IS NOT OLD.serial OR NEW.owner_id IS NOT OLD.owner_id OR NEW.kind IS NOT OLD.kind
       OR NEW.year IS NOT OLD.year OR NEW.committee_id IS NOT OLD.committee_id OR NEW.issued_at IS NOT OLD.issued_at
     BEGIN SELECT RAISE(ABORT, 'an issued number can only be voided, once'); END`,

    `CREATE TABLE audit_rows (
      seq INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      user_id TEXT,
      user_name TEXT NOT NULL,
      client TEXT NOT NULL,
      route TEXT NOT NULL,
      command_id TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
      about TEXT NOT NULL CHECK (json_valid(about)),
      details TEXT NOT NULL CHECK (json_valid(details)),
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
    ) STRICT`,
    ...appendOnly('audit_rows', 'seq'),
    `CREATE TRIGGER audit_rows_chain BEFORE INSERT ON audit_rows
     WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM audit_rows)
       OR NEW.prev_hash IS NOT ifnull((SELECT hash FROM audit_rows ORDER BY seq DESC LIMIT 1),
            '0000000000000000000000000000000000000000000000000000000000000000')
     BEGIN SELECT RAISE(ABORT, 'audit_rows: the chain does not continue'); END`,

    `CREATE TABLE commands (
      id TEXT PRIMARY KEY,
      route TEXT NOT NULL,
      user_id TEXT,
      fingerprint TEXT NOT NULL,
      result TEXT NOT NULL CHECK (json_valid(result)),
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    ...appendOnly('commands', 'id'),

    `CREATE TABLE documents (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      number TEXT NOT NULL,
      title TEXT NOT NULL,
      owner TEXT NOT NULL,
      template_version INTEGER NOT NULL,
      snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
      pages INTEGER NOT NULL CHECK (pages > 0),
      bytes INTEGER NOT NULL CHECK (bytes > 0),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      issued_at TEXT NOT NULL,
      issued_by TEXT NOT NULL REFERENCES users (id),
      UNIQUE (kind, number)
    ) STRICT`,
    'CREATE INDEX documents_owner ON documents (owner, kind)',
    'CREATE INDEX documents_recent ON documents (issued_at DESC, id DESC)',
    ...appendOnly('documents', 'id'),
    `CREATE TABLE document_blobs (
      document_id TEXT PRIMARY KEY REFERENCES documents (id),
      body BLOB NOT NULL
    ) STRICT`,
    ...appendOnly('document_blobs', 'document_id'),

    `CREATE TABLE drafts (
      user_id TEXT NOT NULL REFERENCES users (id),
      key TEXT NOT NULL,
      body TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (user_id, key)
    ) STRICT`,
  ],
};
