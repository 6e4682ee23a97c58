import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const flag = (column: string) => `CHECK (${column} IN (0, 1))`;
const list = (column: string, values: readonly string[]) =>
  `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;

/** What was paid, urged or said to the court stays written; a mistake is corrected by a further row. */
function appendOnly(table: string, code: string): string[] {
  const guard = (name: string, event: string, condition = '1') =>
    `CREATE TRIGGER ${table}_${name} BEFORE ${event} ON ${table} WHEN ${condition}
     BEGIN SELECT RAISE(ABORT, '${code}'); END`;
  return [
    guard('no_update', 'UPDATE'),
    guard('no_delete', 'DELETE'),
    // INSERT OR REPLACE deletes without the DELETE trigger unless recursive triggers are on.
    guard('no_replace', 'INSERT', `EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)`),
  ];
}

const recorded = `recorded_by TEXT NOT NULL REFERENCES users (id),
      recorded_at TEXT NOT NULL`;

/** Stop-clock, extensions, the centre's own calendar, what is due; performance with all that follows an agreement. */
export const performance0005: Migration = {
  name: '0005-deadlines-and-performance',
  statements: [
    // Days that the centre itself made off or worked, beside the yearly notices of the reference data.
    `CREATE TABLE calendar_days (
      day TEXT PRIMARY KEY ${date('day')},
      kind TEXT NOT NULL ${list('kind', ['off', 'worked'])},
      reason TEXT NOT NULL CHECK (reason <> ''),
      set_by TEXT NOT NULL REFERENCES users (id),
      set_at TEXT NOT NULL
    ) STRICT`,

    // What a case still waits for, kept beside it after every command, so that the workbench reads one index.
    `CREATE TABLE case_dues (
      case_id TEXT NOT NULL REFERENCES cases (id),
      action TEXT NOT NULL CHECK (action <> ''),
      key TEXT NOT NULL,
      from_on TEXT NOT NULL ${date('from_on')},
      due_on TEXT NOT NULL ${date('due_on')},
      warn_on TEXT NOT NULL ${date('warn_on')},
      lapses INTEGER NOT NULL ${flag('lapses')},
      PRIMARY KEY (case_id, action, key)
    ) STRICT`,
    'CREATE INDEX case_dues_by_warning ON case_dues (warn_on, due_on)',
    'CREATE INDEX case_dues_by_action ON case_dues (action, due_on)',

    `CREATE TABLE term_suspensions (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      reason TEXT NOT NULL ${list('reason', ['appraisal', 'expert', 'other'])},
      from_on TEXT NOT NULL ${date('from_on')},
      expected_on TEXT NOT NULL ${date('expected_on')},
      to_on TEXT ${date('to_on')},
      note TEXT NOT NULL,
      document_id TEXT REFERENCES documents (id),
      cancel_reason TEXT NOT NULL,
      ${recorded},
      CHECK (expected_on >= from_on),
      CHECK (to_on IS NULL OR to_on >= from_on)
    ) STRICT`,
    'CREATE INDEX term_suspensions_case ON term_suspensions (case_id, from_on)',
    'CREATE INDEX term_suspensions_document ON term_suspensions (document_id) WHERE document_id IS NOT NULL',
    // The clock stops once at a time.
    `CREATE UNIQUE INDEX term_suspensions_one_open ON term_suspensions (case_id)
      WHERE to_on IS NULL AND cancel_reason = ''`,
    `CREATE TABLE term_extensions (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      to_on TEXT NOT NULL ${date('to_on')},
      agreed_on TEXT NOT NULL ${date('agreed_on')},
      agreed_by_all INTEGER NOT NULL CHECK (agreed_by_all = 1),
      reason TEXT NOT NULL CHECK (reason <> ''),
      document_id TEXT REFERENCES documents (id),
      cancel_reason TEXT NOT NULL,
      ${recorded},
      CHECK (to_on > agreed_on)
    ) STRICT`,
    'CREATE INDEX term_extensions_case ON term_extensions (case_id, to_on)',
    'CREATE INDEX term_extensions_document ON term_extensions (document_id) WHERE document_id IS NOT NULL',

    `CREATE TABLE performance_entries (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      clause_id TEXT NOT NULL REFERENCES agreement_clauses (id),
      instalment INTEGER NOT NULL CHECK (instalment >= 0),
      kind TEXT NOT NULL ${list('kind', ['receipt', 'done', 'refused', 'reversal'])},
      amount_fen INTEGER CHECK (amount_fen > 0),
      done_on TEXT NOT NULL ${date('done_on')},
      manner TEXT NOT NULL,
      evidence TEXT NOT NULL,
      file_id TEXT REFERENCES files (id),
      reason TEXT NOT NULL,
      overpayment INTEGER NOT NULL ${flag('overpayment')},
      reverses_id TEXT UNIQUE REFERENCES performance_entries (id),
      late INTEGER NOT NULL ${flag('late')},
      ${recorded},
      CHECK ((kind = 'receipt') = (amount_fen IS NOT NULL)),
      CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
      CHECK (kind <> 'reversal' OR reason <> '')
    ) STRICT`,
    'CREATE INDEX performance_entries_case ON performance_entries (case_id, clause_id, instalment)',
    'CREATE INDEX performance_entries_file ON performance_entries (file_id) WHERE file_id IS NOT NULL',
    'CREATE INDEX performance_entries_clause ON performance_entries (clause_id)',
    ...appendOnly('performance_entries', 'performance.appendOnly'),
    `CREATE TRIGGER performance_entries_of_agreement BEFORE INSERT ON performance_entries
     WHEN NOT EXISTS (SELECT 1 FROM agreement_clauses c JOIN agreements a ON a.id = c.agreement_id
       WHERE c.id = NEW.clause_id AND a.case_id = NEW.case_id AND a.issued_document_id IS NOT NULL)
     BEGIN SELECT RAISE(ABORT, 'performance.notOfThisCase'); END`,
    `CREATE TRIGGER performance_entries_reversal BEFORE INSERT ON performance_entries
     WHEN NEW.kind = 'reversal' AND NOT EXISTS (SELECT 1 FROM performance_entries e WHERE e.id = NEW.reverses_id
       AND e.case_id = NEW.case_id AND e.clause_id = NEW.clause_id AND e.instalment = NEW.instalment
       AND e.kind <> 'reversal')
     BEGIN SELECT RAISE(ABORT, 'performance.isReversal'); END`,

    `CREATE TABLE performance_urgings (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      item_keys TEXT NOT NULL CHECK (json_valid(item_keys)),
      urged_on TEXT NOT NULL ${date('urged_on')},
      manner TEXT NOT NULL,
      content TEXT NOT NULL CHECK (content <> ''),
      late INTEGER NOT NULL ${flag('late')},
      ${recorded}
    ) STRICT`,
    'CREATE INDEX performance_urgings_case ON performance_urgings (case_id, urged_on)',
    ...appendOnly('performance_urgings', 'performance.appendOnly'),

    `CREATE TABLE return_visits (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      plan_key TEXT NOT NULL,
      visited_on TEXT NOT NULL ${date('visited_on')},
      manner TEXT NOT NULL ${list('manner', ['phone', 'atHome', 'atCommittee', 'online', 'other'])},
      visitors TEXT NOT NULL CHECK (visitors <> ''),
      party_ids TEXT NOT NULL CHECK (json_valid(party_ids)),
      performance TEXT NOT NULL ${list('performance', ['full', 'partly', 'none', 'notDue'])},
      findings TEXT NOT NULL CHECK (findings <> ''),
      satisfaction TEXT NOT NULL,
      lawsuit TEXT NOT NULL,
      hidden_risk TEXT NOT NULL,
      measures TEXT NOT NULL,
      late INTEGER NOT NULL ${flag('late')},
      ${recorded}
    ) STRICT`,
    'CREATE INDEX return_visits_case ON return_visits (case_id, visited_on)',
    `CREATE UNIQUE INDEX return_visits_plan ON return_visits (case_id, plan_key) WHERE plan_key <> ''`,
    `CREATE TRIGGER return_visits_no_delete BEFORE DELETE ON return_visits
     BEGIN SELECT RAISE(ABORT, 'a return visit is corrected, never deleted'); END`,

    `CREATE TABLE party_satisfaction (
      party_id TEXT PRIMARY KEY REFERENCES case_parties (id) ON DELETE CASCADE,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      level TEXT NOT NULL ${list('level', ['verySatisfied', 'satisfied', 'fair', 'dissatisfied'])},
      said_on TEXT NOT NULL ${date('said_on')},
      note TEXT NOT NULL,
      ${recorded}
    ) STRICT`,
    'CREATE INDEX party_satisfaction_case ON party_satisfaction (case_id)',

    `CREATE TABLE confirmation_events (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      position INTEGER NOT NULL CHECK (position > 0),
      event TEXT NOT NULL ${list('event', [
        ...['forgo', 'plan', 'apply', 'accept', 'confirm', 'reject', 'withdraw', 'enforce', 'undo'],
      ])},
      happened_on TEXT NOT NULL ${date('happened_on')},
      court TEXT NOT NULL,
      number TEXT NOT NULL,
      note TEXT NOT NULL,
      late INTEGER NOT NULL ${flag('late')},
      ${recorded},
      UNIQUE (case_id, position)
    ) STRICT`,
    ...appendOnly('confirmation_events', 'confirmation.appendOnly'),
    `CREATE TRIGGER confirmation_events_in_effect BEFORE INSERT ON confirmation_events
     WHEN NOT EXISTS (SELECT 1 FROM agreements WHERE case_id = NEW.case_id AND effective_on IS NOT NULL)
     BEGIN SELECT RAISE(ABORT, 'confirmation.notInEffect'); END`,
    `CREATE TABLE confirmation_packets (
      case_id TEXT PRIMARY KEY REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      ready TEXT NOT NULL CHECK (json_valid(ready)),
      ${recorded}
    ) STRICT`,

    `CREATE TABLE court_steps (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id),
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL ${list('kind', ['lawsuit', 'paymentOrder', 'enforcement'])},
      filed_on TEXT NOT NULL ${date('filed_on')},
      court TEXT NOT NULL CHECK (court <> ''),
      number TEXT NOT NULL,
      filed_by TEXT NOT NULL,
      result TEXT NOT NULL ${list('result', [
        ...['pending', 'upheld', 'changed', 'revoked', 'invalid'],
        ...['withdrawn', 'issued', 'refused', 'completed', 'ended'],
      ])},
      result_on TEXT ${date('result_on')},
      note TEXT NOT NULL,
      ${recorded},
      CHECK ((result = 'pending') = (result_on IS NULL)),
      CHECK (result_on IS NULL OR result_on >= filed_on),
      CHECK (kind <> 'lawsuit' OR result IN ('pending', 'upheld', 'changed', 'revoked', 'invalid', 'withdrawn')),
      CHECK (kind <> 'paymentOrder' OR result IN ('pending', 'issued', 'refused', 'withdrawn')),
      CHECK (kind <> 'enforcement' OR result IN ('pending', 'completed', 'ended', 'withdrawn'))
    ) STRICT`,
    'CREATE INDEX court_steps_case ON court_steps (case_id, filed_on)',
    'CREATE INDEX court_steps_kind ON court_steps (kind, result)',

    // National table, row 11; and what the court wants to know of a case that failed.
    `CREATE TABLE case_preventions (
      case_id TEXT NOT NULL REFERENCES cases (id),
      kind TEXT NOT NULL ${list('kind', ['suicide', 'criminal', 'groupFight', 'groupPetition'])},
      cases INTEGER NOT NULL CHECK (cases >= 0),
      persons INTEGER NOT NULL CHECK (persons >= 0),
      PRIMARY KEY (case_id, kind),
      CHECK (cases + persons > 0)
    ) STRICT`,
    `CREATE TABLE case_terminations (
      case_id TEXT PRIMARY KEY REFERENCES cases (id),
      refused_by TEXT NOT NULL CHECK (json_valid(refused_by)),
      dispute_focus TEXT NOT NULL,
      complexity TEXT ${list('complexity', ['simple', 'complex'])},
      ${recorded}
    ) STRICT`,
  ],
};
