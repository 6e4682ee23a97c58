import type { Migration } from './migration.ts';

/*
 * The database itself is the guardian of the hours. One INSERT into ledger_transactions books one transaction: its
 * entries travel as JSON in the row, a trigger checks them, a second one expands them into ledger_entries, and a third
 * refuses any entry that is not exactly what its header says. Nothing is ever changed or deleted, so the balance of
 * an account is `balance_after` of its last entry and there is no cache that could disagree.
 *
 * Every check is a trigger with RAISE, none a CHECK alone: `INSERT OR IGNORE` would skip a row that fails a CHECK, and
 * `INSERT OR REPLACE` deletes rows without firing their delete triggers. No check leans on a pragma, so all of them
 * hold for any connection. Who owns the file can still drop triggers: the hash chain shows that (tamper-evident).
 */

const genesisHash = '0'.repeat(64);

/** Refuses UPDATE and DELETE; the guards against REPLACE stand in the INSERT triggers of each table. */
function neverChanged(table: string, code: string): string[] {
  return [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${code}'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${code}'); END`,
  ];
}

/** `condition` true refuses the statement with `code`. One SELECT each, because they run in order. */
const refuse = (code: string, condition: string) => `SELECT RAISE(ABORT, '${code}') WHERE ${condition};`;

const members = [
  `CREATE TABLE members (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'group')),
    name TEXT NOT NULL CHECK (name <> ''),
    search_keys TEXT NOT NULL,
    name_order TEXT NOT NULL,
    volunteer_number TEXT NOT NULL UNIQUE CHECK (volunteer_number <> ''),
    gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'unknown')),
    birth_date TEXT,
    id_type TEXT NOT NULL CHECK (id_type IN ('residentId', 'passport', 'hkMacauPermit', 'taiwanPermit', 'other', 'unknown')),
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    guardian TEXT NOT NULL,
    area_id TEXT REFERENCES areas (id),
    skills TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX members_name ON members (name_order, id)',
  'CREATE INDEX members_joined ON members (joined_on, id)',
  'CREATE INDEX members_area ON members (area_id)',
  `CREATE INDEX members_id_number ON members (id_number) WHERE id_number <> ''`,
  // A member who leaves is marked so; an id that is gone could be given to somebody else’s hours (Komunitin #699).
  `CREATE TRIGGER members_no_delete BEFORE DELETE ON members
   BEGIN SELECT RAISE(ABORT, 'member.neverDeleted'); END`,
  `CREATE TRIGGER members_no_replace BEFORE INSERT ON members
   WHEN EXISTS (SELECT 1 FROM members WHERE id = NEW.id OR volunteer_number = NEW.volunteer_number)
   BEGIN SELECT RAISE(ABORT, 'member.numberTaken'); END`,
  `CREATE TRIGGER members_same_id BEFORE UPDATE ON members
   WHEN NEW.id IS NOT OLD.id
     OR EXISTS (SELECT 1 FROM members WHERE volunteer_number = NEW.volunteer_number AND id <> OLD.id)
   BEGIN SELECT RAISE(ABORT, 'member.numberTaken'); END`,
];

const sheets = [
  `CREATE TABLE sheets (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    activity TEXT NOT NULL CHECK (activity <> ''),
    served_on TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place <> ''),
    area_id TEXT REFERENCES areas (id),
    responsible TEXT NOT NULL CHECK (responsible <> ''),
    source_class TEXT NOT NULL CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('entered', 'approved', 'returned', 'cancelled')),
    reason TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES users (id),
    entered_at TEXT NOT NULL,
    approved_by TEXT REFERENCES users (id),
    approved_at TEXT,
    updated_at TEXT NOT NULL,
    CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
    CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
    CHECK (state NOT IN ('returned', 'cancelled') OR reason <> '')
  ) STRICT`,
  'CREATE INDEX sheets_recent ON sheets (served_on DESC, id DESC)',
  'CREATE INDEX sheets_state ON sheets (state, served_on DESC, id DESC)',
  `CREATE TABLE sheet_lines (
    id TEXT PRIMARY KEY,
    sheet_id TEXT NOT NULL REFERENCES sheets (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]' AND ends_at > starts_at),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    recipient TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (sheet_id, position)
  ) STRICT`,
  'CREATE INDEX sheet_lines_member ON sheet_lines (member_id, sheet_id)',
  // Approved is posted: a correction is a reversal and a new sheet, never an edit (Timecounts edits in place).
  `CREATE TRIGGER sheets_no_delete BEFORE DELETE ON sheets BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  `CREATE TRIGGER sheets_no_replace BEFORE INSERT ON sheets
   WHEN EXISTS (SELECT 1 FROM sheets WHERE id = NEW.id OR number = NEW.number)
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  `CREATE TRIGGER sheets_closed BEFORE UPDATE ON sheets
   WHEN OLD.state IN ('approved', 'cancelled') OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  ...['INSERT', 'UPDATE', 'DELETE'].map((act) => {
    const sheet =
      act === 'INSERT' ? 'NEW.sheet_id' : act === 'DELETE' ? 'OLD.sheet_id' : 'OLD.sheet_id, NEW.sheet_id';
    return `CREATE TRIGGER sheet_lines_closed_${act.toLowerCase()} BEFORE ${act} ON sheet_lines
     WHEN EXISTS (SELECT 1 FROM sheets WHERE id IN (${sheet}) AND state IN ('approved', 'cancelled'))
     BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`;
  }),
  `CREATE TRIGGER sheet_lines_no_replace BEFORE INSERT ON sheet_lines
   WHEN EXISTS (SELECT 1 FROM sheet_lines WHERE id = NEW.id OR (sheet_id = NEW.sheet_id AND position = NEW.position))
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
];

const accounts = [
  `CREATE TABLE ledger_accounts (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('issue', 'pool', 'adjust', 'member')),
    member_id TEXT REFERENCES members (id),
    floor_minutes INTEGER CHECK (floor_minutes = 0),
    created_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX ledger_accounts_member ON ledger_accounts (member_id) WHERE member_id IS NOT NULL',
  ...neverChanged('ledger_accounts', 'ledger.appendOnly'),
  `CREATE TRIGGER ledger_accounts_check BEFORE INSERT ON ledger_accounts BEGIN
    ${refuse('ledger.appendOnly', 'EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id OR code = NEW.code)')}
    ${refuse('ledger.accountMalformed', `(NEW.kind = 'member') IS NOT (NEW.member_id IS NOT NULL)`)}
    ${refuse('ledger.accountMalformed', `NEW.kind = 'member' AND NEW.code NOT GLOB 'member:' || NEW.member_id || ':?*'`)}
    ${refuse('ledger.accountMalformed', `NEW.kind = 'member' AND NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id)`)}
    ${refuse('ledger.accountMalformed', `NEW.kind NOT IN ('issue', 'adjust') AND NEW.floor_minutes IS NOT 0`)}
  END`,
  `INSERT INTO ledger_accounts (id, code, kind, member_id, floor_minutes, created_at) VALUES
    ('issue:service', 'issue:service', 'issue', NULL, NULL, '1970-01-01T00:00:00.000Z'),
    ('pool:overcap', 'pool:overcap', 'pool', NULL, 0, '1970-01-01T00:00:00.000Z'),
    ('pool:donated', 'pool:donated', 'pool', NULL, 0, '1970-01-01T00:00:00.000Z'),
    ('adjust', 'adjust', 'adjust', NULL, NULL, '1970-01-01T00:00:00.000Z')`,
];

/** The entry at a position of a reversal and the one of its original, side by side. */
const reversalDiffers = `NEW.reverses_id IS NOT NULL AND (
      json_array_length(NEW.entries) IS NOT (SELECT json_array_length(entries) FROM ledger_transactions WHERE id = NEW.reverses_id)
      OR EXISTS (
        SELECT 1 FROM json_each(NEW.entries) AS mine
        LEFT JOIN json_each((SELECT entries FROM ledger_transactions WHERE id = NEW.reverses_id)) AS theirs ON theirs.key = mine.key
        WHERE json_extract(mine.value, '$.account') IS NOT json_extract(theirs.value, '$.account')
           OR json_extract(mine.value, '$.minutes') IS NOT -json_extract(theirs.value, '$.minutes')))`;

const ledger = [
  `CREATE TABLE ledger_transactions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('credit', 'transfer', 'donation', 'adjustment', 'reversal')),
    served_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    text TEXT NOT NULL,
    source_class TEXT CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    sheet_line_id TEXT UNIQUE REFERENCES sheet_lines (id),
    rule TEXT NOT NULL,
    inputs TEXT NOT NULL,
    reverses_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    entries TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX ledger_transactions_recorded ON ledger_transactions (recorded_at)',
  `CREATE TABLE ledger_entries (
    transaction_seq INTEGER NOT NULL REFERENCES ledger_transactions (seq),
    position INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
    minutes INTEGER NOT NULL CHECK (minutes <> 0),
    account_seq INTEGER NOT NULL CHECK (account_seq > 0),
    balance_after INTEGER NOT NULL,
    PRIMARY KEY (transaction_seq, position),
    UNIQUE (account_id, account_seq)
  ) STRICT, WITHOUT ROWID`,
  // One row for an account in a transaction; also the way from a month’s transactions to an account’s lines.
  'CREATE UNIQUE INDEX ledger_entries_account ON ledger_entries (account_id, transaction_seq)',

  ...neverChanged('ledger_transactions', 'ledger.appendOnly'),
  ...neverChanged('ledger_entries', 'ledger.appendOnly'),

  `CREATE TRIGGER ledger_transactions_check BEFORE INSERT ON ledger_transactions BEGIN
    ${refuse('ledger.appendOnly', 'EXISTS (SELECT 1 FROM ledger_transactions WHERE seq = NEW.seq OR id = NEW.id)')}
    ${refuse('ledger.outOfSequence', 'NEW.seq IS NOT ifnull((SELECT max(seq) FROM ledger_transactions), 0) + 1')}
    ${refuse(
      'ledger.chainBroken',
      `NEW.prev_hash IS NOT ifnull((SELECT hash FROM ledger_transactions WHERE seq = NEW.seq - 1), '${genesisHash}')`,
    )}
    ${refuse('ledger.chainBroken', `length(NEW.hash) IS NOT 64 OR NEW.hash GLOB '*[^0-9a-f]*'`)}
    ${refuse(
      'ledger.outOfSequence',
      'NEW.recorded_at IS NULL OR NEW.recorded_at < (SELECT recorded_at FROM ledger_transactions WHERE seq = NEW.seq - 1)',
    )}
    ${refuse(
      'ledger.malformed',
      `NEW.kind NOT IN ('credit', 'transfer', 'donation', 'adjustment', 'reversal') OR NEW.created_by IS NULL
        OR NEW.served_on NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'`,
    )}
    ${refuse(
      'ledger.lineAlreadyBooked',
      `NEW.sheet_line_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transactions WHERE sheet_line_id = NEW.sheet_line_id)`,
    )}
    ${refuse('ledger.malformed', 'json_valid(NEW.entries) IS NOT 1 OR json_valid(NEW.inputs) IS NOT 1')}
    ${refuse('ledger.malformed', `json_type(NEW.entries) IS NOT 'array' OR json_array_length(NEW.entries) < 2`)}
    ${refuse(
      'ledger.malformed',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries)
        WHERE type <> 'object' OR json_type(value, '$.account') IS NOT 'text' OR json_type(value, '$.minutes') IS NOT 'integer')`,
    )}
    ${refuse(
      'ledger.malformed',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry
        WHERE json_extract(entry.value, '$.minutes') = 0 OR abs(json_extract(entry.value, '$.minutes')) > 1000000000000
           OR (SELECT count(*) FROM json_each(entry.value)) <> 2)`,
    )}
    ${refuse('ledger.unbalanced', `(SELECT sum(json_extract(value, '$.minutes')) FROM json_each(NEW.entries)) IS NOT 0`)}
    ${refuse(
      'ledger.malformed',
      `(SELECT count(DISTINCT json_extract(value, '$.account')) FROM json_each(NEW.entries)) <> json_array_length(NEW.entries)`,
    )}
    ${refuse(
      'ledger.accountUnknown',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry
        WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = json_extract(entry.value, '$.account')))`,
    )}
    ${refuse('ledger.malformed', `(NEW.kind = 'reversal') IS NOT (NEW.reverses_id IS NOT NULL)`)}
    ${refuse(
      'ledger.alreadyReversed',
      `NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = NEW.reverses_id)`,
    )}
    ${refuse(
      'ledger.reversalUnknown',
      `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.reverses_id)`,
    )}
    ${refuse(
      'ledger.isReversal',
      `NEW.reverses_id IS NOT NULL AND (SELECT reverses_id FROM ledger_transactions WHERE id = NEW.reverses_id) IS NOT NULL`,
    )}
    ${refuse('ledger.reasonMissing', `NEW.reverses_id IS NOT NULL AND trim(ifnull(NEW.reason, '')) = ''`)}
    ${refuse('ledger.reversalDiffers', reversalDiffers)}
  END`,

  `CREATE TRIGGER ledger_transactions_expand AFTER INSERT ON ledger_transactions BEGIN
    INSERT INTO ledger_entries (transaction_seq, position, account_id, minutes, account_seq, balance_after)
    SELECT NEW.seq, entry.key, json_extract(entry.value, '$.account'), json_extract(entry.value, '$.minutes'),
      ifnull(last.account_seq, 0) + 1, ifnull(last.balance_after, 0) + json_extract(entry.value, '$.minutes')
    FROM json_each(NEW.entries) AS entry
    LEFT JOIN ledger_entries AS last ON last.account_id = json_extract(entry.value, '$.account')
      AND last.account_seq = (SELECT max(account_seq) FROM ledger_entries WHERE account_id = json_extract(entry.value, '$.account'));
    ${refuse(
      'ledger.incomplete',
      '(SELECT count(*) FROM ledger_entries WHERE transaction_seq = NEW.seq) <> json_array_length(NEW.entries)',
    )}
  END`,

  `CREATE TRIGGER ledger_entries_check BEFORE INSERT ON ledger_entries BEGIN
    ${refuse(
      'ledger.appendOnly',
      `EXISTS (SELECT 1 FROM ledger_entries WHERE transaction_seq = NEW.transaction_seq AND position = NEW.position)
        OR EXISTS (SELECT 1 FROM ledger_entries WHERE account_id = NEW.account_id AND account_seq = NEW.account_seq)
        OR EXISTS (SELECT 1 FROM ledger_entries WHERE account_id = NEW.account_id AND transaction_seq = NEW.transaction_seq)`,
    )}
    ${refuse(
      'ledger.entryWithoutHeader',
      `NOT EXISTS (SELECT 1 FROM ledger_transactions AS header WHERE header.seq = NEW.transaction_seq
        AND NEW.position BETWEEN 0 AND json_array_length(header.entries) - 1
        AND json_extract(header.entries, '$[' || NEW.position || '].account') = NEW.account_id
        AND json_extract(header.entries, '$[' || NEW.position || '].minutes') = NEW.minutes)`,
    )}
    ${refuse(
      'ledger.balanceBroken',
      `NEW.account_seq IS NOT ifnull((SELECT max(account_seq) FROM ledger_entries WHERE account_id = NEW.account_id), 0) + 1
        OR NEW.balance_after IS NOT NEW.minutes + ifnull((SELECT balance_after FROM ledger_entries
          WHERE account_id = NEW.account_id ORDER BY account_seq DESC LIMIT 1), 0)`,
    )}
    ${refuse(
      'ledger.insufficientBalance',
      'NEW.balance_after < (SELECT floor_minutes FROM ledger_accounts WHERE id = NEW.account_id)',
    )}
  END`,
];

const serviceRecords = [
  `CREATE TABLE service_records (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    sheet_line_id TEXT UNIQUE REFERENCES sheet_lines (id),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    served_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes <> 0),
    source_class TEXT NOT NULL CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    activity TEXT NOT NULL CHECK (activity <> ''),
    rule TEXT NOT NULL,
    transaction_id TEXT REFERENCES ledger_transactions (id),
    reverses_id TEXT UNIQUE REFERENCES service_records (id)
  ) STRICT`,
  'CREATE INDEX service_records_member ON service_records (member_id, served_on, minutes)',
  'CREATE INDEX service_records_recorded ON service_records (recorded_at)',
  // What a member had served up to a day, for statements, without touching the rows.
  'CREATE INDEX service_records_booked ON service_records (member_id, recorded_at, minutes)',
  'CREATE INDEX service_records_transaction ON service_records (transaction_id)',
  ...neverChanged('service_records', 'hours.appendOnly'),
  `CREATE TRIGGER service_records_check BEFORE INSERT ON service_records BEGIN
    ${refuse(
      'hours.appendOnly',
      `EXISTS (SELECT 1 FROM service_records WHERE id = NEW.id)
        OR (NEW.sheet_line_id IS NOT NULL AND EXISTS (SELECT 1 FROM service_records WHERE sheet_line_id = NEW.sheet_line_id))
        OR (NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM service_records WHERE reverses_id = NEW.reverses_id))`,
    )}
    ${refuse(
      'hours.malformed',
      `NEW.minutes IS NULL OR NEW.minutes = 0 OR (NEW.minutes > 0) IS NOT (NEW.reverses_id IS NULL)
        OR NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id)`,
    )}
    ${refuse(
      'hours.reversalDiffers',
      `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service_records AS original
        WHERE original.id = NEW.reverses_id AND original.reverses_id IS NULL AND original.member_id = NEW.member_id
          AND original.minutes = -NEW.minutes AND original.served_on = NEW.served_on)`,
    )}
  END`,
];

/** Members, sign-in sheets, the double-entry ledger of time coins and the permanent record of hours. */
export const timebank0003: Migration = {
  name: '0003-timebank',
  statements: [...members, ...sheets, ...accounts, ...ledger, ...serviceRecords],
};
