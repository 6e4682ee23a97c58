import { accounts, holds, ledger, neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Members, sign-in sheets and the permanent record of hours; the ledger itself stands in ledger-schema.ts.
 */

const members = [
  `CREATE TABLE members (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'group')),
    name TEXT NOT NULL CHECK (name <> ''),
    search_keys TEXT NOT NULL,
    name_order TEXT NOT NULL,
    volunteer_number TEXT NOT NULL UNIQUE CHECK (volunteer_number <> ''),
    gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'unknown')),
    birth_date TEXT,
    id_type TEXT NOT NULL CHECK (id_type IN ('residentId', 'passport', 'hkMacauPermit', 'taiwanPermit', 'other', 'unknown')),
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    guardian TEXT NOT NULL,
    area_id TEXT REFERENCES areas (id),
    skills TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX members_name ON members (name_order, id)',
  'CREATE INDEX members_joined ON members (joined_on, id)',
  'CREATE INDEX members_area ON members (area_id)',
  `CREATE INDEX members_id_number ON members (id_number) WHERE id_number <> ''`,
  // A member who leaves is marked so; an id that is gone could be given to somebody else’s hours (Komunitin #699).
  `CREATE TRIGGER members_no_delete BEFORE DELETE ON members
   BEGIN SELECT RAISE(ABORT, 'member.neverDeleted'); END`,
  `CREATE TRIGGER members_no_replace BEFORE INSERT ON members
   WHEN EXISTS (SELECT 1 FROM members WHERE id = NEW.id OR volunteer_number = NEW.volunteer_number)
   BEGIN SELECT RAISE(ABORT, 'member.numberTaken'); END`,
  `CREATE TRIGGER members_same_id BEFORE UPDATE ON members
   WHEN NEW.id IS NOT OLD.id
     OR EXISTS (SELECT 1 FROM members WHERE volunteer_number = NEW.volunteer_number AND id <> OLD.id)
   BEGIN SELECT RAISE(ABORT, 'member.numberTaken'); END`,
];

const sheets = [
  `CREATE TABLE sheets (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    activity TEXT NOT NULL CHECK (activity <> ''),
    served_on TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place <> ''),
    area_id TEXT REFERENCES areas (id),
    responsible TEXT NOT NULL CHECK (responsible <> ''),
    source_class TEXT NOT NULL CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('entered', 'approved', 'returned', 'cancelled')),
    reason TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES users (id),
    entered_at TEXT NOT NULL,
    approved_by TEXT REFERENCES users (id),
    approved_at TEXT,
    updated_at TEXT NOT NULL,
    CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
    CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
    CHECK (state NOT IN ('returned', 'cancelled') OR reason <> '')
  ) STRICT`,
  'CREATE INDEX sheets_recent ON sheets (served_on DESC, id DESC)',
  'CREATE INDEX sheets_state ON sheets (state, served_on DESC, id DESC)',
  `CREATE TABLE sheet_lines (
    id TEXT PRIMARY KEY,
    sheet_id TEXT NOT NULL REFERENCES sheets (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    starts_at TEXT NOT NULL CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends_at TEXT NOT NULL CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]' AND ends_at > starts_at),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    recipient TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (sheet_id, position)
  ) STRICT`,
  'CREATE INDEX sheet_lines_member ON sheet_lines (member_id, sheet_id)',
  // Approved is posted: a correction is a reversal and a new sheet, never an edit (Timecounts edits in place).
  `CREATE TRIGGER sheets_no_delete BEFORE DELETE ON sheets BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  `CREATE TRIGGER sheets_no_replace BEFORE INSERT ON sheets
   WHEN EXISTS (SELECT 1 FROM sheets WHERE id = NEW.id OR number = NEW.number)
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  `CREATE TRIGGER sheets_closed BEFORE UPDATE ON sheets
   WHEN OLD.state IN ('approved', 'cancelled') OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
  ...['INSERT', 'UPDATE', 'DELETE'].map((act) => {
    const sheet =
      act === 'INSERT' ? 'NEW.sheet_id' : act === 'DELETE' ? 'OLD.sheet_id' : 'OLD.sheet_id, NEW.sheet_id';
    return `CREATE TRIGGER sheet_lines_closed_${act.toLowerCase()} BEFORE ${act} ON sheet_lines
     WHEN EXISTS (SELECT 1 FROM sheets WHERE id IN (${sheet}) AND state IN ('approved', 'cancelled'))
     BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`;
  }),
  `CREATE TRIGGER sheet_lines_no_replace BEFORE INSERT ON sheet_lines
   WHEN EXISTS (SELECT 1 FROM sheet_lines WHERE id = NEW.id OR (sheet_id = NEW.sheet_id AND position = NEW.position))
   BEGIN SELECT RAISE(ABORT, 'sheet.stageForbids'); END`,
];

const serviceRecords = [
  `CREATE TABLE service_records (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    sheet_line_id TEXT UNIQUE REFERENCES sheet_lines (id),
    occasion TEXT UNIQUE CHECK (occasion <> ''),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    served_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes <> 0),
    source_class TEXT NOT NULL CHECK (source_class IN ('signInOut', 'sheet', 'lateEntry')),
    activity TEXT NOT NULL CHECK (activity <> ''),
    rule TEXT NOT NULL,
    transaction_id TEXT REFERENCES ledger_transactions (id),
    reverses_id TEXT UNIQUE REFERENCES service_records (id)
  ) STRICT`,
  'CREATE INDEX service_records_member ON service_records (member_id, served_on, minutes)',
  'CREATE INDEX service_records_recorded ON service_records (recorded_at)',
  // What a member had served up to a day, for statements, without touching the rows.
  'CREATE INDEX service_records_booked ON service_records (member_id, recorded_at, minutes)',
  'CREATE INDEX service_records_transaction ON service_records (transaction_id)',
  ...neverChanged('service_records', 'hours.appendOnly'),
  `CREATE TRIGGER service_records_check BEFORE INSERT ON service_records BEGIN
    ${refuse(
      'hours.appendOnly',
      `EXISTS (SELECT 1 FROM service_records WHERE id = NEW.id)
        OR (NEW.sheet_line_id IS NOT NULL AND EXISTS (SELECT 1 FROM service_records WHERE sheet_line_id = NEW.sheet_line_id))
        OR (NEW.occasion IS NOT NULL AND EXISTS (SELECT 1 FROM service_records WHERE occasion = NEW.occasion))
        OR (NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM service_records WHERE reverses_id = NEW.reverses_id))`,
    )}
    ${refuse(
      'hours.malformed',
      `NEW.minutes IS NULL OR NEW.minutes = 0 OR (NEW.minutes > 0) IS NOT (NEW.reverses_id IS NULL)
        OR NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id)`,
    )}
    ${refuse(
      'hours.reversalDiffers',
      `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service_records AS original
        WHERE original.id = NEW.reverses_id AND original.reverses_id IS NULL AND original.member_id = NEW.member_id
          AND original.minutes = -NEW.minutes AND original.served_on = NEW.served_on)`,
    )}
  END`,
];

/** Members, sign-in sheets, the double-entry ledger of time coins and the permanent record of hours. */
export const timebank0003: Migration = {
  name: '0003-timebank',
  statements: [...members, ...sheets, ...accounts, ...ledger, ...holds, ...serviceRecords],
};
