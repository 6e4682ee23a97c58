import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Month closing of the time bank. One append-only table holds every act (first closing 初结, final closing 终结,
 * withdrawal of a first closing) with the state that stands after it, so that each booking asks one row. The acts are a
 * chain of their own. As in ledger-schema.ts every rule is a trigger: `INSERT OR IGNORE` would skip a CHECK.
 */

const genesisHash = '0'.repeat(64);

/** Calendar month in Asia/Shanghai of an instant; no daylight saving since 1992. */
const monthOfInstant = (instant: string) => `strftime('%Y-%m', ${instant}, '+8 hours')`;
const nextMonth = (month: string) => `strftime('%Y-%m', ${month} || '-01', '+1 month')`;
/** The instant at which the month after begins in Asia/Shanghai. */
const endOfMonth = (month: string) =>
  `strftime('%Y-%m-%dT16:00:00.000Z', ${month} || '-01', '+1 month', '-1 day')`;

const last = (column: string) => `(SELECT ${column} FROM ledger_closings ORDER BY seq DESC LIMIT 1)`;
/** What the first closing of the same month that still stands has found. */
const ofFirst = (column: string) =>
  `(SELECT ${column} FROM ledger_closings WHERE month = NEW.month AND act = 'first' ORDER BY seq DESC LIMIT 1)`;
const lastOfMonth = `(SELECT max(seq) FROM ledger_transactions WHERE recorded_at < ${endOfMonth('NEW.month')})`;

const closings = [
  `CREATE TABLE ledger_closings (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    month TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('first', 'final', 'withdrawal')),
    closed_through TEXT NOT NULL,
    final_through TEXT NOT NULL,
    through_seq INTEGER NOT NULL CHECK (through_seq >= 0),
    at_seq INTEGER NOT NULL CHECK (at_seq >= through_seq),
    head TEXT NOT NULL,
    totals TEXT NOT NULL,
    balances_hash TEXT NOT NULL,
    document_id TEXT REFERENCES documents (id),
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX ledger_closings_month ON ledger_closings (month, seq)',
  'CREATE INDEX ledger_closings_document ON ledger_closings (document_id) WHERE document_id IS NOT NULL',
  ...neverChanged('ledger_closings', 'closing.appendOnly'),
  `CREATE TRIGGER ledger_closings_check BEFORE INSERT ON ledger_closings BEGIN
    ${refuse('closing.appendOnly', 'EXISTS (SELECT 1 FROM ledger_closings WHERE seq = NEW.seq OR id = NEW.id)')}
    ${refuse('closing.outOfOrder', 'NEW.seq IS NOT ifnull((SELECT max(seq) FROM ledger_closings), 0) + 1')}
    ${refuse('closing.outOfOrder', `NEW.prev_hash IS NOT ifnull(${last('hash')}, '${genesisHash}')`)}
    ${refuse(
      'closing.malformed',
      `length(NEW.hash) IS NOT 64 OR NEW.hash GLOB '*[^0-9a-f]*' OR json_valid(NEW.totals) IS NOT 1
        OR length(NEW.balances_hash) IS NOT 64 OR NEW.act NOT IN ('first', 'final', 'withdrawal') OR NEW.act IS NULL
        OR NEW.month NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR ${nextMonth('NEW.month')} IS NULL OR NEW.created_by IS NULL`,
    )}
    ${refuse('closing.notOver', `NEW.act <> 'withdrawal' AND ifnull(${monthOfInstant('NEW.created_at')}, '') <= NEW.month`)}
    ${refuse(
      'closing.outOfOrder',
      `CASE NEW.act
        WHEN 'first' THEN ifnull(${last('closed_through')}, '') <> '' AND NEW.month IS NOT ${nextMonth(last('closed_through'))}
          OR ifnull(${last('closed_through')}, '') = '' AND NEW.month IS NOT ifnull(
            (SELECT min(month) FROM ledger_closings), ifnull(${monthOfInstant('(SELECT min(recorded_at) FROM ledger_transactions)')}, NEW.month))
        WHEN 'final' THEN NEW.month > ifnull(${last('closed_through')}, '') OR NEW.month IS NOT CASE ${last('final_through')}
          WHEN '' THEN (SELECT min(month) FROM ledger_closings) ELSE ${nextMonth(last('final_through'))} END
        ELSE NEW.month IS NOT ${last('closed_through')} OR NEW.month <= ${last('final_through')} END`,
    )}
    ${refuse(
      'closing.malformed',
      `NEW.closed_through IS NOT CASE NEW.act WHEN 'first' THEN NEW.month WHEN 'final' THEN ${last('closed_through')}
          ELSE CASE WHEN NEW.month = (SELECT min(month) FROM ledger_closings) THEN ''
            ELSE strftime('%Y-%m', NEW.month || '-01', '-1 month') END END
        OR NEW.final_through IS NOT CASE NEW.act WHEN 'final' THEN NEW.month ELSE ifnull(${last('final_through')}, '') END`,
    )}
    ${refuse('closing.reasonMissing', `NEW.act = 'withdrawal' AND trim(ifnull(NEW.reason, '')) = ''`)}
    ${refuse(
      'closing.totalsDiffer',
      `NEW.through_seq IS NOT ifnull(${lastOfMonth}, 0)
        OR NEW.at_seq IS NOT ifnull((SELECT max(seq) FROM ledger_transactions), 0)
        OR NEW.head IS NOT ifnull((SELECT hash FROM ledger_transactions WHERE seq = NEW.through_seq), '${genesisHash}')
        OR (NEW.act <> 'first' AND (NEW.balances_hash IS NOT ${ofFirst('balances_hash')} OR NEW.totals IS NOT ${ofFirst('totals')}))`,
    )}
  END`,
  // A month that is closed stays as it was counted: nothing is booked into it, whatever the clock says.
  `CREATE TRIGGER ledger_transactions_closed BEFORE INSERT ON ledger_transactions BEGIN
    ${refuse(
      'ledger.monthClosed',
      `ifnull(${monthOfInstant('NEW.recorded_at')}, '') <= ${last('closed_through')}`,
    )}
    ${refuse(
      'ledger.monthClosed',
      `NEW.kind IN ('credit', 'service') AND substr(NEW.served_on, 1, 7) <= ${last('closed_through')}
        AND trim(ifnull(NEW.late_reason, '')) = ''`,
    )}
    ${refuse(
      'ledger.monthFinal',
      `NEW.kind IN ('credit', 'service') AND substr(NEW.served_on, 1, 7) <= ${last('final_through')}
        AND NOT EXISTS (SELECT 1 FROM user_roles WHERE user_id = NEW.created_by AND role = 'administrator')`,
    )}
  END`,
];

/** Register of 志愿服务证明: numbered, what was certified, and that it was published or withdrawn. */
const certificates = [
  `CREATE TABLE service_certificates (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    member_id TEXT NOT NULL REFERENCES members (id),
    served_from TEXT NOT NULL,
    served_to TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    last_record_id TEXT NOT NULL REFERENCES service_records (id),
    records_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id),
    issued_by TEXT NOT NULL REFERENCES users (id),
    issued_on TEXT NOT NULL,
    issued_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX service_certificates_member ON service_certificates (member_id, issued_at)',
  'CREATE INDEX service_certificates_issued ON service_certificates (issued_at, id)',
  ...neverChanged('service_certificates', 'closing.appendOnly'),
  `CREATE TRIGGER service_certificates_check BEFORE INSERT ON service_certificates BEGIN
    ${refuse('closing.appendOnly', 'EXISTS (SELECT 1 FROM service_certificates WHERE id = NEW.id OR number = NEW.number OR document_id = NEW.document_id)')}
    ${refuse('closing.malformed', 'NEW.minutes IS NULL OR NEW.minutes <= 0 OR NEW.served_from > NEW.served_to')}
  END`,
];

/** What an issued statement says of an account: an assertion that the self-audit recomputes ever after. */
const assertions = [
  `CREATE TABLE statement_assertions (
    document_id TEXT NOT NULL REFERENCES documents (id),
    member_id TEXT NOT NULL REFERENCES members (id),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'point')),
    account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
    month TEXT NOT NULL,
    after_seq INTEGER NOT NULL CHECK (after_seq >= 0),
    through_seq INTEGER NOT NULL CHECK (through_seq >= after_seq),
    opening INTEGER NOT NULL,
    closing INTEGER NOT NULL,
    PRIMARY KEY (document_id, account_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX statement_assertions_account ON statement_assertions (account_id, through_seq)',
  'CREATE INDEX statement_assertions_member ON statement_assertions (member_id)',
  ...neverChanged('statement_assertions', 'closing.appendOnly'),
  `CREATE TRIGGER statement_assertions_check BEFORE INSERT ON statement_assertions BEGIN
    ${refuse(
      'closing.appendOnly',
      'EXISTS (SELECT 1 FROM statement_assertions WHERE document_id = NEW.document_id AND account_id = NEW.account_id)',
    )}
    ${refuse(
      'closing.totalsDiffer',
      (['opening', 'closing'] as const)
        .map(
          (side) =>
            `NEW.${side} IS NOT ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = NEW.account_id
              AND transaction_seq <= NEW.${side === 'opening' ? 'after_seq' : 'through_seq'} ORDER BY transaction_seq DESC LIMIT 1), 0)`,
        )
        .join(' OR '),
    )}
  END`,
];

export const closing0014: Migration = {
  name: '0014-timebank-closing',
  statements: [...closings, ...certificates, ...assertions],
};
