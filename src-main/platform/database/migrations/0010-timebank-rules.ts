import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const codes = `'credit', 'use', 'points', 'pointActions', 'coefficients', 'doubts', 'review', 'stars', 'sourceNames'`;

/** The centre’s own versions of the rules, and what a look over the bookings found. */
export const timebankRules0010: Migration = {
  name: '0010-timebank-rules',
  statements: [
    `CREATE TABLE timebank_rule_editions (
      id TEXT PRIMARY KEY,
      committee_id TEXT NOT NULL REFERENCES committees (id),
      number INTEGER NOT NULL CHECK (number > 0),
      code TEXT NOT NULL CHECK (code IN (${codes})),
      valid_from TEXT NOT NULL ${date('valid_from')},
      source TEXT NOT NULL CHECK (source <> ''),
      verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
      reason TEXT NOT NULL CHECK (reason <> ''),
      body TEXT NOT NULL CHECK (json_valid(body)),
      adopted_by TEXT NOT NULL REFERENCES users (id),
      adopted_at TEXT NOT NULL,
      UNIQUE (committee_id, number)
    ) STRICT`,
    // A credit names the version that decided: one that could change would make every booked number doubtful.
    ...neverChanged('timebank_rule_editions', 'rules.appendOnly'),
    `CREATE TRIGGER timebank_rule_editions_check BEFORE INSERT ON timebank_rule_editions BEGIN
      ${refuse(
        'rules.appendOnly',
        `EXISTS (SELECT 1 FROM timebank_rule_editions WHERE id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number))`,
      )}
    END`,

    `CREATE TABLE timebank_review_items (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      rule TEXT NOT NULL CHECK (rule <> ''),
      rule_version TEXT NOT NULL,
      member_id TEXT REFERENCES members (id),
      entered_by TEXT REFERENCES users (id),
      served_on TEXT NOT NULL ${date('served_on')},
      params TEXT NOT NULL CHECK (json_valid(params)),
      transactions TEXT NOT NULL CHECK (json_valid(transactions)),
      state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'confirmed')),
      note TEXT NOT NULL,
      found_at TEXT NOT NULL,
      decided_by TEXT REFERENCES users (id),
      decided_at TEXT,
      CHECK ((state = 'open') = (decided_by IS NULL)),
      CHECK ((state = 'open') = (decided_at IS NULL)),
      CHECK (state = 'open' OR note <> '')
    ) STRICT`,
    'CREATE INDEX timebank_review_items_state ON timebank_review_items (state, served_on DESC, id)',
    'CREATE INDEX timebank_review_items_member ON timebank_review_items (member_id) WHERE member_id IS NOT NULL',
    `CREATE TRIGGER timebank_review_items_no_delete BEFORE DELETE ON timebank_review_items
     BEGIN SELECT RAISE(ABORT, 'review.neverDeleted'); END`,
    // What was found stays as it was found; only what people make of it changes.
    `CREATE TRIGGER timebank_review_items_same BEFORE UPDATE ON timebank_review_items
     WHEN NEW.id IS NOT OLD.id OR NEW.key IS NOT OLD.key OR NEW.rule IS NOT OLD.rule OR NEW.params IS NOT OLD.params
       OR NEW.transactions IS NOT OLD.transactions OR NEW.member_id IS NOT OLD.member_id
       OR NEW.entered_by IS NOT OLD.entered_by OR NEW.found_at IS NOT OLD.found_at
     BEGIN SELECT RAISE(ABORT, 'review.neverDeleted'); END`,
    `CREATE TRIGGER timebank_review_items_no_replace BEFORE INSERT ON timebank_review_items
     WHEN EXISTS (SELECT 1 FROM timebank_review_items WHERE id = NEW.id OR key = NEW.key)
     BEGIN SELECT RAISE(ABORT, 'review.neverDeleted'); END`,
  ],
};
