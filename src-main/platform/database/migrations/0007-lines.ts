import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const day = (column: string) => `${column} TEXT ${date(column)}`;
const flag = (column: string) => `${column} INTEGER NOT NULL CHECK (${column} IN (0, 1))`;
const money = (column: string) => `${column} INTEGER CHECK (${column} >= 0)`;
const list = (column: string) => `${column} TEXT NOT NULL CHECK (json_valid(${column}))`;
const words = (...columns: string[]) => columns.map((column) => `${column} TEXT NOT NULL`).join(', ');
const head = `case_id TEXT PRIMARY KEY REFERENCES cases (id), version INTEGER NOT NULL CHECK (version > 0),
  updated_at TEXT NOT NULL`;

/** area × rate × months, half up to 分, less what is waived, plus the penalty: the database counts with us. */
const due = '(area_centi * rate_fen * months + 50) / 100 - waiver_fen + penalty_fen';
const charge = `
  room TEXT NOT NULL CHECK (room <> ''),
  area_centi INTEGER NOT NULL CHECK (area_centi > 0),
  ${day('from_on')}, ${day('to_on')},
  rate_fen INTEGER NOT NULL CHECK (rate_fen >= 0),
  months INTEGER NOT NULL CHECK (months > 0),
  waiver_fen INTEGER NOT NULL CHECK (waiver_fen >= 0),
  penalty_fen INTEGER NOT NULL CHECK (penalty_fen >= 0)`;

/** The lines of special disputes, joint mediation, batches of cases, covenants. */
export const lines0007: Migration = {
  name: '0007-lines',
  statements: [
    `CREATE TABLE medical_records (
      ${head},
      ${words('hospital', 'department', 'specialty', 'treatment_way', 'treatment_result', 'medical_grade')},
      ${flag('major')}, ${flag('media')},
      ${list('experts')},
      appraisal_by TEXT NOT NULL CHECK (appraisal_by IN ('none', 'jointly', 'committee')),
      ${words('appraisal_body', 'appraisal_number')}, ${day('appraisal_on')},
      ${words('damage', 'fault', 'causation')},
      degree TEXT CHECK (degree IN ('full', 'main', 'equal', 'secondary', 'slight', 'none')),
      ratio_numerator INTEGER CHECK (ratio_numerator >= 0),
      ratio_denominator INTEGER CHECK (ratio_denominator > 0),
      ${words('insurer', 'policy_number')}, ${day('policy_from')}, ${day('policy_to')},
      ${day('incident_on')}, ${day('reported_on')}, ${day('insurer_accepted_on')},
      ${money('calculated_fen')}, ${money('agreed_fen')}, ${money('insurer_fen')}, ${money('hospital_fen')},
      ${day('claim_submitted_on')}, ${day('claim_paid_on')},
      ${list('materials')},
      ${day('sealed_on')}, ${words('sealed_objects', 'sealed_by')}, ${day('died_on')}, ${flag('body_frozen')},
      CHECK ((ratio_numerator IS NULL) = (ratio_denominator IS NULL)),
      CHECK (ratio_numerator IS NULL OR ratio_numerator <= ratio_denominator),
      CHECK (COALESCE(agreed_fen, 0) = COALESCE(insurer_fen, 0) + COALESCE(hospital_fen, 0)),
      CHECK (claim_paid_on IS NULL OR (claim_submitted_on IS NOT NULL AND claim_paid_on >= claim_submitted_on)),
      CHECK (policy_from IS NULL OR policy_to IS NULL OR policy_to >= policy_from)
    ) STRICT`,
    `CREATE TABLE traffic_records (
      ${head},
      ${words('document_number')}, ${day('document_on')}, ${day('accident_on')}, ${words('place')},
      ${list('vehicles')}, ${list('insurances')}
    ) STRICT`,
    `CREATE TABLE traffic_liabilities (
      case_id TEXT NOT NULL REFERENCES traffic_records (case_id),
      position INTEGER NOT NULL,
      party_id TEXT NOT NULL REFERENCES case_parties (id) ON DELETE CASCADE,
      numerator INTEGER NOT NULL CHECK (numerator >= 0),
      denominator INTEGER NOT NULL CHECK (denominator > 0),
      PRIMARY KEY (case_id, party_id),
      CHECK (numerator <= denominator)
    ) STRICT`,
    'CREATE INDEX traffic_liabilities_of_party ON traffic_liabilities (party_id)',
    `CREATE TABLE compensation_figures (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      region TEXT NOT NULL CHECK (region <> ''),
      year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2099),
      urban_income_fen INTEGER NOT NULL CHECK (urban_income_fen > 0),
      urban_consumption_fen INTEGER NOT NULL CHECK (urban_consumption_fen > 0),
      monthly_wage_fen INTEGER NOT NULL CHECK (monthly_wage_fen > 0),
      ${money('meal_fen')}, ${money('nutrition_fen')},
      source TEXT NOT NULL CHECK (source <> ''),
      valid_from TEXT NOT NULL ${date('valid_from')},
      updated_by TEXT NOT NULL REFERENCES users (id),
      updated_at TEXT NOT NULL
    ) STRICT`,
    'CREATE UNIQUE INDEX compensation_figures_year ON compensation_figures (region, year)',
    // The figures are kept with the sheet: a later correction of the table does not change what was shown to people.
    `CREATE TABLE compensation_sheets (${head}, ${list('input')}, ${list('figures')}) STRICT`,
    `CREATE TABLE property_charges (
      ${head}, ${charge},
      due_fen INTEGER NOT NULL CHECK (due_fen >= 0),
      CHECK (due_fen = ${due})
    ) STRICT`,
    `CREATE TABLE wage_sheets (
      ${head},
      debtor_id TEXT REFERENCES case_parties (id) ON DELETE SET NULL,
      ${day('due_on')}, ${words('manner')}
    ) STRICT`,
    'CREATE INDEX wage_sheets_of_debtor ON wage_sheets (debtor_id)',
    `CREATE TABLE wage_rows (
      case_id TEXT NOT NULL REFERENCES wage_sheets (case_id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      party_id TEXT REFERENCES case_parties (id) ON DELETE SET NULL,
      ${day('from_on')}, ${day('to_on')},
      half_days INTEGER CHECK (half_days >= 0),
      ${money('daily_fen')},
      owed_fen INTEGER NOT NULL CHECK (owed_fen >= 0),
      paid_fen INTEGER NOT NULL CHECK (paid_fen >= 0),
      PRIMARY KEY (case_id, position),
      CHECK (paid_fen <= owed_fen)
    ) STRICT`,
    'CREATE INDEX wage_rows_of_party ON wage_rows (party_id)',
    `CREATE TABLE joint_mediations (${head}) STRICT`,
    `CREATE TABLE joint_bodies (
      case_id TEXT NOT NULL REFERENCES joint_mediations (case_id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN
        ('committee', 'housing', 'street', 'police', 'justice', 'court', 'residents', 'other')),
      ${flag('lead')}, ${words('representative', 'phone', 'opinion')}, ${day('signed_on')},
      PRIMARY KEY (case_id, position)
    ) STRICT`,
    'CREATE UNIQUE INDEX joint_bodies_lead ON joint_bodies (case_id) WHERE lead = 1',

    `CREATE TABLE case_batches (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      state TEXT NOT NULL CHECK (state IN ('draft', 'opened')),
      name TEXT NOT NULL CHECK (name <> ''),
      dispute_type TEXT NOT NULL CHECK (dispute_type <> ''),
      dispute_sub_type TEXT NOT NULL,
      applied_on TEXT NOT NULL ${date('applied_on')},
      area_id TEXT REFERENCES areas (id),
      ${list('firm')}, ${list('template')},
      created_by TEXT NOT NULL REFERENCES users (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX case_batches_by_updated ON case_batches (updated_at)',
    `CREATE TABLE batch_rows (
      id TEXT PRIMARY KEY,
      batch_id TEXT NOT NULL REFERENCES case_batches (id),
      position INTEGER NOT NULL,
      owner TEXT NOT NULL CHECK (owner <> ''),
      ${words('phone', 'id_number')},
      ${charge},
      ${money('amount_fen')},
      case_id TEXT UNIQUE REFERENCES cases (id)
    ) STRICT`,
    'CREATE UNIQUE INDEX batch_rows_in_order ON batch_rows (batch_id, position)',
    // A line that has become a case is the record of how the case came about.
    `CREATE TRIGGER batch_rows_opened_update BEFORE UPDATE ON batch_rows WHEN OLD.case_id IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'batch.alreadyOpened'); END`,
    `CREATE TRIGGER batch_rows_opened_delete BEFORE DELETE ON batch_rows WHEN OLD.case_id IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'batch.alreadyOpened'); END`,
    `CREATE TRIGGER batch_rows_opened_insert BEFORE INSERT ON batch_rows
     WHEN (SELECT state FROM case_batches WHERE id = NEW.batch_id) = 'opened'
     BEGIN SELECT RAISE(ABORT, 'batch.alreadyOpened'); END`,
    `CREATE TRIGGER case_batches_opened_once BEFORE UPDATE ON case_batches
     WHEN OLD.state = 'opened' AND (NEW.state <> 'opened' OR NEW.template <> OLD.template OR NEW.firm <> OLD.firm)
     BEGIN SELECT RAISE(ABORT, 'batch.alreadyOpened'); END`,

    `CREATE TABLE covenants (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN ('covenant', 'minutes', 'responsibility', 'commitment')),
      number TEXT CHECK (number <> ''),
      title TEXT NOT NULL CHECK (title <> ''),
      made_on TEXT NOT NULL ${date('made_on')},
      ${words('place', 'body', 'recorder')},
      ${list('clauses')}, ${list('votes')},
      issued_document_id TEXT UNIQUE REFERENCES documents (id),
      created_by TEXT NOT NULL REFERENCES users (id),
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK ((issued_document_id IS NULL) = (number IS NULL))
    ) STRICT`,
    'CREATE INDEX covenants_by_day ON covenants (made_on, id)',
    `CREATE TABLE covenant_units (
      id TEXT PRIMARY KEY,
      covenant_id TEXT NOT NULL REFERENCES covenants (id),
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
      name TEXT NOT NULL CHECK (name <> ''),
      ${words('representative', 'phone')}
    ) STRICT`,
    'CREATE UNIQUE INDEX covenant_units_in_order ON covenant_units (covenant_id, position)',
    `CREATE TABLE covenant_items (
      covenant_id TEXT NOT NULL REFERENCES covenants (id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      owner TEXT NOT NULL CHECK (owner <> ''),
      ${day('due_on')}, ${day('done_on')},
      note TEXT NOT NULL,
      PRIMARY KEY (covenant_id, position)
    ) STRICT`,
    'CREATE INDEX covenant_items_open ON covenant_items (due_on, covenant_id) WHERE done_on IS NULL',
    // What was handed out stays what it says; the items to follow up live on.
    `CREATE TRIGGER covenants_frozen BEFORE UPDATE ON covenants
     WHEN OLD.issued_document_id IS NOT NULL AND (NEW.kind <> OLD.kind OR NEW.title <> OLD.title
       OR NEW.made_on <> OLD.made_on OR NEW.place <> OLD.place OR NEW.body <> OLD.body OR NEW.clauses <> OLD.clauses
       OR NEW.votes <> OLD.votes OR NEW.recorder <> OLD.recorder OR NEW.number IS NOT OLD.number
       OR NEW.issued_document_id IS NOT OLD.issued_document_id)
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    ...(['INSERT', 'UPDATE', 'DELETE'] as const).map(
      (
        event,
      ) => `CREATE TRIGGER covenant_units_frozen_${event.toLowerCase()} BEFORE ${event} ON covenant_units
       WHEN (SELECT issued_document_id FROM covenants
             WHERE id = ${event === 'INSERT' ? 'NEW' : 'OLD'}.covenant_id) IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
    ),
    `CREATE TRIGGER covenants_no_delete BEFORE DELETE ON covenants WHEN OLD.issued_document_id IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'agreement.alreadyIssued'); END`,
  ],
};
