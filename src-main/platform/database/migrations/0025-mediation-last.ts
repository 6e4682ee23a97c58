import type { Migration } from './migration.ts';

/** `condition` true refuses the statement with `code`. One SELECT each, because they run in order. */
const refuse = (code: string, condition: string) => `SELECT RAISE(ABORT, '${code}') WHERE ${condition};`;
const changed = (columns: readonly string[]) =>
  columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ');

/*
 * Two entries of the directory that look alike and are not the same person: kept, so that nobody is asked again. Taken back it
 * stays as a row that says when and by whom. `one_id` is the smaller of the two, so that a pair stands once.
 */
const distinctions = [
  `CREATE TABLE party_distinctions (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    one_id TEXT NOT NULL REFERENCES parties (id),
    other_id TEXT NOT NULL REFERENCES parties (id),
    note TEXT NOT NULL,
    told_by TEXT NOT NULL REFERENCES users (id),
    told_at TEXT NOT NULL,
    undone_by TEXT REFERENCES users (id),
    undone_at TEXT,
    CHECK (one_id < other_id),
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
  ) STRICT`,
  'CREATE UNIQUE INDEX party_distinctions_standing ON party_distinctions (one_id, other_id) WHERE undone_at IS NULL',
  'CREATE INDEX party_distinctions_other ON party_distinctions (other_id)',
  `CREATE TRIGGER party_distinctions_begin BEFORE INSERT ON party_distinctions BEGIN
    ${refuse('party.apart', 'EXISTS (SELECT 1 FROM party_distinctions WHERE id = NEW.id)')}
    ${refuse(
      'party.merged',
      `EXISTS (SELECT 1 FROM parties WHERE id IN (NEW.one_id, NEW.other_id) AND merged_into IS NOT NULL)`,
    )}
  END`,
  `CREATE TRIGGER party_distinctions_no_delete BEFORE DELETE ON party_distinctions
   BEGIN SELECT RAISE(ABORT, 'party.apart'); END`,
  `CREATE TRIGGER party_distinctions_end BEFORE UPDATE ON party_distinctions
   WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
     OR ${changed(['id', 'one_id', 'other_id', 'note', 'told_by', 'told_at'])}
   BEGIN SELECT RAISE(ABORT, 'party.apart'); END`,
  `CREATE TRIGGER parties_apart BEFORE UPDATE OF merged_into ON parties
   WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM party_distinctions
     WHERE one_id = min(NEW.id, NEW.merged_into) AND other_id = max(NEW.id, NEW.merged_into) AND undone_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'party.apart'); END`,
];

/*
 * Who took part in a caucus and was taken off the case afterwards. That a party "is in use" by something that cannot be seen
 * would tell everybody of the caucus; so the party goes, and the caucus keeps the name for those who may know of it.
 */
const formerParties = [
  `CREATE TABLE caucus_former_parties (
    session_id TEXT NOT NULL REFERENCES mediation_sessions (id),
    party_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    removed_by TEXT NOT NULL REFERENCES users (id),
    removed_at TEXT NOT NULL,
    PRIMARY KEY (session_id, party_id, removed_at)
  ) STRICT`,
  `CREATE TRIGGER caucus_former_parties_of_caucus BEFORE INSERT ON caucus_former_parties
   WHEN (SELECT kind FROM mediation_sessions WHERE id = NEW.session_id) IS NOT 'caucus'
   BEGIN SELECT RAISE(ABORT, 'only a caucus has former parties'); END`,
  ...(['UPDATE', 'DELETE'] as const).map(
    (
      event,
    ) => `CREATE TRIGGER caucus_former_parties_no_${event.toLowerCase()} BEFORE ${event} ON caucus_former_parties
     BEGIN SELECT RAISE(ABORT, 'who took part in a caucus stays written down'); END`,
  ),
];

/** Entries of the directory told apart; parties that left a case after a caucus. */
export const mediationLast0025: Migration = {
  name: '0025-mediation-last',
  statements: [...distinctions, ...formerParties],
};
