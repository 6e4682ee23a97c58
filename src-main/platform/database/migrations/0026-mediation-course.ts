import { date, flag, refuse } from './0008-checks.ts';
import type { Migration } from './migration.ts';

const archived = (caseId: string) =>
  `EXISTS (SELECT 1 FROM archived_dossiers WHERE case_id = ${caseId} AND state <> 'reopened')`;
const changed = (columns: readonly string[]) =>
  columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ');

/*
 * An issued agreement that gave way: withdrawn before anybody signed, or replaced after it was in effect (人民调解法 art. 33:
 * a rejected confirmation leads to a changed or a new one). The row of `agreements` goes on as the one being worked on; what
 * it said, who had signed and under which number stands here.
 */
const versions = [
  `CREATE TABLE agreement_versions (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    ending TEXT NOT NULL CHECK (ending IN ('withdrawn', 'rejected', 'consent')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    ended_on TEXT NOT NULL ${date('ended_on')},
    number TEXT NOT NULL CHECK (number <> ''),
    document_id TEXT NOT NULL REFERENCES documents (id),
    effective_on TEXT ${date('effective_on')},
    terms TEXT NOT NULL CHECK (json_valid(terms)),
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    ended_by TEXT NOT NULL REFERENCES users (id),
    ended_at TEXT NOT NULL,
    restored_by TEXT REFERENCES users (id),
    restored_at TEXT,
    CHECK ((ending = 'withdrawn') = (effective_on IS NULL)),
    CHECK ((restored_by IS NULL) = (restored_at IS NULL)),
    CHECK (ending <> 'withdrawn' OR restored_at IS NULL)
  ) STRICT`,
  'CREATE INDEX agreement_versions_case ON agreement_versions (case_id, id)',
  'CREATE INDEX agreement_versions_agreement ON agreement_versions (agreement_id)',
  `CREATE UNIQUE INDEX agreement_versions_standing ON agreement_versions (document_id) WHERE restored_at IS NULL`,
  refuse(
    'agreement_versions_begin',
    'INSERT',
    'agreement_versions',
    'agreement.notIssued',
    `EXISTS (SELECT 1 FROM agreement_versions WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM agreements
       WHERE id = NEW.agreement_id AND case_id = NEW.case_id AND number = NEW.number
         AND issued_document_id = NEW.document_id AND effective_on IS NEW.effective_on)`,
  ),
  refuse(
    'agreement_versions_signed',
    'INSERT',
    'agreement_versions',
    'agreement.signed',
    `NEW.ending = 'withdrawn' AND EXISTS (SELECT 1 FROM signature_acts WHERE agreement_id = NEW.agreement_id)`,
  ),
  refuse(
    'agreement_versions_end',
    'UPDATE',
    'agreement_versions',
    'agreement.noFormer',
    `OLD.restored_at IS NOT NULL OR NEW.restored_at IS NULL OR ${changed([
      ...['id', 'case_id', 'agreement_id', 'ending', 'reason', 'ended_on', 'number', 'document_id'],
      ...['effective_on', 'terms', 'acts', 'ended_by', 'ended_at'],
    ])}`,
  ),
  refuse('agreement_versions_no_delete', 'DELETE', 'agreement_versions', 'agreement.noFormer'),
  refuse(
    'agreement_versions_archived_insert',
    'INSERT',
    'agreement_versions',
    'dossier.archived',
    archived('NEW.case_id'),
  ),
  refuse(
    'agreement_versions_archived_update',
    'UPDATE',
    'agreement_versions',
    'dossier.archived',
    archived('OLD.case_id'),
  ),
  // As in 0002, but for the one way out: the version that gives way has been written down.
  'DROP TRIGGER agreements_frozen_update',
  refuse(
    'agreements_frozen_update',
    'UPDATE',
    'agreements',
    'agreement.alreadyIssued',
    `OLD.issued_document_id IS NOT NULL AND (
       ${changed(['id', 'case_id', 'form', 'facts', 'issues', 'performance', 'concluded_on', 'place', 'recorder'])}
       OR ((${changed(['number', 'issued_document_id'])}) AND NOT (
         NEW.number IS NULL AND NEW.issued_document_id IS NULL AND NEW.effective_on IS NULL
         AND EXISTS (SELECT 1 FROM agreement_versions
           WHERE document_id = OLD.issued_document_id AND restored_at IS NULL))))`,
  ),
];

/*
 * The day of effect is what performance, visits and the 30 days of art. 33 are counted from: once something followed it under
 * this version, it stays. Rows of an earlier version count no more; ids sort by the time they were made.
 */
const since = `ifnull((SELECT max(id) FROM agreement_versions
  WHERE case_id = OLD.case_id AND ending <> 'withdrawn' AND restored_at IS NULL), '')`;
const follows = (table: string, standing = '1') =>
  `EXISTS (SELECT 1 FROM ${table} AS f WHERE f.case_id = OLD.case_id AND f.id > ${since} AND ${standing})`;
const effect = refuse(
  'agreements_effect_stands',
  'UPDATE OF effective_on',
  'agreements',
  'agreement.effectStands',
  `OLD.effective_on IS NOT NULL AND NEW.effective_on IS NOT OLD.effective_on AND NEW.issued_document_id IS NOT NULL AND (
     ${follows(
       'performance_entries',
       `f.kind <> 'reversal' AND NOT EXISTS (SELECT 1 FROM performance_entries AS r WHERE r.reverses_id = f.id)`,
     )}
     OR ${follows('performance_urgings')} OR ${follows('return_visits')} OR ${follows('court_steps', `f.struck_reason = ''`)}
     OR (SELECT sum(CASE f.event WHEN 'undo' THEN -1 ELSE 1 END) FROM confirmation_events AS f
       WHERE f.case_id = OLD.case_id AND f.id > ${since}) > 0)`,
);

/*
 * When a step of the course was entered, beside the day on which it happened; a correction is a further row with its reason
 * and what stood before. `late`: entered on a later day.
 */
const steps = [
  `CREATE TABLE course_steps (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    step TEXT NOT NULL CHECK (step IN ('accepted', 'rightsNotified', 'declined', 'terminated', 'closed')),
    happened_on TEXT NOT NULL ${date('happened_on')},
    late INTEGER NOT NULL ${flag('late')},
    correction TEXT NOT NULL,
    before TEXT NOT NULL CHECK (json_valid(before)),
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX course_steps_case ON course_steps (case_id, step, id)',
  ...(['UPDATE', 'DELETE'] as const).map((event) =>
    refuse(`course_steps_no_${event.toLowerCase()}`, event, 'course_steps', 'course_steps is append-only'),
  ),
  refuse(
    'course_steps_no_replace',
    'INSERT',
    'course_steps',
    'course_steps is append-only',
    'EXISTS (SELECT 1 FROM course_steps WHERE id = NEW.id)',
  ),
  refuse(
    'course_steps_archived_insert',
    'INSERT',
    'course_steps',
    'dossier.archived',
    archived('NEW.case_id'),
  ),
];

/** Versions of an agreement, the day of effect held fast, when steps of the course were entered, steps struck out. */
export const mediationCourse0026: Migration = {
  name: '0026-mediation-course',
  statements: [
    `ALTER TABLE court_steps ADD COLUMN struck_reason TEXT NOT NULL DEFAULT ''`,
    ...versions,
    effect,
    ...steps,
  ],
};
