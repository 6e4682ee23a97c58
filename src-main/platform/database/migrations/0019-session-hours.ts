import { refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * A volunteer mediator’s session hours on their way into the time bank. What the time bank may know stands in
 * `hour_offers`: member, day, minutes. Which session it was stands in `session_hours`, on the mediators’ side of the
 * file, and nowhere else: no id of a case or of a session is in any row that the time bank reads.
 */

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const linked = (column: string) =>
  `EXISTS (SELECT 1 FROM volunteer_links WHERE ${column} = NEW.${column} AND ended_at IS NULL AND id <> NEW.id)`;

const links = [
  `CREATE TABLE volunteer_links (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    user_id TEXT NOT NULL REFERENCES users (id),
    member_id TEXT NOT NULL REFERENCES members (id),
    linked_by TEXT NOT NULL REFERENCES users (id),
    linked_at TEXT NOT NULL,
    ended_by TEXT REFERENCES users (id),
    ended_at TEXT,
    end_reason TEXT NOT NULL,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (end_reason = ''))
  ) STRICT`,
  'CREATE UNIQUE INDEX volunteer_links_open_user ON volunteer_links (user_id) WHERE ended_at IS NULL',
  'CREATE UNIQUE INDEX volunteer_links_open_member ON volunteer_links (member_id) WHERE ended_at IS NULL',
  'CREATE INDEX volunteer_links_user ON volunteer_links (user_id, linked_at)',
  'CREATE INDEX volunteer_links_member ON volunteer_links (member_id)',
  `CREATE TRIGGER volunteer_links_no_delete BEFORE DELETE ON volunteer_links
   BEGIN SELECT RAISE(ABORT, 'volunteerLink.ended'); END`,
  `CREATE TRIGGER volunteer_links_check BEFORE INSERT ON volunteer_links BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM volunteer_links WHERE id = NEW.id)')}
    ${refuse('volunteerLink.ended', 'NEW.ended_at IS NOT NULL')}
    ${refuse('volunteerLink.alreadyLinked', `${linked('user_id')} OR ${linked('member_id')}`)}
    ${refuse('volunteerLink.personsOnly', `(SELECT kind FROM members WHERE id = NEW.member_id) IS NOT 'person'`)}
  END`,
  `CREATE TRIGGER volunteer_links_once BEFORE UPDATE ON volunteer_links BEGIN
    ${refuse(
      'volunteerLink.ended',
      `OLD.ended_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.user_id IS NOT OLD.user_id OR NEW.member_id IS NOT OLD.member_id
        OR NEW.linked_by IS NOT OLD.linked_by OR NEW.linked_at IS NOT OLD.linked_at`,
    )}
  END`,
];

const kept = ['id', 'member_id', 'offered_by', 'offered_at', 'service_type', 'served_on', 'nth', 'minutes'];

const offers = [
  `CREATE TABLE hour_offers (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    served_on TEXT NOT NULL ${date('served_on')},
    nth INTEGER NOT NULL CHECK (nth > 0),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    reason TEXT NOT NULL,
    offered_by TEXT NOT NULL REFERENCES users (id),
    offered_at TEXT NOT NULL,
    decided_by TEXT REFERENCES users (id),
    decided_at TEXT,
    transaction_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    UNIQUE (member_id, served_on, nth),
    CHECK ((state IN ('accepted', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'refused') = (reason <> '')),
    CHECK ((state = 'accepted') = (transaction_id IS NOT NULL))
  ) STRICT`,
  'CREATE INDEX hour_offers_state ON hour_offers (state, served_on DESC, id DESC)',
  'CREATE INDEX hour_offers_day ON hour_offers (served_on DESC, id DESC)',
  `CREATE TRIGGER hour_offers_no_delete BEFORE DELETE ON hour_offers
   BEGIN SELECT RAISE(ABORT, 'sessionHours.settled'); END`,
  `CREATE TRIGGER hour_offers_check BEFORE INSERT ON hour_offers BEGIN
    ${refuse(
      'record.duplicate',
      `EXISTS (SELECT 1 FROM hour_offers WHERE id = NEW.id
        OR (member_id = NEW.member_id AND served_on = NEW.served_on AND nth = NEW.nth))`,
    )}
    ${refuse('sessionHours.settled', `NEW.state IS NOT 'open'`)}
    ${refuse(
      'sessionHours.notLinked',
      `NOT EXISTS (SELECT 1 FROM volunteer_links
        WHERE user_id = NEW.offered_by AND member_id = NEW.member_id AND ended_at IS NULL)`,
    )}
  END`,
  `CREATE TRIGGER hour_offers_once BEFORE UPDATE ON hour_offers BEGIN
    ${refuse(
      'sessionHours.settled',
      `OLD.state <> 'open' OR ${kept.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}`,
    )}
    ${refuse(
      'sessionHours.ownOffer',
      `NEW.decided_by IS NOT NULL AND (NEW.decided_by = NEW.offered_by
        OR EXISTS (SELECT 1 FROM volunteer_links WHERE user_id = NEW.decided_by AND member_id = NEW.member_id))`,
    )}
    ${refuse(
      'sessionHours.notBooked',
      `NEW.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM ledger_transactions
        WHERE id = NEW.transaction_id AND occasion = 'session:' || NEW.id)`,
    )}
  END`,
];

const clock = (column: string) => `(substr(${column}, 1, 2) * 60 + substr(${column}, 4, 2))`;
/** The offer says another day than the session, or more than its clock allows. Both are names of rows. */
const differs = (session: string, offer: string) =>
  `(${offer}.served_on IS NOT ${session}.held_on OR ${offer}.minutes > ${clock(`${session}.ends_at`)} - ${clock(`${session}.starts_at`)})`;
const checks = `
    ${refuse(
      'sessionHours.differs',
      `NOT EXISTS (SELECT 1 FROM hour_offers AS offer JOIN mediation_sessions AS session ON session.id = NEW.session_id
        WHERE offer.id = NEW.offer_id AND offer.state = 'open' AND offer.offered_by = NEW.user_id
          AND NOT ${differs('session', 'offer')})`,
    )}
    ${refuse(
      'sessionHours.alreadyOffered',
      'EXISTS (SELECT 1 FROM session_hours WHERE offer_id = NEW.offer_id)',
    )}`;

const sessions = [
  // One row for a session and a mediator, for ever; a withdrawn or refused offer may be followed by another one.
  `CREATE TABLE session_hours (
    session_id TEXT NOT NULL REFERENCES mediation_sessions (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    offer_id TEXT NOT NULL UNIQUE REFERENCES hour_offers (id),
    PRIMARY KEY (session_id, user_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX session_hours_user ON session_hours (user_id)',
  `CREATE TRIGGER session_hours_no_delete BEFORE DELETE ON session_hours
   BEGIN SELECT RAISE(ABORT, 'sessionHours.settled'); END`,
  `CREATE TRIGGER session_hours_check BEFORE INSERT ON session_hours BEGIN
    ${refuse(
      'sessionHours.alreadyOffered',
      'EXISTS (SELECT 1 FROM session_hours WHERE session_id = NEW.session_id AND user_id = NEW.user_id)',
    )}${checks}
  END`,
  `CREATE TRIGGER session_hours_next BEFORE UPDATE ON session_hours BEGIN
    ${refuse(
      'sessionHours.alreadyOffered',
      `NEW.session_id IS NOT OLD.session_id OR NEW.user_id IS NOT OLD.user_id
        OR (SELECT state FROM hour_offers WHERE id = OLD.offer_id) NOT IN ('withdrawn', 'refused')`,
    )}${checks}
  END`,
  // Whoever corrects the minutes of a session to another day or a shorter time withdraws what was offered for it.
  `CREATE TRIGGER session_hours_follow AFTER UPDATE OF held_on, starts_at, ends_at ON mediation_sessions BEGIN
    UPDATE hour_offers SET state = 'withdrawn', version = version + 1
    WHERE state = 'open' AND id IN (SELECT offer_id FROM session_hours WHERE session_id = NEW.id)
      AND ${differs('NEW', 'hour_offers')};
  END`,
];

/** Volunteer mediators, what they offer the time bank, and for which session. */
export const sessionHours0019: Migration = {
  name: '0019-session-hours',
  statements: [...links, ...offers, ...sessions],
};
