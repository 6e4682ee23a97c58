import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Groups and their people, planned activities with those who signed up, printed sign-in sheets with a code for each
 * line, and the thread from all of these to the sheets that are entered. Who has a place and who waits is never stored:
 * it follows from the order of signing up and the number of places, so no two people can hold the last one.
 */

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const clock = (column: string) => `CHECK (${column} GLOB '[0-2][0-9]:[0-5][0-9]')`;
const ofKind = (id: string, kind: string) =>
  `EXISTS (SELECT 1 FROM members WHERE id = ${id} AND kind = '${kind}')`;

const groups = [
  `CREATE TABLE group_members (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    group_id TEXT NOT NULL REFERENCES members (id),
    member_id TEXT NOT NULL REFERENCES members (id),
    role TEXT NOT NULL CHECK (role IN ('leader', 'contact', 'member')),
    joined_on TEXT NOT NULL ${date('joined_on')},
    ended_on TEXT ${date('ended_on')},
    end_reason TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (group_id <> member_id),
    CHECK (ended_on IS NULL OR ended_on >= joined_on),
    CHECK (ended_on IS NOT NULL OR end_reason = '')
  ) STRICT`,
  'CREATE UNIQUE INDEX group_members_open ON group_members (group_id, member_id) WHERE ended_on IS NULL',
  'CREATE INDEX group_members_group ON group_members (group_id, joined_on)',
  'CREATE INDEX group_members_member ON group_members (member_id)',
  `CREATE TRIGGER group_members_no_delete BEFORE DELETE ON group_members BEGIN SELECT RAISE(ABORT, 'group.ended'); END`,
  `CREATE TRIGGER group_members_check BEFORE INSERT ON group_members BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM group_members WHERE id = NEW.id)')}
    ${refuse('group.notAGroup', `NOT ${ofKind('NEW.group_id', 'group')}`)}
    ${refuse('group.notAPerson', `NOT ${ofKind('NEW.member_id', 'person')}`)}
    ${refuse(
      'group.alreadyMember',
      `NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM group_members
        WHERE group_id = NEW.group_id AND member_id = NEW.member_id AND ended_on IS NULL)`,
    )}
    ${refuse('group.periodsMeet', periodsMeet('NEW.joined_on', `ifnull(NEW.ended_on, '9999-12-31')`))}
  END`,
  `CREATE TRIGGER group_members_once BEFORE UPDATE ON group_members BEGIN
    ${refuse(
      'group.ended',
      `OLD.ended_on IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.group_id IS NOT OLD.group_id
        OR NEW.member_id IS NOT OLD.member_id OR NEW.created_at IS NOT OLD.created_at`,
    )}
    ${refuse('group.periodsMeet', periodsMeet('NEW.joined_on', `ifnull(NEW.ended_on, '9999-12-31')`))}
  END`,
  // Hours of a group and of a person are counted by different rules: who has people stays a group, who belongs stays a person.
  `CREATE TRIGGER members_kind_fixed BEFORE UPDATE OF kind ON members WHEN NEW.kind IS NOT OLD.kind BEGIN
    ${refuse(
      'group.kindFixed',
      `EXISTS (SELECT 1 FROM group_members WHERE group_id = OLD.id) OR EXISTS (SELECT 1 FROM group_members WHERE member_id = OLD.id)
        OR EXISTS (SELECT 1 FROM activities WHERE group_id = OLD.id) OR EXISTS (SELECT 1 FROM sheets WHERE group_id = OLD.id)
        OR EXISTS (SELECT 1 FROM activity_sign_ups WHERE member_id = OLD.id)`,
    )}
  END`,
];

/** Another stay of the same person in the same group shares a day with this one. */
function periodsMeet(from: string, to: string): string {
  return `EXISTS (SELECT 1 FROM group_members WHERE group_id = NEW.group_id AND member_id = NEW.member_id AND id <> NEW.id
    AND joined_on <= ${to} AND ifnull(ended_on, '9999-12-31') >= ${from})`;
}

const activities = [
  `CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    held_on TEXT NOT NULL ${date('held_on')},
    starts_at TEXT NOT NULL ${clock('starts_at')},
    ends_at TEXT NOT NULL ${clock('ends_at')},
    place TEXT NOT NULL CHECK (place <> ''),
    area_id TEXT REFERENCES areas (id),
    responsible TEXT NOT NULL CHECK (responsible <> ''),
    service_type TEXT NOT NULL CHECK (service_type <> ''),
    group_id TEXT REFERENCES members (id),
    capacity INTEGER CHECK (capacity BETWEEN 1 AND 500),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    closed_reason TEXT NOT NULL,
    closed_at TEXT,
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK ((state = 'planned') = (closed_at IS NULL)),
    CHECK ((state = 'cancelled') = (closed_reason <> ''))
  ) STRICT`,
  'CREATE INDEX activities_day ON activities (held_on, starts_at, id)',
  'CREATE INDEX activities_state ON activities (state, held_on)',
  'CREATE INDEX activities_group ON activities (group_id) WHERE group_id IS NOT NULL',
  'CREATE INDEX activities_area ON activities (area_id)',
  `CREATE TRIGGER activities_no_delete BEFORE DELETE ON activities BEGIN SELECT RAISE(ABORT, 'activity.stageForbids'); END`,
  `CREATE TRIGGER activities_check BEFORE INSERT ON activities BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM activities WHERE id = NEW.id OR number = NEW.number)')}
    ${refuse('activity.stageForbids', `NEW.state IS NOT 'planned'`)}
    ${refuse('activity.notAGroup', `NEW.group_id IS NOT NULL AND NOT ${ofKind('NEW.group_id', 'group')}`)}
  END`,
  // Held and cancelled are final: sheets, printed sheets and the list of people lean on what it was.
  `CREATE TRIGGER activities_steps BEFORE UPDATE ON activities BEGIN
    ${refuse('activity.stageForbids', `OLD.state <> 'planned' OR NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number`)}
    ${refuse('activity.notAGroup', `NEW.group_id IS NOT NULL AND NOT ${ofKind('NEW.group_id', 'group')}`)}
  END`,

  `CREATE TABLE activity_sign_ups (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    activity_id TEXT NOT NULL REFERENCES activities (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    signed_by TEXT NOT NULL REFERENCES users (id),
    signed_at TEXT NOT NULL,
    withdrawn_by TEXT REFERENCES users (id),
    withdrawn_at TEXT,
    reason TEXT NOT NULL,
    UNIQUE (activity_id, seq),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK (withdrawn_at IS NOT NULL OR reason = '')
  ) STRICT`,
  'CREATE UNIQUE INDEX activity_sign_ups_open ON activity_sign_ups (activity_id, member_id) WHERE withdrawn_at IS NULL',
  'CREATE INDEX activity_sign_ups_member ON activity_sign_ups (member_id)',
  `CREATE TRIGGER activity_sign_ups_no_delete BEFORE DELETE ON activity_sign_ups
   BEGIN SELECT RAISE(ABORT, 'activity.stageForbids'); END`,
  `CREATE TRIGGER activity_sign_ups_check BEFORE INSERT ON activity_sign_ups BEGIN
    ${refuse('record.duplicate', 'EXISTS (SELECT 1 FROM activity_sign_ups WHERE id = NEW.id)')}
    ${refuse('activity.stageForbids', `(SELECT state FROM activities WHERE id = NEW.activity_id) IS NOT 'planned'`)}
    ${refuse('activity.stageForbids', 'NEW.withdrawn_at IS NOT NULL')}
    ${refuse('group.notAPerson', `NOT ${ofKind('NEW.member_id', 'person')}`)}
    ${refuse(
      'activity.alreadySignedUp',
      `EXISTS (SELECT 1 FROM activity_sign_ups
        WHERE activity_id = NEW.activity_id AND member_id = NEW.member_id AND withdrawn_at IS NULL)`,
    )}
    ${refuse(
      'activity.stageForbids',
      'NEW.seq IS NOT ifnull((SELECT max(seq) FROM activity_sign_ups WHERE activity_id = NEW.activity_id), 0) + 1',
    )}
  END`,
  `CREATE TRIGGER activity_sign_ups_once BEFORE UPDATE ON activity_sign_ups BEGIN
    ${refuse(
      'activity.stageForbids',
      `OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id IS NOT OLD.id OR NEW.seq IS NOT OLD.seq
        OR NEW.activity_id IS NOT OLD.activity_id OR NEW.member_id IS NOT OLD.member_id OR NEW.signed_at IS NOT OLD.signed_at
        OR (SELECT state FROM activities WHERE id = OLD.activity_id) IS NOT 'planned'`,
    )}
  END`,
];

const printed = [
  `CREATE TABLE sign_sheets (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
    activity_id TEXT REFERENCES activities (id),
    head TEXT NOT NULL CHECK (json_valid(head)),
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id),
    printed_by TEXT NOT NULL REFERENCES users (id),
    printed_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX sign_sheets_activity ON sign_sheets (activity_id) WHERE activity_id IS NOT NULL',
  ...neverChanged('sign_sheets', 'signCode.used'),
  `CREATE TRIGGER sign_sheets_check BEFORE INSERT ON sign_sheets BEGIN
    ${refuse(
      'signCode.used',
      `EXISTS (SELECT 1 FROM sign_sheets WHERE id = NEW.id OR number = NEW.number OR code = NEW.code OR document_id = NEW.document_id)
        OR EXISTS (SELECT 1 FROM sign_sheet_lines WHERE code = NEW.code)`,
    )}
  END`,
  `CREATE TABLE sign_sheet_lines (
    code TEXT PRIMARY KEY CHECK (length(code) = 8),
    sign_sheet_id TEXT NOT NULL REFERENCES sign_sheets (id),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 200),
    member_id TEXT REFERENCES members (id),
    UNIQUE (sign_sheet_id, position)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX sign_sheet_lines_member ON sign_sheet_lines (member_id) WHERE member_id IS NOT NULL',
  ...neverChanged('sign_sheet_lines', 'signCode.used'),
  `CREATE TRIGGER sign_sheet_lines_check BEFORE INSERT ON sign_sheet_lines BEGIN
    ${refuse(
      'signCode.used',
      `EXISTS (SELECT 1 FROM sign_sheet_lines WHERE code = NEW.code OR (sign_sheet_id = NEW.sign_sheet_id AND position = NEW.position))
        OR EXISTS (SELECT 1 FROM sign_sheets WHERE code = NEW.code)`,
    )}
  END`,
];

/** The line was entered on a sheet that counts: not withdrawn, and not taken back in the ledger. */
const codeTaken = `EXISTS (SELECT 1 FROM sheet_lines AS other JOIN sheets ON sheets.id = other.sheet_id
    WHERE other.printed_code = NEW.printed_code AND other.printed_code <> '' AND other.id <> NEW.id AND sheets.state <> 'cancelled'
      AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS header
        JOIN ledger_transactions AS undone ON undone.reverses_id = header.id WHERE header.sheet_line_id = other.id))`;
const codeChecks = `
    ${refuse('signCode.unknown', `NEW.printed_code <> '' AND NOT EXISTS (SELECT 1 FROM sign_sheet_lines WHERE code = NEW.printed_code)`)}
    ${refuse('signCode.used', `NEW.printed_code <> '' AND ${codeTaken}`)}`;
const sheetChecks = `
    ${refuse('activity.notAGroup', `NEW.group_id IS NOT NULL AND NOT ${ofKind('NEW.group_id', 'group')}`)}
    ${refuse('activity.stageForbids', `NEW.activity_id IS NULL AND NEW.part <> ''`)}
    ${refuse(
      'activity.stageForbids',
      `NEW.activity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM activities
        WHERE id = NEW.activity_id AND state = 'held' AND group_id IS NEW.group_id)`,
    )}
    ${refuse(
      'activity.sheetEntered',
      `NEW.activity_id IS NOT NULL AND NEW.state <> 'cancelled' AND EXISTS (SELECT 1 FROM sheets
        WHERE activity_id = NEW.activity_id AND part = NEW.part AND state <> 'cancelled' AND id <> NEW.id)`,
    )}`;

const entered = [
  'ALTER TABLE sheets ADD COLUMN group_id TEXT REFERENCES members (id)',
  'ALTER TABLE sheets ADD COLUMN activity_id TEXT REFERENCES activities (id)',
  `ALTER TABLE sheets ADD COLUMN part TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE sheet_lines ADD COLUMN printed_code TEXT NOT NULL DEFAULT ''`,
  'CREATE INDEX sheets_group ON sheets (group_id, served_on) WHERE group_id IS NOT NULL',
  `CREATE UNIQUE INDEX sheets_activity ON sheets (activity_id, part) WHERE activity_id IS NOT NULL AND state <> 'cancelled'`,
  `CREATE INDEX sheet_lines_code ON sheet_lines (printed_code) WHERE printed_code <> ''`,
  // A withdrawn sheet keeps the thread to its activity; sheets_closed (0003) lets nobody change it afterwards.
  `CREATE TRIGGER sheets_activity_insert BEFORE INSERT ON sheets BEGIN ${sheetChecks}
  END`,
  `CREATE TRIGGER sheets_activity_update BEFORE UPDATE OF group_id, activity_id, part, state ON sheets BEGIN ${sheetChecks}
  END`,
  `CREATE TRIGGER sheet_lines_code_insert BEFORE INSERT ON sheet_lines BEGIN ${codeChecks}
  END`,
  `CREATE TRIGGER sheet_lines_code_update BEFORE UPDATE OF printed_code ON sheet_lines BEGIN ${codeChecks}
  END`,
];

/** Groups, activities, sign-ups, printed sheets and their codes. */
export const timebankActivities0018: Migration = {
  name: '0018-timebank-activities',
  statements: [...activities, ...printed, ...entered, ...groups],
};
