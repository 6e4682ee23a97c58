import { date, flag, version, refuse, appendOnly } from './0008-checks.ts';
import { frozen } from './0008-frozen-cases.ts';
import type { Migration } from './migration.ts';

const dossiers = [
  `CREATE TABLE dossiers (
      case_id TEXT PRIMARY KEY REFERENCES cases (id),
      ${version},
      situation TEXT NOT NULL,
      compiled_by TEXT NOT NULL,
      checked_by TEXT NOT NULL,
      evidence_bags INTEGER NOT NULL CHECK (evidence_bags >= 0),
      -- Another retention term than the rules propose; empty: by the rules.
      retention_term TEXT CHECK (retention_term IN ('permanent', 'long', 'short')),
      retention_years INTEGER CHECK (retention_years > 0),
      retention_reason TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK ((retention_term IS NULL) = (retention_reason = '')),
      CHECK (retention_years IS NULL OR retention_term IN ('long', 'short'))
    ) STRICT`,
  // Only what was chosen otherwise than the rules would; a missing row means: by the rules.
  `CREATE TABLE dossier_choices (
      case_id TEXT NOT NULL REFERENCES cases (id),
      item_kind TEXT NOT NULL CHECK (item_kind IN ('document', 'attachment', 'evidence', 'file')),
      item_id TEXT NOT NULL,
      included INTEGER ${flag('included')},
      reason TEXT NOT NULL,
      position INTEGER,
      PRIMARY KEY (case_id, item_kind, item_id),
      CHECK (included IS NOT 0 OR reason <> '')
    ) STRICT`,
  // Which record of the case an issued paper is about (a session, a visit, a party); empty where it is the case itself.
  `CREATE TABLE issued_papers (
      document_id TEXT PRIMARY KEY REFERENCES documents (id),
      case_id TEXT NOT NULL REFERENCES cases (id),
      paper TEXT NOT NULL CHECK (paper <> ''),
      subject TEXT NOT NULL
    ) STRICT`,
  'CREATE INDEX issued_papers_case ON issued_papers (case_id, paper, subject)',
  ...appendOnly('issued_papers', 'document_id'),
  `INSERT INTO issued_papers (document_id, case_id, paper, subject)
     SELECT d.id, c.id, substr(d.kind, 11), '' FROM documents d JOIN cases c ON c.id = substr(d.owner, 6)
     WHERE d.owner LIKE 'case:%' AND d.kind LIKE 'mediation.%'`,
  // Papers from other hands in a row of the catalogue, or the signed original of a paper that was issued here.
  `CREATE TABLE dossier_attachments (
      id TEXT PRIMARY KEY,
      ${version},
      case_id TEXT NOT NULL REFERENCES cases (id),
      row_code TEXT NOT NULL,
      document_id TEXT REFERENCES documents (id),
      title TEXT NOT NULL CHECK (title <> ''),
      pages INTEGER CHECK (pages > 0),
      file_id TEXT REFERENCES files (id),
      file_name TEXT NOT NULL,
      added_on TEXT NOT NULL ${date('added_on')},
      added_by TEXT NOT NULL REFERENCES users (id),
      withdrawn_on TEXT ${date('withdrawn_on')},
      withdraw_reason TEXT NOT NULL,
      CHECK ((row_code = '') = (document_id IS NOT NULL)),
      CHECK (document_id IS NULL OR file_id IS NOT NULL),
      CHECK ((file_id IS NULL) = (file_name = '')),
      CHECK (file_id IS NOT NULL OR pages IS NOT NULL),
      CHECK ((withdrawn_on IS NULL) = (withdraw_reason = ''))
    ) STRICT`,
  'CREATE INDEX dossier_attachments_case ON dossier_attachments (case_id)',
  'CREATE INDEX dossier_attachments_file ON dossier_attachments (file_id) WHERE file_id IS NOT NULL',
  // One signed original for each paper; a better scan follows the withdrawal of the first.
  `CREATE UNIQUE INDEX dossier_attachments_signed ON dossier_attachments (document_id)
     WHERE document_id IS NOT NULL AND withdrawn_on IS NULL`,
  refuse(
    'dossier_attachments_no_delete',
    'DELETE',
    'dossier_attachments',
    'an attachment is withdrawn, never deleted',
  ),
  refuse(
    'dossier_attachments_keep',
    'UPDATE',
    'dossier_attachments',
    'an attachment changes by being withdrawn only',
    `OLD.withdrawn_on IS NOT NULL OR NEW.file_id IS NOT OLD.file_id OR NEW.document_id IS NOT OLD.document_id
       OR NEW.case_id IS NOT OLD.case_id`,
  ),
  `CREATE TABLE bound_dossiers (
      document_id TEXT PRIMARY KEY REFERENCES documents (id),
      case_id TEXT NOT NULL REFERENCES cases (id),
      fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
      contents TEXT NOT NULL CHECK (json_valid(contents)),
      bound_at TEXT NOT NULL
    ) STRICT`,
  'CREATE INDEX bound_dossiers_case ON bound_dossiers (case_id, bound_at)',
  ...appendOnly('bound_dossiers', 'document_id'),
];

const liveList = `list.state IN ('draft', 'approved', 'executed')`;
const listed = (archive: string) =>
  `EXISTS (SELECT 1 FROM destruction_items item JOIN destruction_lists list ON list.id = item.list_id
     WHERE item.archive_id = ${archive} AND ${liveList})`;

const archive = [
  `CREATE TABLE archived_dossiers (
      id TEXT PRIMARY KEY,
      ${version},
      case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
      archive_number TEXT NOT NULL UNIQUE CHECK (archive_number <> ''),
      document_id TEXT NOT NULL UNIQUE REFERENCES documents (id),
      ended_on TEXT NOT NULL ${date('ended_on')},
      archived_on TEXT NOT NULL ${date('archived_on')},
      archived_by TEXT NOT NULL REFERENCES users (id),
      compiled_by TEXT NOT NULL CHECK (compiled_by <> ''),
      checked_by TEXT NOT NULL CHECK (checked_by <> ''),
      term TEXT NOT NULL CHECK (term IN ('permanent', 'long', 'short')),
      years INTEGER CHECK (years > 0),
      retain_until TEXT ${date('retain_until')},
      retention_rule TEXT NOT NULL,
      retention_reason TEXT NOT NULL,
      room TEXT NOT NULL,
      cabinet TEXT NOT NULL,
      box TEXT NOT NULL,
      score INTEGER NOT NULL CHECK (score >= 0),
      score_reasons TEXT NOT NULL CHECK (json_valid(score_reasons)),
      state TEXT NOT NULL CHECK (state IN ('archived', 'reopened', 'destroyed')),
      destroyed_on TEXT ${date('destroyed_on')},
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK (compiled_by <> checked_by),
      CHECK ((term = 'permanent') = (years IS NULL)),
      CHECK ((years IS NULL) = (retain_until IS NULL)),
      CHECK (retention_rule <> '' OR retention_reason <> ''),
      CHECK ((state = 'destroyed') = (destroyed_on IS NOT NULL))
    ) STRICT`,
  `CREATE INDEX archived_dossiers_recent ON archived_dossiers (archived_on DESC, id DESC)`,
  `CREATE INDEX archived_dossiers_due ON archived_dossiers (retain_until)
     WHERE state = 'archived' AND retain_until IS NOT NULL`,
  refuse(
    'archived_dossiers_no_delete',
    'DELETE',
    'archived_dossiers',
    'an archived dossier stays in the register',
  ),
  refuse(
    'archived_dossiers_no_replace',
    'INSERT',
    'archived_dossiers',
    'archive.alreadyArchived',
    'EXISTS (SELECT 1 FROM archived_dossiers WHERE id = NEW.id OR case_id = NEW.case_id)',
  ),
  refuse(
    'archived_dossiers_destroyed_stays',
    'UPDATE',
    'archived_dossiers',
    'archive.destroyed',
    `OLD.state = 'destroyed'`,
  ),
  refuse(
    'archived_dossiers_one_case',
    'UPDATE',
    'archived_dossiers',
    'an archived dossier keeps its case and number',
    'NEW.case_id <> OLD.case_id OR NEW.archive_number <> OLD.archive_number',
  ),
  refuse(
    'archived_dossiers_reopen_unlisted',
    'UPDATE',
    'archived_dossiers',
    'archive.listed',
    `NEW.state = 'reopened' AND OLD.state <> 'reopened' AND ${listed('NEW.id')}`,
  ),
  // 档案法实施条例 art. 24: nothing is destroyed without an appraisal and an approved list.
  refuse(
    'archived_dossiers_destroyed_by_list',
    'UPDATE',
    'archived_dossiers',
    'archive.noApprovedList',
    `NEW.state = 'destroyed' AND NOT EXISTS (
       SELECT 1 FROM destruction_items item JOIN destruction_lists list ON list.id = item.list_id
       WHERE item.archive_id = NEW.id AND list.state = 'executed' AND list.document_id IS NOT NULL)`,
  ),
  refuse(
    'archived_dossiers_destroyed_present',
    'UPDATE',
    'archived_dossiers',
    'archive.isOut',
    `NEW.state = 'destroyed' AND EXISTS (
       SELECT 1 FROM dossier_loans WHERE archive_id = NEW.id AND returned_on IS NULL)`,
  ),
  refuse(
    'archived_dossiers_born_archived',
    'INSERT',
    'archived_dossiers',
    'archive.noApprovedList',
    `NEW.state <> 'archived'`,
  ),

  `CREATE TABLE dossier_reopenings (
      id TEXT PRIMARY KEY,
      archive_id TEXT NOT NULL REFERENCES archived_dossiers (id),
      reason TEXT NOT NULL CHECK (reason <> ''),
      opened_on TEXT NOT NULL ${date('opened_on')},
      opened_by TEXT NOT NULL REFERENCES users (id),
      closed_on TEXT ${date('closed_on')}
    ) STRICT`,
  'CREATE INDEX dossier_reopenings_archive ON dossier_reopenings (archive_id, opened_on)',
  'CREATE UNIQUE INDEX dossier_reopenings_one_open ON dossier_reopenings (archive_id) WHERE closed_on IS NULL',

  `CREATE TABLE dossier_loans (
      id TEXT PRIMARY KEY,
      ${version},
      archive_id TEXT NOT NULL REFERENCES archived_dossiers (id),
      kind TEXT NOT NULL CHECK (kind IN ('lookUp', 'loan')),
      person TEXT NOT NULL CHECK (person <> ''),
      organisation TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK (purpose <> ''),
      taken_on TEXT NOT NULL ${date('taken_on')},
      due_on TEXT ${date('due_on')},
      returned_on TEXT ${date('returned_on')},
      return_note TEXT NOT NULL,
      recorded_by TEXT NOT NULL REFERENCES users (id),
      CHECK ((kind = 'loan') = (due_on IS NOT NULL)),
      CHECK (kind = 'loan' OR returned_on = taken_on),
      CHECK (due_on >= taken_on),
      CHECK (returned_on >= taken_on)
    ) STRICT`,
  'CREATE INDEX dossier_loans_archive ON dossier_loans (archive_id, taken_on)',
  'CREATE INDEX dossier_loans_recent ON dossier_loans (taken_on DESC, id DESC)',
  // A dossier is with one borrower at a time.
  'CREATE UNIQUE INDEX dossier_loans_one_out ON dossier_loans (archive_id) WHERE returned_on IS NULL',
  'CREATE INDEX dossier_loans_due ON dossier_loans (due_on) WHERE returned_on IS NULL',
  refuse('dossier_loans_no_delete', 'DELETE', 'dossier_loans', 'a loan stays in the register'),
  refuse(
    'dossier_loans_of_what_exists',
    'INSERT',
    'dossier_loans',
    'archive.destroyed',
    `(SELECT state FROM archived_dossiers WHERE id = NEW.archive_id) = 'destroyed'`,
  ),

  `CREATE TABLE dossier_appraisals (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      archive_id TEXT NOT NULL REFERENCES archived_dossiers (id),
      decided_on TEXT NOT NULL ${date('decided_on')},
      decision TEXT NOT NULL CHECK (decision IN ('keep', 'destroy')),
      reason TEXT NOT NULL CHECK (reason <> ''),
      first_appraiser TEXT NOT NULL CHECK (first_appraiser <> ''),
      second_appraiser TEXT NOT NULL CHECK (second_appraiser <> ''),
      term TEXT CHECK (term IN ('permanent', 'long', 'short')),
      years INTEGER CHECK (years > 0),
      retain_until TEXT ${date('retain_until')},
      recorded_by TEXT NOT NULL REFERENCES users (id),
      recorded_at TEXT NOT NULL,
      CHECK (first_appraiser <> second_appraiser),
      CHECK ((decision = 'keep') = (term IS NOT NULL)),
      CHECK (term IS NULL OR (term = 'permanent') = (years IS NULL)),
      CHECK ((years IS NULL) = (retain_until IS NULL))
    ) STRICT`,
  'CREATE INDEX dossier_appraisals_archive ON dossier_appraisals (archive_id, seq)',
  ...appendOnly('dossier_appraisals', 'id'),
  refuse(
    'dossier_appraisals_unlisted',
    'INSERT',
    'dossier_appraisals',
    'archive.listed',
    listed('NEW.archive_id'),
  ),

  `CREATE TABLE destruction_lists (
      id TEXT PRIMARY KEY,
      ${version},
      number TEXT NOT NULL UNIQUE CHECK (number <> ''),
      title TEXT NOT NULL CHECK (title <> ''),
      state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'executed', 'cancelled')),
      drafted_on TEXT NOT NULL ${date('drafted_on')},
      drafted_by TEXT NOT NULL REFERENCES users (id),
      approved_on TEXT ${date('approved_on')},
      approved_by TEXT NOT NULL,
      document_id TEXT UNIQUE REFERENCES documents (id),
      destroyed_on TEXT ${date('destroyed_on')},
      first_witness TEXT NOT NULL,
      second_witness TEXT NOT NULL,
      cancel_reason TEXT NOT NULL,
      CHECK (state NOT IN ('approved', 'executed')
        OR (approved_on IS NOT NULL AND approved_by <> '' AND document_id IS NOT NULL)),
      CHECK ((state = 'executed') = (destroyed_on IS NOT NULL)),
      CHECK (state <> 'executed'
        OR (first_witness <> '' AND second_witness <> '' AND first_witness <> second_witness)),
      CHECK ((state = 'cancelled') = (cancel_reason <> '')),
      CHECK (destroyed_on >= approved_on)
    ) STRICT`,
  refuse('destruction_lists_no_delete', 'DELETE', 'destruction_lists', 'a destruction list is never deleted'),
  refuse(
    'destruction_lists_begin_as_draft',
    'INSERT',
    'destruction_lists',
    'archive.noApprovedList',
    `NEW.state <> 'draft'`,
  ),
  refuse(
    'destruction_lists_course',
    'UPDATE',
    'destruction_lists',
    'archive.listStateForbids',
    `NOT ((OLD.state = 'draft' AND NEW.state IN ('approved', 'cancelled'))
       OR (OLD.state = 'approved' AND NEW.state IN ('executed', 'cancelled')))`,
  ),
  `CREATE TABLE destruction_items (
      list_id TEXT NOT NULL REFERENCES destruction_lists (id),
      archive_id TEXT NOT NULL REFERENCES archived_dossiers (id),
      appraisal_id TEXT NOT NULL REFERENCES dossier_appraisals (id),
      position INTEGER NOT NULL,
      PRIMARY KEY (list_id, archive_id)
    ) STRICT`,
  'CREATE INDEX destruction_items_archive ON destruction_items (archive_id)',
  'CREATE INDEX destruction_items_appraisal ON destruction_items (appraisal_id)',
  refuse('destruction_items_no_update', 'UPDATE', 'destruction_items', 'archive.listStateForbids'),
  refuse('destruction_items_no_delete', 'DELETE', 'destruction_items', 'archive.listStateForbids'),
  refuse(
    'destruction_items_draft_only',
    'INSERT',
    'destruction_items',
    'archive.listStateForbids',
    `(SELECT state FROM destruction_lists WHERE id = NEW.list_id) <> 'draft'`,
  ),
  refuse('destruction_items_once', 'INSERT', 'destruction_items', 'archive.listed', listed('NEW.archive_id')),
  // The last word of two appraisers must be “destroy”.
  refuse(
    'destruction_items_appraised',
    'INSERT',
    'destruction_items',
    'archive.notAppraised',
    `(SELECT id FROM dossier_appraisals WHERE archive_id = NEW.archive_id AND decision = 'destroy'
        AND seq = (SELECT MAX(seq) FROM dossier_appraisals WHERE archive_id = NEW.archive_id))
       IS NOT NEW.appraisal_id`,
  ),
];

/** What belongs to the dossier of a case, its binding, and its life in the archive. */
export const dossier0008: Migration = {
  name: '0008-dossier-and-archive',
  statements: [...dossiers, ...archive, ...frozen],
};
