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
export function neverChanged(table: string, code: string): string[] {
  return [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${code}'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${code}'); END`,
  ];
}

/** `condition` true refuses the statement with `code`. One SELECT each, because they run in order. */
export const refuse = (code: string, condition: string) =>
  `SELECT RAISE(ABORT, '${code}') WHERE ${condition};`;

/** Where hours and points come from and go to. Minutes and points never share an account (timebank.md, conclusion 2). */
const systemAccounts = [
  ['issue:service', 'issue', 'minute', 'NULL'],
  ['issue:fund', 'issue', 'minute', 'NULL'],
  ['pool:overcap', 'pool', 'minute', 0],
  ['pool:donated', 'pool', 'minute', 0],
  ['redeemed:service', 'redeemed', 'minute', 0],
  ['redeemed:goods', 'redeemed', 'minute', 0],
  ['redeemed:points', 'redeemed', 'minute', 0],
  ['adjust', 'adjust', 'minute', 'NULL'],
  ['issue:points', 'issue', 'point', 'NULL'],
  ['points:donated', 'pool', 'point', 0],
  ['points:redeemed', 'redeemed', 'point', 0],
  ['points:expired', 'expired', 'point', 0],
  ['points:adjust', 'adjust', 'point', 'NULL'],
] as const;

export const accounts = [
  `CREATE TABLE ledger_accounts (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('issue', 'pool', 'adjust', 'member', 'redeemed', 'expired')),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'point')),
    member_id TEXT REFERENCES members (id),
    floor INTEGER CHECK (floor = 0),
    created_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX ledger_accounts_member ON ledger_accounts (member_id) WHERE member_id IS NOT NULL',
  ...neverChanged('ledger_accounts', 'ledger.appendOnly'),
  `CREATE TRIGGER ledger_accounts_check BEFORE INSERT ON ledger_accounts BEGIN
    ${refuse('ledger.appendOnly', 'EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id OR code = NEW.code)')}
    ${refuse('ledger.accountMalformed', `(NEW.kind = 'member') IS NOT (NEW.member_id IS NOT NULL)`)}
    ${refuse('ledger.accountMalformed', `NEW.kind = 'member' AND NEW.code NOT GLOB 'member:' || NEW.member_id || ':?*'`)}
    ${refuse('ledger.accountMalformed', `NEW.kind = 'member' AND NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id)`)}
    ${refuse('ledger.accountMalformed', `NEW.kind NOT IN ('issue', 'adjust') AND NEW.floor IS NOT 0`)}
    ${refuse('ledger.accountMalformed', `NEW.unit IS NULL OR NEW.unit NOT IN ('minute', 'point')`)}
  END`,
  `INSERT INTO ledger_accounts (id, code, kind, unit, member_id, floor, created_at) VALUES
    ${systemAccounts
      .map(
        ([code, kind, unit, floor]) =>
          `('${code}', '${code}', '${kind}', '${unit}', NULL, ${floor}, '1970-01-01T00:00:00.000Z')`,
      )
      .join(', ')}`,
];

/** The entry at a position of a reversal and the one of its original, side by side. */
const reversalDiffers = `NEW.reverses_id IS NOT NULL AND (
      json_array_length(NEW.entries) IS NOT (SELECT json_array_length(entries) FROM ledger_transactions WHERE id = NEW.reverses_id)
      OR EXISTS (
        SELECT 1 FROM json_each(NEW.entries) AS mine
        LEFT JOIN json_each((SELECT entries FROM ledger_transactions WHERE id = NEW.reverses_id)) AS theirs ON theirs.key = mine.key
        WHERE json_extract(mine.value, '$.account') IS NOT json_extract(theirs.value, '$.account')
           OR json_extract(mine.value, '$.amount') IS NOT -json_extract(theirs.value, '$.amount')))`;

/** The account of an entry keeps lots: points of a member expire, first in, first out. */
const keepsLots = (account: string) =>
  `EXISTS (SELECT 1 FROM ledger_accounts WHERE id = ${account} AND kind = 'member' AND unit = 'point')`;
const accountOf = (entry: string) => `json_extract(${entry}.value, '$.account')`;
const amountOf = (entry: string) => `json_extract(${entry}.value, '$.amount')`;

/**
 * Each entry of an account with lots either opens lots (`opens`: [amount, expiry or null] each) or takes from them
 * (`lots`: [lot, amount] each; negative: gives back), exactly as much as it moves. No other entry does.
 */
const lotsDiffer = `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry WHERE
      (SELECT count(*) FROM json_each(entry.value) WHERE key IN ('opens', 'lots') AND type = 'array')
        <> ${keepsLots("json_extract(entry.value, '$.account')")}
      OR (SELECT count(*) FROM json_each(entry.value) WHERE key IN ('opens', 'lots') AND type <> 'array') <> 0
      OR (json_type(entry.value, '$.opens') IS NOT NULL AND (SELECT sum(json_extract(value, '$[0]')) FROM json_each(entry.value, '$.opens'))
        IS NOT json_extract(entry.value, '$.amount'))
      OR (json_type(entry.value, '$.lots') IS NOT NULL AND (SELECT -sum(json_extract(value, '$[1]')) FROM json_each(entry.value, '$.lots'))
        IS NOT json_extract(entry.value, '$.amount'))
      OR EXISTS (SELECT 1 FROM json_each(entry.value, '$.opens') WHERE type <> 'array' OR json_array_length(value) <> 2
        OR json_type(value, '$[0]') IS NOT 'integer' OR json_extract(value, '$[0]') <= 0
        OR (json_type(value, '$[1]') IS NOT 'null' AND ifnull(json_extract(value, '$[1]'), '') NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'))
      OR EXISTS (SELECT 1 FROM json_each(entry.value, '$.lots') AS taken WHERE type <> 'array' OR json_array_length(value) <> 2
        OR json_type(value, '$[1]') IS NOT 'integer'
        OR json_extract(value, '$[1]') * json_extract(entry.value, '$.amount') >= 0
        OR NOT EXISTS (SELECT 1 FROM ledger_lots WHERE id = json_extract(taken.value, '$[0]') AND account_id = json_extract(entry.value, '$.account')))
      OR (SELECT count(*) <> count(DISTINCT json_extract(value, '$[0]')) FROM json_each(entry.value, '$.lots')))`;

const transactionKinds = `'credit', 'service', 'grant', 'transfer', 'donation', 'poolGrant', 'redemption', 'points',
  'conversion', 'expiry', 'closure', 'adjustment', 'reversal'`;

export const ledger = [
  `CREATE TABLE ledger_transactions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (${transactionKinds})),
    served_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    text TEXT NOT NULL,
    source_class TEXT CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    sheet_line_id TEXT UNIQUE REFERENCES sheet_lines (id),
    occasion TEXT UNIQUE CHECK (occasion <> ''),
    hold_id TEXT UNIQUE REFERENCES ledger_holds (id),
    rule TEXT NOT NULL,
    inputs TEXT NOT NULL,
    reverses_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    reason TEXT NOT NULL,
    late_reason TEXT NOT NULL,
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
    amount INTEGER NOT NULL CHECK (amount <> 0),
    account_seq INTEGER NOT NULL CHECK (account_seq > 0),
    balance_after INTEGER NOT NULL,
    PRIMARY KEY (transaction_seq, position),
    UNIQUE (account_id, account_seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE ledger_lots (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
    transaction_seq INTEGER NOT NULL REFERENCES ledger_transactions (seq),
    amount INTEGER NOT NULL CHECK (amount > 0),
    expires_on TEXT
  ) STRICT`,
  'CREATE INDEX ledger_lots_account ON ledger_lots (account_id, expires_on, transaction_seq)',
  'CREATE INDEX ledger_lots_expiry ON ledger_lots (expires_on) WHERE expires_on IS NOT NULL',
  'CREATE INDEX ledger_lots_transaction ON ledger_lots (transaction_seq)',
  `CREATE TABLE ledger_lot_uses (
    lot_id TEXT NOT NULL REFERENCES ledger_lots (id),
    use_seq INTEGER NOT NULL CHECK (use_seq > 0),
    transaction_seq INTEGER NOT NULL REFERENCES ledger_transactions (seq),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    used_after INTEGER NOT NULL CHECK (used_after >= 0),
    PRIMARY KEY (lot_id, use_seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX ledger_lot_uses_transaction ON ledger_lot_uses (transaction_seq, lot_id)',
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
      `NEW.kind NOT IN (${transactionKinds}) OR NEW.created_by IS NULL
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
        WHERE type <> 'object' OR json_type(value, '$.account') IS NOT 'text' OR json_type(value, '$.amount') IS NOT 'integer')`,
    )}
    ${refuse(
      'ledger.malformed',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry
        WHERE json_extract(entry.value, '$.amount') = 0 OR abs(json_extract(entry.value, '$.amount')) > 1000000000000
           OR (SELECT count(*) FROM json_each(entry.value) WHERE key IN ('account', 'amount')) <> 2
           OR (SELECT count(*) FROM json_each(entry.value) WHERE key NOT IN ('account', 'amount', 'opens', 'lots')) <> 0)`,
    )}
    ${refuse(
      'ledger.malformed',
      `(SELECT count(DISTINCT json_extract(value, '$.account')) FROM json_each(NEW.entries)) <> json_array_length(NEW.entries)`,
    )}
    ${refuse(
      'ledger.accountUnknown',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry
        WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = json_extract(entry.value, '$.account')))`,
    )}
    ${refuse(
      'ledger.unbalanced',
      `EXISTS (SELECT 1 FROM json_each(NEW.entries) AS entry JOIN ledger_accounts AS account ON account.id = ${accountOf('entry')}
        GROUP BY account.unit HAVING sum(${amountOf('entry')}) <> 0)`,
    )}
    ${refuse('ledger.lotBroken', lotsDiffer)}
    ${refuse(
      'ledger.holdBroken',
      `NEW.hold_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_holds AS hold
        JOIN json_each(NEW.entries) AS entry ON ${accountOf('entry')} = hold.account_id
        WHERE hold.id = NEW.hold_id AND hold.state = 'held' AND ${amountOf('entry')} < 0 AND -${amountOf('entry')} <= hold.amount)`,
    )}
    ${refuse(
      'ledger.alreadyBooked',
      'NEW.occasion IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transactions WHERE occasion = NEW.occasion)',
    )}
    ${refuse('ledger.malformed', `NEW.occasion = '' OR NEW.late_reason IS NULL`)}
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
    INSERT INTO ledger_entries (transaction_seq, position, account_id, amount, account_seq, balance_after)
    SELECT NEW.seq, entry.key, json_extract(entry.value, '$.account'), json_extract(entry.value, '$.amount'),
      ifnull(last.account_seq, 0) + 1, ifnull(last.balance_after, 0) + json_extract(entry.value, '$.amount')
    FROM json_each(NEW.entries) AS entry
    LEFT JOIN ledger_entries AS last ON last.account_id = json_extract(entry.value, '$.account')
      AND last.account_seq = (SELECT max(account_seq) FROM ledger_entries WHERE account_id = json_extract(entry.value, '$.account'));
    ${refuse(
      'ledger.incomplete',
      '(SELECT count(*) FROM ledger_entries WHERE transaction_seq = NEW.seq) <> json_array_length(NEW.entries)',
    )}
    INSERT INTO ledger_lots (id, account_id, transaction_seq, amount, expires_on)
    SELECT NEW.seq || '-' || entry.key || '-' || lot.key, ${accountOf('entry')}, NEW.seq,
      json_extract(lot.value, '$[0]'), json_extract(lot.value, '$[1]')
    FROM json_each(NEW.entries) AS entry, json_each(entry.value, '$.opens') AS lot;
    INSERT INTO ledger_lot_uses (lot_id, use_seq, transaction_seq, amount, used_after)
    SELECT json_extract(taken.value, '$[0]'), ifnull(last.use_seq, 0) + 1, NEW.seq, json_extract(taken.value, '$[1]'),
      ifnull(last.used_after, 0) + json_extract(taken.value, '$[1]')
    FROM json_each(NEW.entries) AS entry, json_each(entry.value, '$.lots') AS taken
    LEFT JOIN ledger_lot_uses AS last ON last.lot_id = json_extract(taken.value, '$[0]')
      AND last.use_seq = (SELECT max(use_seq) FROM ledger_lot_uses WHERE lot_id = json_extract(taken.value, '$[0]'));
    UPDATE ledger_holds SET state = 'posted', resolved_at = NEW.recorded_at, transaction_id = NEW.id
    WHERE id = NEW.hold_id;
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
        AND json_extract(header.entries, '$[' || NEW.position || '].amount') = NEW.amount)`,
    )}
    ${refuse(
      'ledger.balanceBroken',
      `NEW.account_seq IS NOT ifnull((SELECT max(account_seq) FROM ledger_entries WHERE account_id = NEW.account_id), 0) + 1
        OR NEW.balance_after IS NOT NEW.amount + ifnull((SELECT balance_after FROM ledger_entries
          WHERE account_id = NEW.account_id ORDER BY account_seq DESC LIMIT 1), 0)`,
    )}
    ${refuse(
      'ledger.insufficientBalance',
      `NEW.balance_after - ifnull((SELECT sum(amount) FROM ledger_holds WHERE account_id = NEW.account_id AND state = 'held'
          AND id IS NOT (SELECT hold_id FROM ledger_transactions WHERE seq = NEW.transaction_seq)), 0)
        < (SELECT floor FROM ledger_accounts WHERE id = NEW.account_id)`,
    )}
  END`,

  ...neverChanged('ledger_lots', 'ledger.appendOnly'),
  ...neverChanged('ledger_lot_uses', 'ledger.appendOnly'),
  `CREATE TRIGGER ledger_lots_check BEFORE INSERT ON ledger_lots BEGIN
    ${refuse('ledger.appendOnly', 'EXISTS (SELECT 1 FROM ledger_lots WHERE id = NEW.id)')}
    ${refuse(
      'ledger.lotBroken',
      `NOT EXISTS (SELECT 1 FROM ledger_transactions AS header, json_each(header.entries) AS entry, json_each(entry.value, '$.opens') AS lot
        WHERE header.seq = NEW.transaction_seq AND NEW.id = header.seq || '-' || entry.key || '-' || lot.key
          AND ${accountOf('entry')} = NEW.account_id AND json_extract(lot.value, '$[0]') = NEW.amount
          AND json_extract(lot.value, '$[1]') IS NEW.expires_on)`,
    )}
  END`,
  `CREATE TRIGGER ledger_lot_uses_check BEFORE INSERT ON ledger_lot_uses BEGIN
    ${refuse(
      'ledger.appendOnly',
      `EXISTS (SELECT 1 FROM ledger_lot_uses WHERE lot_id = NEW.lot_id AND (use_seq = NEW.use_seq OR transaction_seq = NEW.transaction_seq))`,
    )}
    ${refuse(
      'ledger.lotBroken',
      `NOT EXISTS (SELECT 1 FROM ledger_transactions AS header, json_each(header.entries) AS entry, json_each(entry.value, '$.lots') AS taken
        WHERE header.seq = NEW.transaction_seq AND json_extract(taken.value, '$[0]') = NEW.lot_id
          AND json_extract(taken.value, '$[1]') = NEW.amount)
        OR NEW.use_seq IS NOT ifnull((SELECT max(use_seq) FROM ledger_lot_uses WHERE lot_id = NEW.lot_id), 0) + 1
        OR NEW.used_after IS NOT NEW.amount + ifnull((SELECT used_after FROM ledger_lot_uses
          WHERE lot_id = NEW.lot_id ORDER BY use_seq DESC LIMIT 1), 0)`,
    )}
    ${refuse(
      'ledger.insufficientBalance',
      'NEW.used_after NOT BETWEEN 0 AND (SELECT amount FROM ledger_lots WHERE id = NEW.lot_id)',
    )}
  END`,
];

/** Two-phase booking: what is reserved cannot be spent otherwise, and is posted, given back or lapses exactly once. */
export const holds = [
  `CREATE TABLE ledger_holds (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    purpose TEXT NOT NULL CHECK (purpose IN ('request', 'order')),
    purpose_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'posted', 'void', 'expired')),
    held_by TEXT NOT NULL REFERENCES users (id),
    held_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    resolved_at TEXT,
    transaction_id TEXT REFERENCES ledger_transactions (id)
  ) STRICT`,
  `CREATE INDEX ledger_holds_open ON ledger_holds (account_id) WHERE state = 'held'`,
  'CREATE INDEX ledger_holds_account ON ledger_holds (account_id, held_at)',
  'CREATE INDEX ledger_holds_purpose ON ledger_holds (purpose, purpose_id)',
  'CREATE INDEX ledger_holds_transaction ON ledger_holds (transaction_id) WHERE transaction_id IS NOT NULL',
  `CREATE TRIGGER ledger_holds_no_delete BEFORE DELETE ON ledger_holds BEGIN SELECT RAISE(ABORT, 'ledger.appendOnly'); END`,
  `CREATE TRIGGER ledger_holds_check BEFORE INSERT ON ledger_holds BEGIN
    ${refuse('ledger.appendOnly', 'EXISTS (SELECT 1 FROM ledger_holds WHERE id = NEW.id)')}
    ${refuse(
      'ledger.holdBroken',
      `NEW.state IS NOT 'held' OR NEW.resolved_at IS NOT NULL OR NEW.transaction_id IS NOT NULL OR NEW.amount IS NULL OR NEW.amount <= 0
        OR (SELECT floor FROM ledger_accounts WHERE id = NEW.account_id) IS NOT 0
        OR EXISTS (SELECT 1 FROM ledger_holds WHERE purpose = NEW.purpose AND purpose_id = NEW.purpose_id AND state = 'held')`,
    )}
    ${refuse(
      'ledger.insufficientBalance',
      `ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = NEW.account_id ORDER BY account_seq DESC LIMIT 1), 0)
        - ifnull((SELECT sum(amount) FROM ledger_holds WHERE account_id = NEW.account_id AND state = 'held'), 0) < NEW.amount`,
    )}
  END`,
  `CREATE TRIGGER ledger_holds_once BEFORE UPDATE ON ledger_holds BEGIN
    ${refuse(
      'ledger.holdBroken',
      `OLD.state <> 'held' OR NEW.state NOT IN ('posted', 'void', 'expired') OR NEW.resolved_at IS NULL
        OR ${['id', 'account_id', 'amount', 'purpose', 'purpose_id', 'held_by', 'held_at', 'expires_at']
          .map((column) => `NEW.${column} IS NOT OLD.${column}`)
          .join(' OR ')}`,
    )}
    ${refuse(
      'ledger.holdBroken',
      `(NEW.state = 'posted') IS NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE hold_id = NEW.id)
        OR (NEW.transaction_id IS NOT (SELECT id FROM ledger_transactions WHERE hold_id = NEW.id))`,
    )}
  END`,
];
