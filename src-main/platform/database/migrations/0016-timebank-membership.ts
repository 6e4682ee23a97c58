import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * The course of a membership is a chain of events that are never changed, each with the standing after it, so that every
 * booking asks one row. `members.state` follows the events and nothing else. Whoever has no event was on file before, or
 * was registered directly, and counts as admitted. As in ledger-schema.ts every rule is a trigger.
 */

const date = (column: string) => `${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'`;

const amount = `json_extract(entry.value, '$.amount')`;

const last = (member: string, column: string) =>
  `(SELECT ${column} FROM member_events WHERE member_id = ${member} ORDER BY seq DESC LIMIT 1)`;

/** Where a member stands. */
const standingOf = (member: string) => `ifnull(${last(member, 'standing')},
  (SELECT CASE state WHEN 'left' THEN 'ended' ELSE state END FROM members WHERE id = ${member}))`;

const stateOf = (standing: string) => `CASE ${standing} WHEN 'active' THEN 'active'
  WHEN 'ended' THEN 'left' WHEN 'merged' THEN 'left' WHEN 'refused' THEN 'left' ELSE 'suspended' END`;

const lastEnding = (member: string, column: string) =>
  `(SELECT ${column} FROM member_events WHERE member_id = ${member} AND kind IN ('moved', 'left', 'died') ORDER BY seq DESC LIMIT 1)`;

const balances = (
  member: string,
) => `EXISTS (SELECT 1 FROM ledger_accounts AS account WHERE account.member_id = ${member}
  AND ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id ORDER BY account_seq DESC LIMIT 1), 0) <> 0)`;

const openWork = (member: string) => `EXISTS (SELECT 1 FROM ledger_accounts AS account
    JOIN ledger_holds AS hold ON hold.account_id = account.id AND hold.state = 'held' WHERE account.member_id = ${member})
  OR EXISTS (SELECT 1 FROM requests WHERE helper_id = ${member} AND state IN ('taken', 'started', 'done'))`;

/** standing before > kind > standing after */
const steps = [
  'refused>applied>applied',
  'applied>reviewed>reviewed',
  'applied>admitted>active',
  'reviewed>admitted>active',
  'applied>refused>refused',
  'reviewed>refused>refused',
  'active>suspended>suspended',
  'suspended>resumed>active',
  ...['moved', 'left', 'died'].flatMap((kind) => [`active>${kind}>ended`, `suspended>${kind}>ended`]),
  'ended>settled>ended',
  'ended>returned>active',
  'ended>revoked>active',
  'active>merged>merged',
  'suspended>merged>merged',
  'ended>merged>merged',
  'active>absorbed>active',
  'suspended>absorbed>suspended',
  'merged>unmerged>active',
  'active>released>active',
  'suspended>released>suspended',
  'ended>released>ended',
]
  .map((step) => `'${step}'`)
  .join(', ');

const events = [
  `CREATE TABLE member_events (
    member_id TEXT NOT NULL REFERENCES members (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL,
    standing TEXT NOT NULL,
    levels INTEGER CHECK (levels IN (1, 2)),
    on_day TEXT NOT NULL CHECK (${date('on_day')}),
    until_day TEXT CHECK (${date('until_day')}),
    reason TEXT NOT NULL,
    disposal TEXT CHECK (disposal IN ('keep', 'donate', 'heir')),
    other_id TEXT REFERENCES members (id),
    transaction_id TEXT REFERENCES ledger_transactions (id),
    rule TEXT NOT NULL,
    inputs TEXT NOT NULL CHECK (json_valid(inputs)),
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (member_id, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX member_events_other ON member_events (other_id) WHERE other_id IS NOT NULL',
  'CREATE INDEX member_events_transaction ON member_events (transaction_id) WHERE transaction_id IS NOT NULL',
  'CREATE INDEX member_events_kind ON member_events (kind, recorded_at)',
  ...neverChanged('member_events', 'member.eventsAppendOnly'),
  `CREATE TRIGGER member_events_check BEFORE INSERT ON member_events BEGIN
    ${refuse(
      'member.eventsAppendOnly',
      `NEW.seq IS NOT ifnull((SELECT max(seq) FROM member_events WHERE member_id = NEW.member_id), 0) + 1
        OR NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id) OR NEW.recorded_by IS NULL`,
    )}
    ${refuse(
      'member.stepForbidden',
      `CASE WHEN NEW.seq = 1 AND NEW.kind = 'applied' THEN NEW.standing IS NOT 'applied'
          OR (SELECT created_at IS NOT NEW.recorded_at OR state <> 'suspended' FROM members WHERE id = NEW.member_id)
        ELSE ifnull(${standingOf('NEW.member_id')} || '>' || NEW.kind || '>' || NEW.standing NOT IN (${steps}), 1) END`,
    )}
    ${refuse('member.stepForbidden', `(NEW.kind = 'applied') IS NOT (NEW.levels IS NOT NULL)`)}
    ${refuse(
      'member.stepForbidden',
      `(NEW.kind = 'reviewed' OR (NEW.kind = 'admitted' AND ${last('NEW.member_id', 'standing')} = 'applied'))
        AND (SELECT levels FROM member_events WHERE member_id = NEW.member_id AND kind = 'applied' ORDER BY seq DESC LIMIT 1)
          IS NOT CASE NEW.kind WHEN 'reviewed' THEN 2 ELSE 1 END`,
    )}
    ${refuse(
      'member.sameReviewer',
      `${last('NEW.member_id', 'kind')} = 'reviewed' AND NEW.kind = 'admitted' AND ${last('NEW.member_id', 'recorded_by')} = NEW.recorded_by`,
    )}
    ${refuse('member.stepForbidden', `NEW.kind = 'returned' AND ${lastEnding('NEW.member_id', 'kind')} = 'died'`)}
    ${refuse('member.reasonMissing', `trim(ifnull(NEW.reason, '')) = '' AND NEW.kind NOT IN ('applied', 'reviewed', 'admitted')`)}
    ${refuse(
      'member.hasOpenWork',
      `NEW.kind IN ('moved', 'left', 'died', 'settled', 'merged') AND (${openWork('NEW.member_id')})`,
    )}
    ${refuse(
      'member.restNotMoved',
      `((NEW.kind IN ('moved', 'left', 'died', 'settled') AND NEW.disposal IS NOT 'keep') OR NEW.kind = 'merged')
        AND ${balances('NEW.member_id')}`,
    )}
    ${refuse(
      'member.restNotMoved',
      `NEW.transaction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transactions
        WHERE id = NEW.transaction_id AND kind IN ('closure', 'reversal'))`,
    )}
    ${refuse(
      'member.restNotMoved',
      `NEW.kind = 'merged' AND (NOT EXISTS (SELECT 1 FROM member_merges
          WHERE merged_id = NEW.member_id AND survivor_id IS NEW.other_id AND undone_at IS NULL)
        OR EXISTS (SELECT 1 FROM service_records AS record WHERE record.member_id = NEW.member_id AND record.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)))`,
    )}
  END`,
  `CREATE TRIGGER member_events_follow AFTER INSERT ON member_events BEGIN
    UPDATE members SET state = ${stateOf('NEW.standing')}, version = version + 1, updated_at = NEW.recorded_at WHERE id = NEW.member_id;
  END`,
  // The state follows the events: nobody is suspended, sent away or admitted by an edit of his data.
  `CREATE TRIGGER members_state BEFORE UPDATE ON members WHEN NEW.state IS NOT OLD.state BEGIN
    ${refuse(
      'member.stateByEvent',
      `NEW.state IS NOT (SELECT ${stateOf(last('NEW.id', 'standing'))})
      OR ${last('NEW.id', 'standing')} IS NULL`,
    )}
  END`,
];

/** A closed account takes nothing but what mends the books: reversals, lapsed points, its own closing, late services. */
const closedAccounts = [
  `CREATE TRIGGER ledger_transactions_membership BEFORE INSERT ON ledger_transactions BEGIN
    ${refuse(
      'member.merged',
      onAccountOf(
        `${last('account.member_id', 'standing')} = 'merged'`,
        `NOT (NEW.kind = 'reversal' AND EXISTS (
        SELECT 1 FROM member_merges WHERE merged_id = account.member_id AND transaction_id = NEW.reverses_id))`,
      ),
    )}
    ${refuse('member.notAdmitted', onAccountOf(`${last('account.member_id', 'standing')} IN ('applied', 'reviewed', 'refused')`, `NEW.kind NOT IN ('reversal', 'expiry')`))}
    ${refuse(
      'member.accountClosed',
      onAccountOf(
        `${last('account.member_id', 'standing')} = 'ended'`,
        `NEW.kind NOT IN ('reversal', 'expiry')
          AND NOT (NEW.kind = 'closure' AND ifnull(NEW.occasion, '') GLOB 'member:' || account.member_id || ':*' AND ${amount} < 0)
          AND NOT (NEW.kind = 'closure' AND ifnull(NEW.occasion, '') GLOB 'merge:*' AND ${amount} < 0)
          AND NOT (NEW.kind IN ('credit', 'service') AND NEW.served_on <= ${lastEnding('account.member_id', 'on_day')})`,
      ),
    )}
    ${refuse(
      'member.mergeTakeBack',
      `NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM member_merges AS merge
        JOIN hours_moves AS move ON move.merge_id = merge.id AND move.record_id IS NOT NULL
        WHERE merge.transaction_id = NEW.reverses_id
          AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = move.record_id)
          AND (SELECT member_id FROM service_records WHERE id = move.record_id) = merge.survivor_id)`,
    )}
  END`,
];

const merges = [
  `CREATE TABLE member_merges (
    id TEXT PRIMARY KEY,
    merged_id TEXT NOT NULL REFERENCES members (id),
    survivor_id TEXT NOT NULL REFERENCES members (id),
    transaction_id TEXT REFERENCES ledger_transactions (id),
    merged_at TEXT NOT NULL,
    undone_at TEXT,
    undo_transaction_id TEXT REFERENCES ledger_transactions (id),
    CHECK (merged_id <> survivor_id)
  ) STRICT`,
  'CREATE UNIQUE INDEX member_merges_open ON member_merges (merged_id) WHERE undone_at IS NULL',
  'CREATE INDEX member_merges_merged ON member_merges (merged_id)',
  'CREATE INDEX member_merges_survivor ON member_merges (survivor_id)',
  'CREATE INDEX member_merges_transaction ON member_merges (transaction_id) WHERE transaction_id IS NOT NULL',
  'CREATE INDEX member_merges_undo ON member_merges (undo_transaction_id) WHERE undo_transaction_id IS NOT NULL',
  `CREATE TRIGGER member_merges_no_delete BEFORE DELETE ON member_merges BEGIN SELECT RAISE(ABORT, 'member.eventsAppendOnly'); END`,
  `CREATE TRIGGER member_merges_check BEFORE INSERT ON member_merges BEGIN
    ${refuse(
      'member.eventsAppendOnly',
      `EXISTS (SELECT 1 FROM member_merges WHERE id = NEW.id OR (merged_id = NEW.merged_id AND undone_at IS NULL))
        OR NEW.undone_at IS NOT NULL OR NEW.undo_transaction_id IS NOT NULL`,
    )}
    ${refuse(
      'member.mergeForbidden',
      `NEW.merged_id IS NEW.survivor_id OR ${standingOf('NEW.survivor_id')} NOT IN ('active', 'suspended')
        OR ${standingOf('NEW.merged_id')} NOT IN ('active', 'suspended', 'ended')
        OR (SELECT kind FROM members WHERE id = NEW.merged_id) IS NOT (SELECT kind FROM members WHERE id = NEW.survivor_id)`,
    )}
  END`,
  `CREATE TRIGGER member_merges_once BEFORE UPDATE ON member_merges BEGIN
    ${refuse(
      'member.eventsAppendOnly',
      `OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.id IS NOT OLD.id OR NEW.merged_id IS NOT OLD.merged_id
        OR NEW.survivor_id IS NOT OLD.survivor_id OR NEW.merged_at IS NOT OLD.merged_at OR NEW.transaction_id IS NOT OLD.transaction_id`,
    )}
    ${refuse(
      'member.eventsAppendOnly',
      `(OLD.transaction_id IS NOT NULL) IS NOT (NEW.undo_transaction_id IS NOT NULL) OR (NEW.undo_transaction_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.undo_transaction_id AND reverses_id = OLD.transaction_id))`,
    )}
  END`,

  // Written before the rows that it announces: they are checked against it one by one, and the commit wants them all.
  `CREATE TABLE hours_moves (
    record_id TEXT PRIMARY KEY REFERENCES service_records (id) DEFERRABLE INITIALLY DEFERRED,
    from_id TEXT NOT NULL UNIQUE REFERENCES service_records (id),
    taken_id TEXT NOT NULL UNIQUE REFERENCES service_records (id) DEFERRABLE INITIALLY DEFERRED,
    root_id TEXT NOT NULL REFERENCES service_records (id),
    merge_id TEXT NOT NULL REFERENCES member_merges (id)
  ) STRICT`,
  'CREATE INDEX hours_moves_root ON hours_moves (root_id)',
  'CREATE INDEX hours_moves_merge ON hours_moves (merge_id)',
  ...neverChanged('hours_moves', 'hours.appendOnly'),
  `CREATE TRIGGER hours_moves_check BEFORE INSERT ON hours_moves BEGIN
    ${refuse(
      'hours.appendOnly',
      `EXISTS (SELECT 1 FROM hours_moves WHERE record_id = NEW.record_id OR from_id = NEW.from_id OR taken_id = NEW.taken_id
          OR record_id = NEW.taken_id OR taken_id = NEW.record_id)
        OR EXISTS (SELECT 1 FROM service_records WHERE id IN (NEW.record_id, NEW.taken_id) OR reverses_id = NEW.from_id)
        OR NEW.record_id IS NEW.taken_id`,
    )}
    ${refuse(
      'hours.malformed',
      `NOT EXISTS (SELECT 1 FROM service_records AS source JOIN member_merges AS merge ON merge.id = NEW.merge_id
        WHERE source.id = NEW.from_id AND source.reverses_id IS NULL AND merge.undone_at IS NULL
          AND source.member_id IN (merge.merged_id, merge.survivor_id))
        OR NEW.root_id IS NOT ifnull((SELECT root_id FROM hours_moves WHERE record_id = NEW.from_id), NEW.from_id)`,
    )}
  END`,
  `CREATE TRIGGER service_records_moved BEFORE INSERT ON service_records
   WHEN EXISTS (SELECT 1 FROM hours_moves WHERE record_id = NEW.id OR taken_id = NEW.id) BEGIN
    ${refuse(
      'hours.malformed',
      `NEW.transaction_id IS NOT NULL OR NEW.sheet_line_id IS NOT NULL OR NEW.occasion IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM hours_moves AS move
          JOIN service_records AS source ON source.id = move.from_id JOIN member_merges AS merge ON merge.id = move.merge_id
          WHERE NEW.served_on = source.served_on AND NEW.service_type = source.service_type
            AND NEW.source_class = source.source_class AND NEW.rule = source.rule
            AND ((NEW.id = move.taken_id AND NEW.reverses_id = source.id AND NEW.member_id = source.member_id
                AND NEW.minutes = -source.minutes)
              OR (NEW.id = move.record_id AND NEW.reverses_id IS NULL AND NEW.minutes = source.minutes
                AND NEW.member_id = CASE source.member_id WHEN merge.merged_id THEN merge.survivor_id ELSE merge.merged_id END)))`,
    )}
  END`,
];

const availability = [
  `CREATE TABLE member_availability (
    member_id TEXT PRIMARY KEY REFERENCES members (id),
    version INTEGER NOT NULL CHECK (version > 0),
    slots TEXT NOT NULL CHECK (length(slots) = 21 AND slots NOT GLOB '*[^01]*'),
    note TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
];

/** The first table names its kinds of rule in a CHECK and is never rebuilt; later kinds have this one, one count for both. */
const ruleEditions = [
  `CREATE TABLE timebank_later_rule_editions (
    id TEXT PRIMARY KEY,
    committee_id TEXT NOT NULL REFERENCES committees (id),
    number INTEGER NOT NULL CHECK (number > 0),
    code TEXT NOT NULL CHECK (code <> ''),
    valid_from TEXT NOT NULL CHECK (${date('valid_from')}),
    source TEXT NOT NULL CHECK (source <> ''),
    verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
    reason TEXT NOT NULL CHECK (reason <> ''),
    body TEXT NOT NULL CHECK (json_valid(body)),
    adopted_by TEXT NOT NULL REFERENCES users (id),
    adopted_at TEXT NOT NULL,
    UNIQUE (committee_id, number)
  ) STRICT`,
  ...neverChanged('timebank_later_rule_editions', 'rules.appendOnly'),
  ...(['timebank_later_rule_editions', 'timebank_rule_editions'] as const).map(
    (table) => `CREATE TRIGGER ${table}_number BEFORE INSERT ON ${table} BEGIN
    ${refuse(
      'rules.appendOnly',
      `EXISTS (SELECT 1 FROM timebank_later_rule_editions WHERE id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number))
        OR EXISTS (SELECT 1 FROM timebank_rule_editions WHERE id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number))`,
    )}
  END`,
  ),
];

/** Admission, life events, merges, availability, and later kinds of rules. */
export const timebankMembership0016: Migration = {
  name: '0016-timebank-membership',
  statements: [...merges, ...events, ...closedAccounts, ...availability, ...ruleEditions],
};

/** An entry of NEW on an account of a member of whom `standing` holds, unless it is excused: `excuse` false refuses. */
function onAccountOf(standing: string, refused: string): string {
  return `EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(NEW.entries) THEN NEW.entries ELSE '[]' END) AS entry
    JOIN ledger_accounts AS account ON account.id = CASE WHEN json_valid(entry.value) THEN json_extract(entry.value, '$.account') END
      AND account.member_id IS NOT NULL
    WHERE ${standing} AND ${refused})`;
}
