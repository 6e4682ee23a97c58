import { EntitySchema } from 'typeorm';
import type { correctionStates } from '../../contract/mediation/subsidy-corrections.ts';
import type { SubsidyCase, SubsidyState } from '../../contract/mediation/subsidy.ts';
import { integer, integerOrNull, key, text, textOrNull } from '../../platform/database/columns.ts';

/** One adopted version of the rules; append-only. */
export interface RuleSetRecord {
  id: string;
  committee_id: string;
  number: number;
  name: string;
  valid_from: string;
  source: string;
  sample_code: string;
  note: string;
  /** JSON of the classes and of the table of rates. */
  classes: string;
  rows: string;
  cap_fen: number | null;
  lead_numerator: number | null;
  lead_denominator: number | null;
  adopted_by: string;
  adopted_at: string;
}

export const SubsidyRuleSets = new EntitySchema<RuleSetRecord>({
  name: 'subsidy_rule_sets',
  columns: {
    id: key,
    committee_id: text,
    number: integer,
    name: text,
    valid_from: text,
    source: text,
    sample_code: text,
    note: text,
    classes: text,
    rows: text,
    cap_fen: integerOrNull,
    lead_numerator: integerOrNull,
    lead_denominator: integerOrNull,
    adopted_by: text,
    adopted_at: text,
  },
});

/** Class of a case (疑难程度); the one with the highest number counts. Append-only. */
export interface CaseGradeRecord {
  id: string;
  case_id: string;
  number: number;
  class_code: string;
  class_name: string;
  rule_set_id: string;
  reason: string;
  graded_by: string;
  graded_at: string;
}

export const CaseGrades = new EntitySchema<CaseGradeRecord>({
  name: 'case_grades',
  columns: {
    id: key,
    case_id: text,
    number: integer,
    class_code: text,
    class_name: text,
    rule_set_id: text,
    reason: text,
    graded_by: text,
    graded_at: text,
  },
});

export interface ExclusionRecord {
  id: string;
  version: number;
  user_id: string;
  reason: string;
  valid_from: string;
  valid_to: string | null;
  active: number;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const SubsidyExclusions = new EntitySchema<ExclusionRecord>({
  name: 'subsidy_exclusions',
  columns: {
    id: key,
    version: integer,
    user_id: text,
    reason: text,
    valid_from: text,
    valid_to: textOrNull,
    active: integer,
    created_by: text,
    created_at: text,
    updated_at: text,
  },
});

export interface SubsidySheetRecord {
  id: string;
  version: number;
  committee_id: string;
  number: string;
  period_from: string;
  period_to: string;
  note: string;
  state: SubsidyState;
  reason: string;
  total_fen: number;
  made_by: string;
  made_at: string;
  submitted_by: string | null;
  submitted_at: string | null;
  approved_by: string | null;
  approved_at: string | null;
  document_id: string | null;
  updated_at: string;
}

export const SubsidySheets = new EntitySchema<SubsidySheetRecord>({
  name: 'subsidy_sheets',
  columns: {
    id: key,
    version: integer,
    committee_id: text,
    number: text,
    period_from: text,
    period_to: text,
    note: text,
    state: text,
    reason: text,
    total_fen: integer,
    made_by: text,
    made_at: text,
    submitted_by: textOrNull,
    submitted_at: textOrNull,
    approved_by: textOrNull,
    approved_at: textOrNull,
    document_id: textOrNull,
    updated_at: text,
  },
});

export interface SheetMakerRecord {
  sheet_id: string;
  user_id: string;
}

export const SubsidySheetMakers = new EntitySchema<SheetMakerRecord>({
  name: 'subsidy_sheet_makers',
  columns: { sheet_id: key, user_id: key },
});

/** A case on a sheet with the facts that its amount was worked out from. `live` is kept by the database. */
export interface SubsidyLineRecord {
  id: string;
  sheet_id: string;
  position: number;
  case_id: string;
  live: number;
  ended_on: string;
  class_code: string | null;
  class_name: string;
  form: SubsidyCase['form'];
  outcome: SubsidyCase['outcome'];
  performed: number;
  score: number | null;
  typed_score: number | null;
  dossier_score: number | null;
  rule_set_id: string | null;
  rule_row: number | null;
  rule_fen: number | null;
  amount_fen: number;
  overridden: number;
  override_reason: string;
  shares_typed: number;
  /** JSON of the steps of “why this amount”. */
  steps: string;
}

export const SubsidyLines = new EntitySchema<SubsidyLineRecord>({
  name: 'subsidy_lines',
  columns: {
    id: key,
    sheet_id: text,
    position: integer,
    case_id: text,
    live: integer,
    ended_on: text,
    class_code: textOrNull,
    class_name: text,
    form: text,
    outcome: text,
    performed: integer,
    score: integerOrNull,
    typed_score: integerOrNull,
    dossier_score: integerOrNull,
    rule_set_id: textOrNull,
    rule_row: integerOrNull,
    rule_fen: integerOrNull,
    amount_fen: integer,
    overridden: integer,
    override_reason: text,
    shares_typed: integer,
    steps: text,
  },
});

/** A counter-entry to an approved sheet; the sheet itself is never changed. */
export interface CorrectionRecord {
  id: string;
  version: number;
  sheet_id: string;
  number: string;
  state: (typeof correctionStates)[number];
  reason: string;
  refusal: string;
  total_fen: number;
  made_by: string;
  made_at: string;
  decided_by: string | null;
  decided_at: string | null;
  document_id: string | null;
}

export const SubsidyCorrections = new EntitySchema<CorrectionRecord>({
  name: 'subsidy_corrections',
  columns: {
    id: key,
    version: integer,
    sheet_id: text,
    number: text,
    state: text,
    reason: text,
    refusal: text,
    total_fen: integer,
    made_by: text,
    made_at: text,
    decided_by: textOrNull,
    decided_at: textOrNull,
    document_id: textOrNull,
  },
});

export interface CorrectionEntryRecord {
  correction_id: string;
  line_id: string;
  user_id: string;
  position: number;
  before_fen: number;
  after_fen: number;
}

export const SubsidyCorrectionEntries = new EntitySchema<CorrectionEntryRecord>({
  name: 'subsidy_correction_entries',
  columns: {
    correction_id: key,
    line_id: key,
    user_id: key,
    position: integer,
    before_fen: integer,
    after_fen: integer,
  },
});

export interface SubsidyShareRecord {
  line_id: string;
  user_id: string;
  position: number;
  lead: number;
  barred: number;
  amount_fen: number;
}

export const SubsidyShares = new EntitySchema<SubsidyShareRecord>({
  name: 'subsidy_shares',
  columns: {
    line_id: key,
    user_id: key,
    position: integer,
    lead: integer,
    barred: integer,
    amount_fen: integer,
  },
});
