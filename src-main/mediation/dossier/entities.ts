import type { ProvableKind } from '../../contract/mediation/record-files.ts';
import { EntitySchema } from 'typeorm';
import { integer, integerOrNull, key, text, textOrNull } from '../../platform/database/columns.ts';

/** What is written about the dossier of a case itself; made with the first word of it. */
export interface DossierRecord {
  case_id: string;
  version: number;
  /** 卷宗情况说明. */
  situation: string;
  /** 立卷人. */
  compiled_by: string;
  /** 检查人. */
  checked_by: string;
  /** 附证物 __ 袋. */
  evidence_bags: number;
  /** Another term than the rules propose, with its reason; null: by the rules. */
  retention_term: 'permanent' | 'long' | 'short' | null;
  retention_years: number | null;
  retention_reason: string;
  created_at: string;
  updated_at: string;
}

export const Dossiers = new EntitySchema<DossierRecord>({
  name: 'dossiers',
  columns: {
    case_id: key,
    version: integer,
    situation: text,
    compiled_by: text,
    checked_by: text,
    evidence_bags: integer,
    retention_term: textOrNull,
    retention_years: integerOrNull,
    retention_reason: text,
    created_at: text,
    updated_at: text,
  },
});

export type DossierItemKind = 'document' | 'attachment' | 'evidence' | 'file';

/** Where the people of the case chose otherwise than the rules would. */
export interface DossierChoiceRecord {
  case_id: string;
  item_kind: DossierItemKind;
  item_id: string;
  /** Null: by the rules (the latest issue of a paper goes in, earlier ones do not). */
  included: number | null;
  reason: string;
  /** Place inside its row of the catalogue; null: by the rules. */
  position: number | null;
}

export const DossierChoices = new EntitySchema<DossierChoiceRecord>({
  name: 'dossier_choices',
  columns: {
    case_id: key,
    item_kind: key,
    item_id: key,
    included: integerOrNull,
    reason: text,
    position: integerOrNull,
  },
});

/** A paper from other hands in a row of the catalogue, or the signed original of an issued paper. */
export interface DossierAttachmentRecord {
  id: string;
  version: number;
  case_id: string;
  /** Empty for a signed original: it stands where its paper stands. */
  row_code: string;
  document_id: string | null;
  title: string;
  /** Sheets of a paper that is not scanned. */
  pages: number | null;
  file_id: string | null;
  file_name: string;
  added_on: string;
  added_by: string;
  withdrawn_on: string | null;
  withdraw_reason: string;
  /** The record of the case that it proves; empty where it stands for itself. */
  about_kind: ProvableKind | '';
  about_id: string;
}

export const DossierAttachments = new EntitySchema<DossierAttachmentRecord>({
  name: 'dossier_attachments',
  columns: {
    id: key,
    version: integer,
    case_id: text,
    row_code: text,
    document_id: textOrNull,
    title: text,
    pages: integerOrNull,
    file_id: textOrNull,
    file_name: text,
    added_on: text,
    added_by: text,
    withdrawn_on: textOrNull,
    withdraw_reason: text,
    about_kind: text,
    about_id: text,
  },
});

/** A bound dossier: which state of the case it shows, and where in it each paper begins. */
export interface BoundDossierRecord {
  document_id: string;
  case_id: string;
  fingerprint: string;
  /** JSON list of `{ row, title, from, pages, how }`. */
  contents: string;
  bound_at: string;
}

export const BoundDossiers = new EntitySchema<BoundDossierRecord>({
  name: 'bound_dossiers',
  columns: { document_id: key, case_id: text, fingerprint: text, contents: text, bound_at: text },
});

/** Which record of the case an issued paper is about; papers of one name and subject are issues of the same paper. */
export interface IssuedPaperRecord {
  document_id: string;
  case_id: string;
  paper: string;
  /** Id of a session, visit, party, …; empty where the paper is about the case itself. */
  subject: string;
}

export const IssuedPapers = new EntitySchema<IssuedPaperRecord>({
  name: 'issued_papers',
  columns: { document_id: key, case_id: text, paper: text, subject: text },
});

/** One adopted version of the points of the quality score; append-only. */
export interface QualityRuleSetRecord {
  id: string;
  committee_id: string;
  number: number;
  valid_from: string;
  source: string;
  /** JSON list of `{ code, name, points }`. */
  rules: string;
  adopted_by: string;
  adopted_at: string;
}

export const QualityRuleSets = new EntitySchema<QualityRuleSetRecord>({
  name: 'quality_rule_sets',
  columns: {
    id: key,
    committee_id: text,
    number: integer,
    valid_from: text,
    source: text,
    rules: text,
    adopted_by: text,
    adopted_at: text,
  },
});
