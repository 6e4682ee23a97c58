import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Files that prove a relation, a representation or an assessment; what a merge of doubles carried over beside the
 * accounts; and no membership ends under an open sign-up or an undecided offer of session hours.
 */

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;

/** What a file can prove, and where that is kept. */
const provable = {
  relation: 'member_relations',
  representation: 'member_representatives',
  assessment: 'recipient_assessments',
};
/** What a merge carries over, and where that is kept. */
const moved = { ...provable, groupStay: 'group_members', volunteerLink: 'volunteer_links' };

const names = (tables: object) =>
  Object.keys(tables)
    .map((kind) => `'${kind}'`)
    .join(', ');
const isThere = (tables: Record<string, string>, kind: string, id: string) =>
  Object.entries(tables)
    .map(([name, table]) => `${kind} = '${name}' AND EXISTS (SELECT 1 FROM ${table} WHERE id = ${id})`)
    .join(' OR ');

const kept = ['id', 'about_kind', 'about_id', 'file_id', 'file_name', 'added_on', 'added_by'];

const files = [
  `CREATE TABLE circle_files (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    about_kind TEXT NOT NULL CHECK (about_kind IN (${names(provable)})),
    about_id TEXT NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    added_on TEXT NOT NULL ${date('added_on')},
    added_by TEXT NOT NULL REFERENCES users (id),
    withdrawn_on TEXT ${date('withdrawn_on')},
    withdrawn_by TEXT REFERENCES users (id),
    withdraw_reason TEXT NOT NULL,
    CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL)),
    CHECK ((withdrawn_on IS NULL) = (withdraw_reason = ''))
  ) STRICT`,
  'CREATE INDEX circle_files_about ON circle_files (about_id)',
  'CREATE INDEX circle_files_file ON circle_files (file_id)',
  `CREATE TRIGGER circle_files_no_delete BEFORE DELETE ON circle_files BEGIN SELECT RAISE(ABORT, 'circle.appendOnly'); END`,
  `CREATE TRIGGER circle_files_check BEFORE INSERT ON circle_files BEGIN
    ${refuse('circle.appendOnly', 'EXISTS (SELECT 1 FROM circle_files WHERE id = NEW.id) OR NEW.withdrawn_on IS NOT NULL')}
    ${refuse('circle.appendOnly', `NOT (${isThere(provable, 'NEW.about_kind', 'NEW.about_id')})`)}
  END`,
  `CREATE TRIGGER circle_files_once BEFORE UPDATE ON circle_files BEGIN
    ${refuse(
      'circle.appendOnly',
      `OLD.withdrawn_on IS NOT NULL OR NEW.withdrawn_on IS NULL
        OR ${kept.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')}`,
    )}
  END`,
];

const merges = [
  // `over` with the merge, `back` when it was taken back; without `to_id` the other side had the same already.
  `CREATE TABLE merge_moves (
    merge_id TEXT NOT NULL REFERENCES member_merges (id),
    direction TEXT NOT NULL CHECK (direction IN ('over', 'back')),
    kind TEXT NOT NULL CHECK (kind IN (${names(moved)})),
    from_id TEXT NOT NULL,
    to_id TEXT,
    PRIMARY KEY (merge_id, direction, kind, from_id)
  ) STRICT, WITHOUT ROWID`,
  ...neverChanged('merge_moves', 'member.eventsAppendOnly'),
  `CREATE TRIGGER merge_moves_check BEFORE INSERT ON merge_moves BEGIN
    ${refuse(
      'member.eventsAppendOnly',
      `EXISTS (SELECT 1 FROM merge_moves WHERE merge_id = NEW.merge_id AND direction = NEW.direction
          AND kind = NEW.kind AND from_id = NEW.from_id)
        OR NOT EXISTS (SELECT 1 FROM member_merges WHERE id = NEW.merge_id AND undone_at IS NULL)`,
    )}
    ${refuse('member.eventsAppendOnly', `NOT (${isThere(moved, 'NEW.kind', 'NEW.from_id')})`)}
    ${refuse('member.eventsAppendOnly', `NEW.to_id IS NOT NULL AND NOT (${isThere(moved, 'NEW.kind', 'NEW.to_id')})`)}
  END`,
];

const endings = [
  `CREATE TRIGGER member_events_plans BEFORE INSERT ON member_events WHEN NEW.kind IN ('moved', 'left', 'died', 'merged') BEGIN
    ${refuse(
      'member.hasOpenWork',
      `EXISTS (SELECT 1 FROM activity_sign_ups AS wish JOIN activities ON activities.id = wish.activity_id
          WHERE wish.member_id = NEW.member_id AND wish.withdrawn_at IS NULL AND activities.state = 'planned')
        OR EXISTS (SELECT 1 FROM hour_offers WHERE member_id = NEW.member_id AND state = 'open')`,
    )}
  END`,
];

/** Gifts and grants are few among a million services: their list is read page by page from here. */
const gifts = [
  `CREATE INDEX ledger_transactions_gifts ON ledger_transactions (seq)
   WHERE kind IN ('transfer', 'donation', 'poolGrant', 'grant')`,
];

/** Proof files of the circle, what a merge carries over, and plans that stand against an ending. */
export const timebankProof0023: Migration = {
  name: '0023-timebank-proof',
  statements: [...files, ...merges, ...endings, ...gifts],
};
