import type { Migration } from './migration.ts';

/** `condition` true refuses the statement with `code`. One SELECT each, because they run in order. */
const refuse = (code: string, condition: string) => `SELECT RAISE(ABORT, '${code}') WHERE ${condition};`;
const never = (table: string, event: 'UPDATE' | 'DELETE', code: string, when = '1') =>
  `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table} WHEN ${when}
   BEGIN SELECT RAISE(ABORT, '${code}'); END`;

/** Why the agreement of a line was left out when those of its batch were issued; a later attempt replaces it. */
const batches = [
  `CREATE TABLE batch_refusals (
    row_id TEXT PRIMARY KEY REFERENCES batch_rows (id),
    code TEXT NOT NULL CHECK (code <> ''),
    params TEXT NOT NULL CHECK (json_valid(params)),
    refused_at TEXT NOT NULL
  ) STRICT`,
];

/*
 * An approved sheet is never edited: what turns out wrong is put right by a counter-entry of its own, with a number, a reason
 * and the approval of somebody who wrote neither the sheet nor the correction.
 */
const share = `(SELECT amount_fen FROM subsidy_shares WHERE line_id = NEW.line_id AND user_id = NEW.user_id)`;
const corrected = (line: string, user: string) =>
  `(SELECT ifnull(sum(entry.after_fen - entry.before_fen), 0) FROM subsidy_correction_entries AS entry
     JOIN subsidy_corrections AS done ON done.id = entry.correction_id AND done.state = 'approved'
     WHERE entry.line_id = ${line} AND entry.user_id = ${user})`;
const stateOf = (correctionId: string) =>
  `(SELECT state FROM subsidy_corrections WHERE id = ${correctionId})`;

const corrections = [
  `CREATE TABLE subsidy_corrections (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    sheet_id TEXT NOT NULL REFERENCES subsidy_sheets (id),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'refused')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    refusal TEXT NOT NULL,
    total_fen INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TEXT NOT NULL,
    decided_by TEXT REFERENCES users (id),
    decided_at TEXT,
    document_id TEXT UNIQUE REFERENCES documents (id),
    CHECK ((state = 'submitted') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'approved') = (document_id IS NOT NULL)),
    CHECK ((state = 'refused') = (refusal <> ''))
  ) STRICT`,
  'CREATE INDEX subsidy_corrections_sheet ON subsidy_corrections (sheet_id)',
  `CREATE UNIQUE INDEX subsidy_corrections_one_open ON subsidy_corrections (sheet_id) WHERE state = 'submitted'`,
  `CREATE TABLE subsidy_correction_entries (
    correction_id TEXT NOT NULL REFERENCES subsidy_corrections (id),
    line_id TEXT NOT NULL REFERENCES subsidy_lines (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    before_fen INTEGER NOT NULL CHECK (before_fen >= 0),
    after_fen INTEGER NOT NULL CHECK (after_fen >= 0),
    PRIMARY KEY (correction_id, line_id, user_id),
    CHECK (after_fen <> before_fen)
  ) STRICT`,
  'CREATE INDEX subsidy_correction_entries_line ON subsidy_correction_entries (line_id, user_id)',
  'CREATE INDEX subsidy_correction_entries_user ON subsidy_correction_entries (user_id)',
  `CREATE TRIGGER subsidy_corrections_begin BEFORE INSERT ON subsidy_corrections BEGIN
    ${refuse('subsidy.stageForbids', `NEW.state <> 'submitted'`)}
    ${refuse('subsidy.stageForbids', `(SELECT state FROM subsidy_sheets WHERE id = NEW.sheet_id) IS NOT 'approved'`)}
    ${refuse('subsidy.frozen', 'EXISTS (SELECT 1 FROM subsidy_corrections WHERE id = NEW.id OR number = NEW.number)')}
    ${refuse(
      'subsidy.correctionOpen',
      `EXISTS (SELECT 1 FROM subsidy_corrections WHERE sheet_id = NEW.sheet_id AND state = 'submitted')`,
    )}
  END`,
  never('subsidy_corrections', 'DELETE', 'subsidy.frozen'),
  `CREATE TRIGGER subsidy_corrections_course BEFORE UPDATE ON subsidy_corrections BEGIN
    ${refuse('subsidy.frozen', `OLD.state <> 'submitted' OR NEW.state = 'submitted'`)}
    ${refuse(
      'subsidy.frozen',
      ['id', 'sheet_id', 'number', 'reason', 'total_fen', 'made_by', 'made_at']
        .map((column) => `NEW.${column} IS NOT OLD.${column}`)
        .join(' OR '),
    )}
  END`,
  // What approval certifies, checked over the rows themselves and not over what the program believes of them.
  `CREATE TRIGGER subsidy_corrections_approval BEFORE UPDATE OF state ON subsidy_corrections WHEN NEW.state = 'approved' BEGIN
    ${refuse('subsidy.ownSheet', 'NEW.decided_by = NEW.made_by')}
    ${refuse('subsidy.ownSheet', 'EXISTS (SELECT 1 FROM subsidy_sheet_makers WHERE sheet_id = NEW.sheet_id AND user_id = NEW.decided_by)')}
    ${refuse(
      'subsidy.sumsDiffer',
      `NEW.total_fen IS NOT (SELECT sum(after_fen - before_fen) FROM subsidy_correction_entries WHERE correction_id = NEW.id)`,
    )}
    ${refuse(
      'subsidy.sumsDiffer',
      `EXISTS (SELECT 1 FROM subsidy_correction_entries AS one WHERE one.correction_id = NEW.id AND one.before_fen IS NOT
         ifnull((SELECT amount_fen FROM subsidy_shares WHERE line_id = one.line_id AND user_id = one.user_id), 0)
           + ${corrected('one.line_id', 'one.user_id')})`,
    )}
    ${refuse(
      'subsidy.notMediator',
      `EXISTS (SELECT 1 FROM subsidy_correction_entries AS one JOIN subsidy_lines AS line ON line.id = one.line_id
         WHERE one.correction_id = NEW.id AND one.after_fen > one.before_fen AND (
           NOT EXISTS (SELECT 1 FROM case_mediators WHERE case_id = line.case_id AND user_id = one.user_id)
           OR EXISTS (SELECT 1 FROM subsidy_exclusions WHERE user_id = one.user_id AND active = 1
             AND line.ended_on >= valid_from AND (valid_to IS NULL OR line.ended_on <= valid_to))))`,
    )}
  END`,
  `CREATE TRIGGER subsidy_correction_entries_insert BEFORE INSERT ON subsidy_correction_entries BEGIN
    ${refuse('subsidy.frozen', `${stateOf('NEW.correction_id')} IS NOT 'submitted'`)}
    ${refuse(
      'subsidy.frozen',
      `EXISTS (SELECT 1 FROM subsidy_correction_entries WHERE correction_id = NEW.correction_id
         AND line_id = NEW.line_id AND user_id = NEW.user_id)`,
    )}
    ${refuse(
      'subsidy.sumsDiffer',
      `(SELECT sheet_id FROM subsidy_lines WHERE id = NEW.line_id) IS NOT
         (SELECT sheet_id FROM subsidy_corrections WHERE id = NEW.correction_id)`,
    )}
    ${refuse(
      'subsidy.sumsDiffer',
      `NEW.before_fen IS NOT ifnull(${share}, 0) + ${corrected('NEW.line_id', 'NEW.user_id')}`,
    )}
  END`,
  never('subsidy_correction_entries', 'UPDATE', 'subsidy.frozen'),
  never('subsidy_correction_entries', 'DELETE', 'subsidy.frozen'),
];

/*
 * Doubles of the directory: the entry that goes points to the one that stays and is never changed again; cases keep what
 * they wrote down. What the surviving entry was before stands in the row of the merge, so that it can be taken back.
 */
const directory = [
  'ALTER TABLE parties ADD COLUMN merged_into TEXT REFERENCES parties (id)',
  'DROP INDEX parties_recent',
  'CREATE INDEX parties_recent ON parties (updated_at, id, merged_into, kind, search_keys, phone, id_number)',
  'CREATE INDEX parties_merged ON parties (merged_into) WHERE merged_into IS NOT NULL',
  `CREATE INDEX parties_id_number ON parties (id_number) WHERE id_number <> ''`,
  `CREATE INDEX parties_credit_code ON parties (credit_code) WHERE credit_code <> ''`,
  'CREATE INDEX parties_name ON parties (name, birth_date, phone, kind, merged_into, updated_at, id)',
  `CREATE TRIGGER parties_merge BEFORE UPDATE OF merged_into ON parties WHEN NEW.merged_into IS NOT NULL BEGIN
    ${refuse('party.merged', 'NEW.merged_into = NEW.id OR OLD.merged_into IS NOT NULL')}
    ${refuse('party.merged', '(SELECT merged_into FROM parties WHERE id = NEW.merged_into) IS NOT NULL')}
  END`,
  `CREATE TRIGGER parties_merged_stays BEFORE UPDATE ON parties
   WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS NOT NULL
   BEGIN SELECT RAISE(ABORT, 'party.merged'); END`,
  `CREATE TABLE party_merges (
    id TEXT PRIMARY KEY,
    merged_id TEXT NOT NULL REFERENCES parties (id),
    survivor_id TEXT NOT NULL REFERENCES parties (id),
    before TEXT NOT NULL CHECK (json_valid(before)),
    survivor_version INTEGER NOT NULL CHECK (survivor_version > 0),
    merged_by TEXT NOT NULL REFERENCES users (id),
    merged_at TEXT NOT NULL,
    undone_by TEXT REFERENCES users (id),
    undone_at TEXT,
    CHECK (merged_id <> survivor_id),
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
  ) STRICT`,
  'CREATE UNIQUE INDEX party_merges_standing ON party_merges (merged_id) WHERE undone_at IS NULL',
  'CREATE INDEX party_merges_survivor ON party_merges (survivor_id, merged_at)',
  never('party_merges', 'DELETE', 'party.merged'),
  never('party_merges', 'UPDATE', 'party.merged', 'OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL'),
];

/** The open ends of mediation: batches issued one by one, corrections of subsidy sheets, doubles in the directory. */
export const mediationEnds0020: Migration = {
  name: '0020-mediation-ends',
  statements: [...batches, ...corrections, ...directory],
};
