import type { Migration } from './migration.ts';

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;

/** Records of a case that a file can prove, with the tables where they are kept. */
const provable = {
  entry: 'performance_entries',
  suspension: 'term_suspensions',
  extension: 'term_extensions',
  visit: 'return_visits',
  confirmation: 'confirmation_events',
  courtStep: 'court_steps',
};
const kinds = Object.keys(provable)
  .map((kind) => `'${kind}'`)
  .join(', ');
const isOfTheCase = Object.entries(provable)
  .map(
    ([kind, table]) =>
      `NEW.about_kind = '${kind}' AND EXISTS (SELECT 1 FROM ${table} r WHERE r.id = NEW.about_id AND r.case_id = NEW.case_id)`,
  )
  .join(' OR ');

/** Files that prove a record of the case (slips, appraisals, rulings); the centre's own rules of the quality score. */
export const recordFiles0015: Migration = {
  name: '0015-record-files-and-quality',
  statements: [
    `ALTER TABLE dossier_attachments ADD COLUMN about_kind TEXT NOT NULL DEFAULT '' CHECK (about_kind IN ('', ${kinds}))`,
    `ALTER TABLE dossier_attachments ADD COLUMN about_id TEXT NOT NULL DEFAULT ''
       CHECK ((about_id = '') = (about_kind = '') AND (about_id = '' OR (document_id IS NULL AND file_id IS NOT NULL)))`,
    `CREATE INDEX dossier_attachments_about ON dossier_attachments (about_id) WHERE about_id <> ''`,
    `CREATE TRIGGER dossier_attachments_of_the_case BEFORE INSERT ON dossier_attachments
     WHEN NEW.about_kind <> '' AND NOT (${isOfTheCase})
     BEGIN SELECT RAISE(ABORT, 'a file proves a record of its own case'); END`,
    `CREATE TRIGGER dossier_attachments_keep_about BEFORE UPDATE ON dossier_attachments
     WHEN NEW.about_kind IS NOT OLD.about_kind OR NEW.about_id IS NOT OLD.about_id
     BEGIN SELECT RAISE(ABORT, 'an attachment changes by being withdrawn only'); END`,

    // A version is one row, all points included, so that nothing of it can be exchanged later.
    `CREATE TABLE quality_rule_sets (
      id TEXT PRIMARY KEY,
      committee_id TEXT NOT NULL REFERENCES committees (id),
      number INTEGER NOT NULL CHECK (number > 0),
      valid_from TEXT NOT NULL ${date('valid_from')},
      source TEXT NOT NULL CHECK (source <> ''),
      rules TEXT NOT NULL CHECK (json_valid(rules)),
      adopted_by TEXT NOT NULL REFERENCES users (id),
      adopted_at TEXT NOT NULL,
      UNIQUE (committee_id, number)
    ) STRICT`,
    ...neverChanged(
      'quality_rule_sets',
      'id = NEW.id OR (committee_id = NEW.committee_id AND number = NEW.number)',
    ),
  ],
};

function neverChanged(table: string, same: string): string[] {
  const guard = (name: string, event: string, condition = '1') =>
    `CREATE TRIGGER ${table}_${name} BEFORE ${event} ON ${table} WHEN ${condition}
     BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`;
  return [
    guard('no_update', 'UPDATE'),
    guard('no_delete', 'DELETE'),
    // INSERT OR REPLACE deletes without the DELETE trigger unless recursive triggers are on.
    guard('no_replace', 'INSERT', `EXISTS (SELECT 1 FROM ${table} WHERE ${same})`),
  ];
}
