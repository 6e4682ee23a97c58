import { EntitySchema } from 'typeorm';
import type { AgreementEnding } from '../../contract/mediation/agreement-values.ts';
import type { complexities, CourseStep, Prevention } from '../../contract/mediation/case-values.ts';
import type {
  ConfirmationEvent,
  CourtResult,
  CourtStepKind,
  EntryKind,
  satisfactionLevels,
  VisitFields,
} from '../../contract/mediation/performance.ts';
import { integer, integerOrNull, key, text, textOrNull } from '../../platform/database/columns.ts';

/** Append-only: a mistake is corrected by a reversal. */
export interface EntryRecord {
  id: string;
  case_id: string;
  clause_id: string;
  /** 0: the clause as a whole; n: its n-th instalment. */
  instalment: number;
  kind: EntryKind;
  amount_fen: number | null;
  done_on: string;
  manner: string;
  evidence: string;
  file_id: string | null;
  reason: string;
  overpayment: number;
  reverses_id: string | null;
  late: number;
  recorded_by: string;
  recorded_at: string;
}

export const PerformanceEntries = new EntitySchema<EntryRecord>({
  name: 'performance_entries',
  columns: {
    id: key,
    case_id: text,
    clause_id: text,
    instalment: integer,
    kind: text,
    amount_fen: integerOrNull,
    done_on: text,
    manner: text,
    evidence: text,
    file_id: textOrNull,
    reason: text,
    overpayment: integer,
    reverses_id: textOrNull,
    late: integer,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface UrgingRecord {
  id: string;
  case_id: string;
  /** JSON list of item keys. */
  item_keys: string;
  urged_on: string;
  manner: string;
  content: string;
  late: number;
  recorded_by: string;
  recorded_at: string;
}

export const PerformanceUrgings = new EntitySchema<UrgingRecord>({
  name: 'performance_urgings',
  columns: {
    id: key,
    case_id: text,
    item_keys: text,
    urged_on: text,
    manner: text,
    content: text,
    late: integer,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface VisitRecord {
  id: string;
  case_id: string;
  version: number;
  plan_key: string;
  visited_on: string;
  manner: VisitFields['manner'];
  visitors: string;
  /** JSON list of ids of case parties. */
  party_ids: string;
  performance: VisitFields['performance'];
  findings: string;
  satisfaction: string;
  lawsuit: string;
  hidden_risk: string;
  measures: string;
  late: number;
  recorded_by: string;
  recorded_at: string;
}

export const ReturnVisits = new EntitySchema<VisitRecord>({
  name: 'return_visits',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    plan_key: text,
    visited_on: text,
    manner: text,
    visitors: text,
    party_ids: text,
    performance: text,
    findings: text,
    satisfaction: text,
    lawsuit: text,
    hidden_risk: text,
    measures: text,
    late: integer,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface SatisfactionRecord {
  party_id: string;
  case_id: string;
  version: number;
  level: (typeof satisfactionLevels)[number];
  said_on: string;
  note: string;
  recorded_by: string;
  recorded_at: string;
}

export const PartySatisfaction = new EntitySchema<SatisfactionRecord>({
  name: 'party_satisfaction',
  columns: {
    party_id: key,
    case_id: text,
    version: integer,
    level: text,
    said_on: text,
    note: text,
    recorded_by: text,
    recorded_at: text,
  },
});

/** Append-only: the last step is taken back by the event `undo`. */
export interface ConfirmationEventRecord {
  id: string;
  case_id: string;
  position: number;
  event: ConfirmationEvent;
  happened_on: string;
  court: string;
  number: string;
  note: string;
  late: number;
  recorded_by: string;
  recorded_at: string;
}

export const ConfirmationEvents = new EntitySchema<ConfirmationEventRecord>({
  name: 'confirmation_events',
  columns: {
    id: key,
    case_id: text,
    position: integer,
    event: text,
    happened_on: text,
    court: text,
    number: text,
    note: text,
    late: integer,
    recorded_by: text,
    recorded_at: text,
  },
});

export interface PacketRecord {
  case_id: string;
  version: number;
  /** JSON list of codes of seeds/reference/confirmation-papers.json. */
  ready: string;
  recorded_by: string;
  recorded_at: string;
}

export const ConfirmationPackets = new EntitySchema<PacketRecord>({
  name: 'confirmation_packets',
  columns: { case_id: key, version: integer, ready: text, recorded_by: text, recorded_at: text },
});

export interface CourtStepRecord {
  id: string;
  case_id: string;
  version: number;
  kind: CourtStepKind;
  filed_on: string;
  court: string;
  number: string;
  filed_by: string;
  result: CourtResult;
  result_on: string | null;
  note: string;
  /** Why it was struck out; empty while it counts. */
  struck_reason: string;
  recorded_by: string;
  recorded_at: string;
}

export const CourtSteps = new EntitySchema<CourtStepRecord>({
  name: 'court_steps',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    kind: text,
    filed_on: text,
    court: text,
    number: text,
    filed_by: text,
    result: text,
    result_on: textOrNull,
    note: text,
    struck_reason: text,
    recorded_by: text,
    recorded_at: text,
  },
});

/** National table, row 11. */
export interface PreventionRecord extends Prevention {
  case_id: string;
}

export const CasePreventions = new EntitySchema<PreventionRecord>({
  name: 'case_preventions',
  columns: { case_id: key, kind: key, cases: integer, persons: integer },
});

export interface TerminationRecord {
  case_id: string;
  /** JSON list of ids of the parties who refused (人民调解法 art. 17). */
  refused_by: string;
  dispute_focus: string;
  complexity: (typeof complexities)[number] | null;
  recorded_by: string;
  recorded_at: string;
}

export const CaseTerminations = new EntitySchema<TerminationRecord>({
  name: 'case_terminations',
  columns: {
    case_id: key,
    refused_by: text,
    dispute_focus: text,
    complexity: textOrNull,
    recorded_by: text,
    recorded_at: text,
  },
});

/** An issued agreement that was withdrawn unsigned, or replaced after it had been in effect; see `agreement-version-store.ts`. */
export interface AgreementVersionRecord {
  id: string;
  case_id: string;
  agreement_id: string;
  ending: AgreementEnding;
  reason: string;
  ended_on: string;
  number: string;
  document_id: string;
  effective_on: string | null;
  /** JSON of the agreement’s fields. */
  terms: string;
  /** JSON list of the acts of signing. */
  acts: string;
  ended_by: string;
  ended_at: string;
  restored_by: string | null;
  restored_at: string | null;
}

export const AgreementVersions = new EntitySchema<AgreementVersionRecord>({
  name: 'agreement_versions',
  columns: {
    id: key,
    case_id: text,
    agreement_id: text,
    ending: text,
    reason: text,
    ended_on: text,
    number: text,
    document_id: text,
    effective_on: textOrNull,
    terms: text,
    acts: text,
    ended_by: text,
    ended_at: text,
    restored_by: textOrNull,
    restored_at: textOrNull,
  },
});

/** When a step of the course was entered or corrected; append-only. */
export interface CourseStepRecord {
  id: string;
  case_id: string;
  step: CourseStep;
  happened_on: string;
  late: number;
  /** Why it was corrected; empty for the first entry. */
  correction: string;
  /** JSON of what stood before the correction. */
  before: string;
  recorded_by: string;
  recorded_at: string;
}

export const CourseSteps = new EntitySchema<CourseStepRecord>({
  name: 'course_steps',
  columns: {
    id: key,
    case_id: text,
    step: text,
    happened_on: text,
    late: integer,
    correction: text,
    before: text,
    recorded_by: text,
    recorded_at: text,
  },
});
