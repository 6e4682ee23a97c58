import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Seals: a chain of digests over rows that no other chain covers. An issued paper has a hash of its own, but one that can
 * be rewritten together with it; a reservation had none. What is older than this migration cannot be sealed in SQL: it is
 * counted, and the count is what the first link stands on.
 */
const seals = [
  `CREATE TABLE seals (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('document', 'hold')),
    row_id TEXT NOT NULL CHECK (row_id <> ''),
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (kind, row_id)
  ) STRICT`,
  ...neverChanged('seals', 'seal.appendOnly'),
  `CREATE TRIGGER seals_check BEFORE INSERT ON seals BEGIN
    ${refuse('seal.appendOnly', 'EXISTS (SELECT 1 FROM seals WHERE seq = NEW.seq OR (kind = NEW.kind AND row_id = NEW.row_id))')}
    ${refuse(
      'seal.appendOnly',
      `NEW.seq IS NOT ifnull((SELECT max(seq) FROM seals), 0) + 1
        OR (NEW.seq > 1 AND NEW.prev_hash IS NOT (SELECT hash FROM seals WHERE seq = NEW.seq - 1))`,
    )}
    ${['digest', 'prev_hash', 'hash']
      .map((column) =>
        refuse('seal.appendOnly', `length(NEW.${column}) IS NOT 64 OR NEW.${column} GLOB '*[^0-9a-f]*'`),
      )
      .join('\n')}
  END`,
  `CREATE TABLE seals_before (
    kind TEXT PRIMARY KEY,
    counted INTEGER NOT NULL CHECK (counted >= 0)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO seals_before (kind, counted) VALUES
    ('document', (SELECT count(*) FROM documents)), ('hold', (SELECT count(*) FROM ledger_holds))`,
  ...neverChanged('seals_before', 'seal.appendOnly'),
  `CREATE TRIGGER seals_before_check BEFORE INSERT ON seals_before
   BEGIN SELECT RAISE(ABORT, 'seal.appendOnly'); END`,
];

/*
 * One table for all versions of rules. The first one named its kinds in a CHECK, so a kind that came later had a table of
 * its own; which kinds there are is the contract’s to say.
 */
const columns = `id, committee_id, number, code, valid_from, source, verified, reason, body, adopted_by, adopted_at`;
const ruleEditions = [
  `CREATE TABLE timebank_all_rule_editions (
    id TEXT PRIMARY KEY,
    committee_id TEXT NOT NULL REFERENCES committees (id),
    number INTEGER NOT NULL CHECK (number > 0),
    code TEXT NOT NULL CHECK (code <> ''),
    valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source TEXT NOT NULL CHECK (source <> ''),
    verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
    reason TEXT NOT NULL CHECK (reason <> ''),
    body TEXT NOT NULL CHECK (json_valid(body)),
    adopted_by TEXT NOT NULL REFERENCES users (id),
    adopted_at TEXT NOT NULL,
    UNIQUE (committee_id, number)
  ) STRICT`,
  ...['timebank_rule_editions', 'timebank_later_rule_editions'].map(
    (table) => `INSERT INTO timebank_all_rule_editions (${columns}) SELECT ${columns} FROM ${table}`,
  ),
  // Each has a trigger that looks into the other: both go before anything is renamed.
  'DROP TABLE timebank_later_rule_editions',
  'DROP TABLE timebank_rule_editions',
  'ALTER TABLE timebank_all_rule_editions RENAME TO timebank_rule_editions',
  ...neverChanged('timebank_rule_editions', 'rules.appendOnly'),
  `CREATE TRIGGER timebank_rule_editions_check BEFORE INSERT ON timebank_rule_editions BEGIN
    ${refuse(
      'rules.appendOnly',
      `EXISTS (SELECT 1 FROM timebank_rule_editions
        WHERE id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number))`,
    )}
  END`,
];

/** A chain over papers and reservations; one table for the versions of rules. */
export const timebankSeals0024: Migration = {
  name: '0024-timebank-seals',
  statements: [...seals, ...ruleEditions],
};
