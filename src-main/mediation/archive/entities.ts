import { EntitySchema } from 'typeorm';
import type {
  appraisalDecisions,
  ArchiveState,
  destructionStates,
  loanKinds,
  RetentionTerm,
} from '../../contract/mediation/archive.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

/** A dossier in the archive, one for each case; a row is never removed, not even when the paper is destroyed. */
export interface ArchivedDossierRecord {
  id: string;
  version: number;
  case_id: string;
  archive_number: string;
  /** The bound dossier that was archived last. */
  document_id: string;
  /** Day on which the case was over. */
  ended_on: string;
  archived_on: string;
  archived_by: string;
  compiled_by: string;
  checked_by: string;
  term: RetentionTerm;
  years: number | null;
  retain_until: string | null;
  retention_rule: string;
  retention_reason: string;
  room: string;
  cabinet: string;
  box: string;
  score: number;
  /** JSON of the quality score as it was on the day of archiving. */
  score_reasons: string;
  state: ArchiveState;
  destroyed_on: string | null;
  created_at: string;
  updated_at: string;
}

export const ArchivedDossiers = new EntitySchema<ArchivedDossierRecord>({
  name: 'archived_dossiers',
  columns: {
    id: key,
    version: integer,
    case_id: text,
    archive_number: text,
    document_id: text,
    ended_on: text,
    archived_on: text,
    archived_by: text,
    compiled_by: text,
    checked_by: text,
    term: text,
    years: integerOrNull,
    retain_until: textOrNull,
    retention_rule: text,
    retention_reason: text,
    room: text,
    cabinet: text,
    box: text,
    score: integer,
    score_reasons: text,
    state: text,
    destroyed_on: textOrNull,
    created_at: text,
    updated_at: text,
  },
});

export interface ReopeningRecord {
  id: string;
  archive_id: string;
  reason: string;
  opened_on: string;
  opened_by: string;
  closed_on: string | null;
}

export const DossierReopenings = new EntitySchema<ReopeningRecord>({
  name: 'dossier_reopenings',
  columns: {
    id: key,
    archive_id: text,
    reason: text,
    opened_on: text,
    opened_by: text,
    closed_on: textOrNull,
  },
});

export interface LoanRecord {
  id: string;
  version: number;
  archive_id: string;
  kind: (typeof loanKinds)[number];
  person: string;
  organisation: string;
  purpose: string;
  taken_on: string;
  due_on: string | null;
  returned_on: string | null;
  return_note: string;
  recorded_by: string;
}

export const DossierLoans = new EntitySchema<LoanRecord>({
  name: 'dossier_loans',
  columns: {
    id: key,
    version: integer,
    archive_id: text,
    kind: text,
    person: text,
    organisation: text,
    purpose: text,
    taken_on: text,
    due_on: textOrNull,
    returned_on: textOrNull,
    return_note: text,
    recorded_by: text,
  },
});

export interface AppraisalRecord {
  /** Order of the decisions: the last one counts. */
  seq: number;
  id: string;
  archive_id: string;
  decided_on: string;
  decision: (typeof appraisalDecisions)[number];
  reason: string;
  first_appraiser: string;
  second_appraiser: string;
  term: RetentionTerm | null;
  years: number | null;
  retain_until: string | null;
  recorded_by: string;
  recorded_at: string;
}

export const DossierAppraisals = new EntitySchema<AppraisalRecord>({
  name: 'dossier_appraisals',
  columns: {
    seq: numberKey,
    id: text,
    archive_id: text,
    decided_on: text,
    decision: text,
    reason: text,
    first_appraiser: text,
    second_appraiser: text,
    term: textOrNull,
    years: integerOrNull,
    retain_until: textOrNull,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface DestructionListRecord {
  id: string;
  version: number;
  number: string;
  title: string;
  state: (typeof destructionStates)[number];
  drafted_on: string;
  drafted_by: string;
  approved_on: string | null;
  approved_by: string;
  document_id: string | null;
  destroyed_on: string | null;
  first_witness: string;
  second_witness: string;
  cancel_reason: string;
}

export const DestructionLists = new EntitySchema<DestructionListRecord>({
  name: 'destruction_lists',
  columns: {
    id: key,
    version: integer,
    number: text,
    title: text,
    state: text,
    drafted_on: text,
    drafted_by: text,
    approved_on: textOrNull,
    approved_by: text,
    document_id: textOrNull,
    destroyed_on: textOrNull,
    first_witness: text,
    second_witness: text,
    cancel_reason: text,
  },
});

export interface DestructionItemRecord {
  list_id: string;
  archive_id: string;
  appraisal_id: string;
  position: number;
}

export const DestructionItems = new EntitySchema<DestructionItemRecord>({
  name: 'destruction_items',
  columns: { list_id: key, archive_id: key, appraisal_id: text, position: integer },
});
