import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Requests of residents from the first word to the booking, what was said about them, and corrections that volunteers
 * ask for. The rules themselves stand in timebank/work/request-state.ts; what may never happen is refused here too: a
 * request taken twice, published without a reservation, closed while coins stay reserved, confirmed without a booking.
 */

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const clock = (column: string) => `CHECK (${column} GLOB '[0-2][0-9]:[0-5][0-9]')`;

/** From one state to the next; a row may also stay where it is. */
const transitions = [
  ['draft', 'published'],
  ['draft', 'cancelled'],
  ['published', 'taken'],
  ['published', 'cancelled'],
  ['published', 'timedOut'],
  ['taken', 'published'],
  ['taken', 'started'],
  ['taken', 'done'],
  ['taken', 'cancelled'],
  ['taken', 'timedOut'],
  ['started', 'done'],
  ['started', 'cancelled'],
  ['done', 'confirmed'],
  ['done', 'cancelled'],
];
const allowed = transitions.map(([from, to]) => `'${from}>${to}'`).join(', ');
const reserved = (id: string) =>
  `EXISTS (SELECT 1 FROM ledger_holds WHERE purpose = 'request' AND purpose_id = ${id} AND state = 'held')`;

const requests = [
  `CREATE TABLE requests (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    recipient_id TEXT NOT NULL REFERENCES members (id),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    note TEXT NOT NULL,
    wanted_on TEXT NOT NULL ${date('wanted_on')},
    starts_at TEXT NOT NULL ${clock('starts_at')},
    ends_at TEXT NOT NULL ${clock('ends_at')},
    place TEXT NOT NULL CHECK (place <> ''),
    area_id TEXT REFERENCES areas (id),
    mode TEXT NOT NULL CHECK (mode IN ('first', 'choose')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'taken', 'started', 'done', 'confirmed', 'cancelled', 'timedOut')),
    lapses_at TEXT NOT NULL,
    helper_id TEXT REFERENCES members (id),
    taken_at TEXT,
    served_on TEXT ${date('served_on')},
    served_from TEXT ${clock('served_from')},
    served_to TEXT ${clock('served_to')},
    served_minutes INTEGER CHECK (served_minutes BETWEEN 1 AND 1440),
    source_class TEXT CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    recipient_confirmed TEXT CHECK (recipient_confirmed IN ('inPerson', 'telephone', 'paper', 'representative')),
    helper_confirmed TEXT CHECK (helper_confirmed IN ('inPerson', 'telephone', 'paper', 'representative')),
    transaction_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    closed_at TEXT,
    closed_reason TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK (served_to IS NULL OR served_from < served_to),
    CHECK (helper_id IS NOT recipient_id),
    CHECK ((helper_id IS NULL) = (taken_at IS NULL)),
    CHECK (state NOT IN ('draft', 'published') OR helper_id IS NULL),
    CHECK (state NOT IN ('taken', 'started', 'done', 'confirmed') OR helper_id IS NOT NULL),
    CHECK (state <> 'started' OR (served_on IS NOT NULL AND served_from IS NOT NULL)),
    CHECK (state NOT IN ('done', 'confirmed') OR (served_minutes IS NOT NULL AND source_class IS NOT NULL)),
    CHECK (state <> 'confirmed' OR (recipient_confirmed IS NOT NULL AND helper_confirmed IS NOT NULL)),
    CHECK ((state = 'confirmed') = (transaction_id IS NOT NULL)),
    CHECK ((state IN ('confirmed', 'cancelled', 'timedOut')) = (closed_at IS NOT NULL)),
    CHECK (state <> 'cancelled' OR closed_reason <> '')
  ) STRICT`,
  'CREATE INDEX requests_board ON requests (state, created_at, id)',
  'CREATE INDEX requests_closed ON requests (state, closed_at DESC, id DESC)',
  'CREATE INDEX requests_day ON requests (wanted_on DESC, id DESC)',
  'CREATE INDEX requests_recipient ON requests (recipient_id, wanted_on)',
  'CREATE INDEX requests_helper ON requests (helper_id, wanted_on) WHERE helper_id IS NOT NULL',
  `CREATE INDEX requests_lapse ON requests (lapses_at) WHERE state IN ('published', 'taken')`,
  'CREATE INDEX requests_area ON requests (area_id)',
  `CREATE TRIGGER requests_no_delete BEFORE DELETE ON requests BEGIN SELECT RAISE(ABORT, 'request.stageForbids'); END`,
  `CREATE TRIGGER requests_check BEFORE INSERT ON requests BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM requests WHERE id = NEW.id OR number = NEW.number)')}
    ${refuse('request.stageForbids', `NEW.state IS NOT 'draft'`)}
  END`,
  `CREATE TRIGGER requests_steps BEFORE UPDATE ON requests BEGIN
    ${refuse('request.stageForbids', "NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.recipient_id IS NOT OLD.recipient_id AND OLD.state <> 'draft'")}
    ${refuse('request.stageForbids', `OLD.state IN ('confirmed', 'cancelled', 'timedOut')`)}
    ${refuse('request.alreadyTaken', 'OLD.helper_id IS NOT NULL AND NEW.helper_id IS NOT NULL AND NEW.helper_id <> OLD.helper_id')}
    ${refuse('request.stageForbids', `NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (${allowed})`)}
    ${refuse('request.notReserved', `NEW.state IN ('published', 'taken', 'started', 'done') AND NEW.state <> OLD.state AND NOT ${reserved('NEW.id')}`)}
    ${refuse('request.notReserved', `NEW.state IN ('confirmed', 'cancelled', 'timedOut') AND ${reserved('NEW.id')}`)}
    ${refuse(
      'request.notBooked',
      `NEW.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM ledger_transactions
        WHERE id = NEW.transaction_id AND occasion = 'request:' || NEW.id)`,
    )}
  END`,

  `CREATE TABLE request_offers (
    request_id TEXT NOT NULL REFERENCES requests (id),
    helper_id TEXT NOT NULL REFERENCES members (id),
    note TEXT NOT NULL,
    offered_at TEXT NOT NULL,
    PRIMARY KEY (request_id, helper_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX request_offers_helper ON request_offers (helper_id)',

  // What happened, in order; never changed.
  `CREATE TABLE request_events (
    request_id TEXT NOT NULL REFERENCES requests (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    step TEXT NOT NULL CHECK (step <> ''),
    at TEXT NOT NULL,
    user_id TEXT REFERENCES users (id),
    member_id TEXT REFERENCES members (id),
    text TEXT NOT NULL,
    PRIMARY KEY (request_id, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX request_events_member ON request_events (member_id) WHERE member_id IS NOT NULL',
  ...neverChanged('request_events', 'request.stageForbids'),
  `CREATE TRIGGER request_events_next BEFORE INSERT ON request_events BEGIN
    ${refuse(
      'request.stageForbids',
      'NEW.seq IS NOT ifnull((SELECT max(seq) FROM request_events WHERE request_id = NEW.request_id), 0) + 1',
    )}
  END`,

  `CREATE TABLE request_evaluations (
    request_id TEXT PRIMARY KEY REFERENCES requests (id),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    words TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  ...neverChanged('request_evaluations', 'request.stageForbids'),
  `CREATE TRIGGER request_evaluations_check BEFORE INSERT ON request_evaluations BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM request_evaluations WHERE request_id = NEW.request_id)')}
    ${refuse(
      'request.stageForbids',
      `(SELECT state FROM requests WHERE id = NEW.request_id) NOT IN ('done', 'confirmed')`,
    )}
  END`,
];

const complaints = [
  `CREATE TABLE complaints (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    request_id TEXT REFERENCES requests (id),
    words TEXT NOT NULL CHECK (words <> ''),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
    answer TEXT NOT NULL,
    filed_by TEXT NOT NULL REFERENCES users (id),
    filed_at TEXT NOT NULL,
    answered_by TEXT REFERENCES users (id),
    answered_at TEXT,
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK ((state = 'open') = (answered_by IS NULL)),
    CHECK ((state = 'open') = (answer = ''))
  ) STRICT`,
  'CREATE INDEX complaints_state ON complaints (state, filed_at)',
  'CREATE INDEX complaints_member ON complaints (member_id)',
  'CREATE INDEX complaints_request ON complaints (request_id)',
  `CREATE TRIGGER complaints_no_delete BEFORE DELETE ON complaints BEGIN SELECT RAISE(ABORT, 'complaint.answered'); END`,
  `CREATE TRIGGER complaints_no_replace BEFORE INSERT ON complaints WHEN EXISTS (SELECT 1 FROM complaints WHERE id = NEW.id)
   BEGIN SELECT RAISE(ABORT, 'complaint.answered'); END`,
  `CREATE TRIGGER complaints_once BEFORE UPDATE ON complaints
   WHEN OLD.state <> 'open' OR NEW.id IS NOT OLD.id OR NEW.member_id IS NOT OLD.member_id OR NEW.words IS NOT OLD.words
   BEGIN SELECT RAISE(ABORT, 'complaint.answered'); END`,
];

const corrections = [
  `CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    transaction_id TEXT NOT NULL REFERENCES ledger_transactions (id),
    wanted_minutes INTEGER NOT NULL CHECK (wanted_minutes BETWEEN 0 AND 1440),
    words TEXT NOT NULL CHECK (words <> ''),
    state TEXT NOT NULL CHECK (state IN ('asked', 'made', 'refused')),
    answer TEXT NOT NULL,
    reversal_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    booked_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    asked_by TEXT NOT NULL REFERENCES users (id),
    asked_at TEXT NOT NULL,
    checked_by TEXT REFERENCES users (id),
    checked_at TEXT,
    CHECK ((state = 'asked') = (checked_at IS NULL)),
    CHECK ((state = 'asked') = (checked_by IS NULL)),
    CHECK ((state = 'asked') = (answer = '')),
    CHECK ((state = 'made') = (reversal_id IS NOT NULL)),
    CHECK (booked_id IS NULL OR state = 'made')
  ) STRICT`,
  'CREATE INDEX corrections_state ON corrections (state, asked_at)',
  'CREATE INDEX corrections_member ON corrections (member_id)',
  // One question at a time about one booking.
  `CREATE UNIQUE INDEX corrections_open ON corrections (transaction_id) WHERE state = 'asked'`,
  'CREATE INDEX corrections_transaction ON corrections (transaction_id)',
  `CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'correction.checked'); END`,
  `CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections BEGIN
    ${refuse('correction.checked', `EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id) OR NEW.state IS NOT 'asked'`)}
    ${refuse(
      'correction.alreadyAsked',
      `EXISTS (SELECT 1 FROM corrections WHERE transaction_id = NEW.transaction_id AND state = 'asked')`,
    )}
  END`,
  `CREATE TRIGGER corrections_once BEFORE UPDATE ON corrections BEGIN
    ${refuse(
      'correction.checked',
      `OLD.state <> 'asked' OR NEW.id IS NOT OLD.id OR NEW.transaction_id IS NOT OLD.transaction_id OR NEW.words IS NOT OLD.words
        OR NEW.wanted_minutes IS NOT OLD.wanted_minutes OR NEW.member_id IS NOT OLD.member_id`,
    )}
    ${refuse(
      'correction.checked',
      `NEW.reversal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transactions
        WHERE id = NEW.reversal_id AND reverses_id = NEW.transaction_id)`,
    )}
  END`,
];

/** Requests, offers, evaluations, complaints and corrections. */
export const timebankWork0012: Migration = {
  name: '0012-timebank-work',
  statements: [...requests, ...complaints, ...corrections],
};
