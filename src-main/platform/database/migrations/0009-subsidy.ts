import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const flag = (column: string) => `CHECK (${column} IN (0, 1))`;
/** `condition` true refuses the statement with `code`. One SELECT each, because they run in order. */
const refuse = (code: string, condition: string) => `SELECT RAISE(ABORT, '${code}') WHERE ${condition};`;

/** Refuses UPDATE and DELETE, and the INSERT OR REPLACE that would delete without firing a trigger. */
function neverChanged(table: string, same: string): string[] {
  return [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
    `CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${same})
     BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
  ];
}

const ruleSets = [
  // A version is one row, classes and rates included, so that nothing of it can be exchanged later.
  `CREATE TABLE subsidy_rule_sets (
    id TEXT PRIMARY KEY,
    committee_id TEXT NOT NULL REFERENCES committees (id),
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    valid_from TEXT NOT NULL ${date('valid_from')},
    source TEXT NOT NULL CHECK (source <> ''),
    sample_code TEXT NOT NULL,
    note TEXT NOT NULL,
    classes TEXT NOT NULL CHECK (json_valid(classes)),
    rows TEXT NOT NULL CHECK (json_valid(rows)),
    cap_fen INTEGER CHECK (cap_fen >= 0),
    lead_numerator INTEGER CHECK (lead_numerator BETWEEN 1 AND lead_denominator),
    lead_denominator INTEGER CHECK (lead_denominator >= 1),
    adopted_by TEXT NOT NULL REFERENCES users (id),
    adopted_at TEXT NOT NULL,
    UNIQUE (committee_id, number),
    CHECK ((lead_numerator IS NULL) = (lead_denominator IS NULL))
  ) STRICT`,
  ...neverChanged(
    'subsidy_rule_sets',
    'id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number)',
  ),
];

const grades = [
  `CREATE TABLE case_grades (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL CHECK (number > 0),
    class_code TEXT NOT NULL CHECK (class_code <> ''),
    class_name TEXT NOT NULL CHECK (class_name <> ''),
    rule_set_id TEXT NOT NULL REFERENCES subsidy_rule_sets (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    graded_by TEXT NOT NULL REFERENCES users (id),
    graded_at TEXT NOT NULL,
    UNIQUE (case_id, number)
  ) STRICT`,
  'CREATE INDEX case_grades_class ON case_grades (class_code, case_id)',
  'CREATE INDEX case_grades_rules ON case_grades (rule_set_id)',
  ...neverChanged('case_grades', 'id = NEW.id OR (case_id = NEW.case_id AND number = NEW.number)'),
  `CREATE TRIGGER case_grades_next BEFORE INSERT ON case_grades
   WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM case_grades WHERE case_id = NEW.case_id)
   BEGIN SELECT RAISE(ABORT, 'record.stale'); END`,
];

const exclusions = [
  `CREATE TABLE subsidy_exclusions (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    user_id TEXT NOT NULL REFERENCES users (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    valid_from TEXT NOT NULL ${date('valid_from')},
    valid_to TEXT ${date('valid_to')},
    active INTEGER NOT NULL ${flag('active')},
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (valid_to >= valid_from)
  ) STRICT`,
  'CREATE INDEX subsidy_exclusions_user ON subsidy_exclusions (user_id, valid_from)',
  `CREATE TRIGGER subsidy_exclusions_no_delete BEFORE DELETE ON subsidy_exclusions
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
  `CREATE TRIGGER subsidy_exclusions_same_person BEFORE UPDATE ON subsidy_exclusions
   WHEN NEW.id IS NOT OLD.id OR NEW.user_id IS NOT OLD.user_id
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
];

const isLive = (state: string) => `(${state} IN ('draft', 'submitted', 'approved'))`;
const stateOf = (sheetId: string) => `(SELECT state FROM subsidy_sheets WHERE id = ${sheetId})`;
const sheetOf = (lineId: string) => `(SELECT sheet_id FROM subsidy_lines WHERE id = ${lineId})`;

const sheets = [
  `CREATE TABLE subsidy_sheets (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    committee_id TEXT NOT NULL REFERENCES committees (id),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    period_from TEXT NOT NULL ${date('period_from')},
    period_to TEXT NOT NULL ${date('period_to')},
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'cancelled')),
    reason TEXT NOT NULL,
    total_fen INTEGER NOT NULL CHECK (total_fen >= 0),
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TEXT NOT NULL,
    submitted_by TEXT REFERENCES users (id),
    submitted_at TEXT,
    approved_by TEXT REFERENCES users (id),
    approved_at TEXT,
    document_id TEXT UNIQUE REFERENCES documents (id),
    updated_at TEXT NOT NULL,
    CHECK (period_from <= period_to),
    CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
    CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
    CHECK ((state = 'approved') = (document_id IS NOT NULL)),
    CHECK (state NOT IN ('submitted', 'approved') OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
    CHECK (state NOT IN ('returned', 'cancelled') OR reason <> '')
  ) STRICT`,
  'CREATE INDEX subsidy_sheets_recent ON subsidy_sheets (period_from DESC, id DESC)',
  // Everybody who ever wrote on a sheet: none of them approves it.
  `CREATE TABLE subsidy_sheet_makers (
    sheet_id TEXT NOT NULL REFERENCES subsidy_sheets (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (sheet_id, user_id)
  ) STRICT`,
  ...neverChanged('subsidy_sheet_makers', 'sheet_id = NEW.sheet_id AND user_id = NEW.user_id'),
];

const lines = [
  `CREATE TABLE subsidy_lines (
    id TEXT PRIMARY KEY,
    sheet_id TEXT NOT NULL REFERENCES subsidy_sheets (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    case_id TEXT NOT NULL REFERENCES cases (id),
    live INTEGER NOT NULL ${flag('live')},
    ended_on TEXT NOT NULL ${date('ended_on')},
    class_code TEXT,
    class_name TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('written', 'oral', 'none')),
    outcome TEXT NOT NULL CHECK (outcome IN ('agreement', 'terminated')),
    performed INTEGER NOT NULL ${flag('performed')},
    score INTEGER CHECK (score BETWEEN 0 AND 100),
    typed_score INTEGER CHECK (typed_score BETWEEN 0 AND 100),
    dossier_score INTEGER CHECK (dossier_score BETWEEN 0 AND 100),
    rule_set_id TEXT REFERENCES subsidy_rule_sets (id),
    rule_row INTEGER CHECK (rule_row > 0),
    rule_fen INTEGER CHECK (rule_fen >= 0),
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    overridden INTEGER NOT NULL ${flag('overridden')},
    override_reason TEXT NOT NULL,
    shares_typed INTEGER NOT NULL ${flag('shares_typed')},
    steps TEXT NOT NULL CHECK (json_valid(steps)),
    UNIQUE (sheet_id, position),
    CHECK (overridden = (override_reason <> '')),
    CHECK (overridden = 1 OR (shares_typed = 0 AND amount_fen = ifnull(rule_fen, 0))),
    CHECK (rule_set_id IS NOT NULL OR rule_row IS NULL),
    CHECK ((rule_row IS NULL) = (rule_fen IS NULL)),
    CHECK (score IS ifnull(dossier_score, typed_score))
  ) STRICT`,
  // One dispute, one payment, however often it was heard (砚山: 同一纠纷多次调解只补一次).
  'CREATE UNIQUE INDEX subsidy_lines_one_dispute ON subsidy_lines (case_id) WHERE live = 1',
  'CREATE INDEX subsidy_lines_case ON subsidy_lines (case_id)',
  'CREATE INDEX subsidy_lines_rules ON subsidy_lines (rule_set_id)',
  `CREATE TABLE subsidy_shares (
    line_id TEXT NOT NULL REFERENCES subsidy_lines (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id),
    position INTEGER NOT NULL,
    lead INTEGER NOT NULL ${flag('lead')},
    barred INTEGER NOT NULL ${flag('barred')},
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    PRIMARY KEY (line_id, user_id)
  ) STRICT`,
  'CREATE INDEX subsidy_shares_user ON subsidy_shares (user_id, line_id)',
  'CREATE INDEX subsidy_cases_terminated ON cases (terminated_on, seq) WHERE terminated_on IS NOT NULL',
];

/** draft → submitted → approved | returned → draft …; cancelled from draft or returned. Nothing leads back from the end. */
const course = [
  `CREATE TRIGGER subsidy_sheets_begin BEFORE INSERT ON subsidy_sheets BEGIN
    ${refuse('subsidy.stageForbids', `NEW.state <> 'draft'`)}
    ${refuse('subsidy.frozen', 'EXISTS (SELECT 1 FROM subsidy_sheets WHERE id = NEW.id OR number = NEW.number)')}
  END`,
  `CREATE TRIGGER subsidy_sheets_no_delete BEFORE DELETE ON subsidy_sheets
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
  `CREATE TRIGGER subsidy_sheets_course BEFORE UPDATE ON subsidy_sheets BEGIN
    ${refuse('subsidy.frozen', `OLD.state IN ('approved', 'cancelled')`)}
    ${refuse('subsidy.frozen', 'NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.committee_id IS NOT OLD.committee_id OR NEW.made_by IS NOT OLD.made_by')}
    ${refuse(
      'subsidy.stageForbids',
      `NOT (OLD.state || '>' || NEW.state IN ('draft>draft', 'draft>submitted', 'draft>cancelled',
         'submitted>approved', 'submitted>returned', 'returned>draft', 'returned>cancelled'))`,
    )}
    ${refuse(
      'subsidy.frozen',
      `OLD.state = 'submitted' AND (NEW.period_from IS NOT OLD.period_from OR NEW.period_to IS NOT OLD.period_to
         OR NEW.note IS NOT OLD.note OR NEW.total_fen IS NOT OLD.total_fen OR NEW.submitted_by IS NOT OLD.submitted_by)`,
    )}
  END`,
  `CREATE TRIGGER subsidy_sheets_live AFTER UPDATE OF state ON subsidy_sheets WHEN ${isLive('NEW.state')} IS NOT ${isLive('OLD.state')}
   BEGIN UPDATE subsidy_lines SET live = ${isLive('NEW.state')} WHERE sheet_id = NEW.id; END`,
  // What approval certifies, checked over the rows themselves and not over what the program believes of them.
  `CREATE TRIGGER subsidy_sheets_approval BEFORE UPDATE OF state ON subsidy_sheets WHEN NEW.state = 'approved' BEGIN
    ${refuse('subsidy.stageForbids', `OLD.state <> 'submitted'`)}
    ${refuse('subsidy.ownSheet', 'EXISTS (SELECT 1 FROM subsidy_sheet_makers WHERE sheet_id = NEW.id AND user_id = NEW.approved_by)')}
    ${refuse('subsidy.ownSheet', 'NEW.approved_by IN (NEW.made_by, NEW.submitted_by)')}
    ${refuse('subsidy.sumsDiffer', 'NOT EXISTS (SELECT 1 FROM subsidy_lines WHERE sheet_id = NEW.id)')}
    ${refuse('subsidy.sumsDiffer', 'NEW.total_fen IS NOT (SELECT sum(amount_fen) FROM subsidy_lines WHERE sheet_id = NEW.id)')}
    ${refuse(
      'subsidy.sumsDiffer',
      `EXISTS (SELECT 1 FROM subsidy_lines AS line WHERE sheet_id = NEW.id AND amount_fen IS NOT
         (SELECT ifnull(sum(amount_fen), 0) FROM subsidy_shares WHERE line_id = line.id))`,
    )}
    ${refuse(
      'subsidy.notMediator',
      `EXISTS (SELECT 1 FROM subsidy_lines AS line JOIN subsidy_shares AS share ON share.line_id = line.id
         WHERE line.sheet_id = NEW.id AND share.amount_fen > 0 AND (
           NOT EXISTS (SELECT 1 FROM case_mediators WHERE case_id = line.case_id AND user_id = share.user_id)
           OR EXISTS (SELECT 1 FROM subsidy_exclusions WHERE user_id = share.user_id AND active = 1
             AND line.ended_on >= valid_from AND (valid_to IS NULL OR line.ended_on <= valid_to))))`,
    )}
  END`,
  // Lines are written into a draft, taken out of a draft or a returned sheet, and otherwise only gain or lose life.
  `CREATE TRIGGER subsidy_lines_insert BEFORE INSERT ON subsidy_lines BEGIN
    ${refuse('subsidy.stageForbids', `${stateOf('NEW.sheet_id')} IS NOT 'draft' OR NEW.live <> 1`)}
    ${refuse('subsidy.caseTaken', 'EXISTS (SELECT 1 FROM subsidy_lines WHERE live = 1 AND case_id = NEW.case_id)')}
    ${refuse(
      'subsidy.frozen',
      'EXISTS (SELECT 1 FROM subsidy_lines WHERE id = NEW.id OR (sheet_id = NEW.sheet_id AND position = NEW.position))',
    )}
  END`,
  `CREATE TRIGGER subsidy_lines_update BEFORE UPDATE ON subsidy_lines BEGIN
    ${refuse(
      'subsidy.frozen',
      [
        ...[
          'id',
          'sheet_id',
          'position',
          'case_id',
          'ended_on',
          'class_code',
          'class_name',
          'form',
          'outcome',
        ],
        ...[
          'performed',
          'score',
          'typed_score',
          'dossier_score',
          'rule_set_id',
          'rule_row',
          'rule_fen',
          'amount_fen',
        ],
        ...['overridden', 'override_reason', 'shares_typed', 'steps'],
      ]
        .map((column) => `NEW.${column} IS NOT OLD.${column}`)
        .join(' OR '),
    )}
    ${refuse('subsidy.stageForbids', `NEW.live IS NOT ${isLive(stateOf('NEW.sheet_id'))}`)}
    ${refuse(
      'subsidy.caseTaken',
      'NEW.live = 1 AND EXISTS (SELECT 1 FROM subsidy_lines WHERE live = 1 AND case_id = NEW.case_id AND id <> NEW.id)',
    )}
  END`,
  `CREATE TRIGGER subsidy_lines_delete BEFORE DELETE ON subsidy_lines
   WHEN ${stateOf('OLD.sheet_id')} NOT IN ('draft', 'returned')
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
  `CREATE TRIGGER subsidy_shares_insert BEFORE INSERT ON subsidy_shares BEGIN
    ${refuse('subsidy.frozen', `${stateOf(sheetOf('NEW.line_id'))} IS NOT 'draft'`)}
    ${refuse('subsidy.frozen', 'EXISTS (SELECT 1 FROM subsidy_shares WHERE line_id = NEW.line_id AND user_id = NEW.user_id)')}
  END`,
  `CREATE TRIGGER subsidy_shares_update BEFORE UPDATE ON subsidy_shares
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
  // Gone with its line: then there is no line any more to ask for its sheet.
  `CREATE TRIGGER subsidy_shares_delete BEFORE DELETE ON subsidy_shares
   WHEN ${stateOf(sheetOf('OLD.line_id'))} NOT IN ('draft', 'returned')
   BEGIN SELECT RAISE(ABORT, 'subsidy.frozen'); END`,
];

/** Subsidy by case (以案定补): rule sets, grades of cases, barred persons, sheets with their shares. */
export const subsidy0009: Migration = {
  name: '0009-subsidy',
  statements: [...ruleSets, ...grades, ...exclusions, ...sheets, ...lines, ...course],
};
