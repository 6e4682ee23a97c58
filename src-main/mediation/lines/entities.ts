import { EntitySchema } from 'typeorm';
import type { CovenantKind } from '../../contract/mediation/covenants.ts';
import type { JointBody } from '../../contract/mediation/line-values.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

/** Several columns of one shape. */
const of = <C, S extends string>(column: C, names: S): Record<Words<S>, C> =>
  Object.fromEntries(names.split(' ').map((name) => [name, column])) as Record<Words<S>, C>;
type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S;

/** What a case has one of. */
interface OfCase {
  case_id: string;
  version: number;
  updated_at: string;
}
const ofCase = { case_id: key, version: integer, updated_at: text };

/** What is owed for a dwelling. */
export interface ChargeColumns {
  room: string;
  area_centi: number;
  from_on: string | null;
  to_on: string | null;
  rate_fen: number;
  months: number;
  waiver_fen: number;
  penalty_fen: number;
}
const chargeColumns = {
  room: text,
  ...of(textOrNull, 'from_on to_on'),
  ...of(integer, 'area_centi rate_fen months waiver_fen penalty_fen'),
};

export interface MedicalRow extends OfCase {
  hospital: string;
  department: string;
  specialty: string;
  treatment_way: string;
  treatment_result: string;
  medical_grade: string;
  major: number;
  media: number;
  experts: string;
  appraisal_by: string;
  appraisal_body: string;
  appraisal_number: string;
  appraisal_on: string | null;
  damage: string;
  fault: string;
  causation: string;
  degree: string | null;
  ratio_numerator: number | null;
  ratio_denominator: number | null;
  insurer: string;
  policy_number: string;
  policy_from: string | null;
  policy_to: string | null;
  incident_on: string | null;
  reported_on: string | null;
  insurer_accepted_on: string | null;
  calculated_fen: number | null;
  agreed_fen: number | null;
  insurer_fen: number | null;
  hospital_fen: number | null;
  claim_submitted_on: string | null;
  claim_paid_on: string | null;
  materials: string;
  sealed_on: string | null;
  sealed_objects: string;
  sealed_by: string;
  died_on: string | null;
  body_frozen: number;
}

export const MedicalRecords = new EntitySchema<MedicalRow>({
  name: 'medical_records',
  columns: {
    ...ofCase,
    ...of(
      text,
      'hospital department specialty treatment_way treatment_result medical_grade experts appraisal_by appraisal_body appraisal_number damage fault causation insurer policy_number materials sealed_objects sealed_by',
    ),
    ...of(integer, 'major media body_frozen'),
    ...of(
      textOrNull,
      'appraisal_on degree policy_from policy_to incident_on reported_on insurer_accepted_on claim_submitted_on claim_paid_on sealed_on died_on',
    ),
    ...of(
      integerOrNull,
      'ratio_numerator ratio_denominator calculated_fen agreed_fen insurer_fen hospital_fen',
    ),
  },
});

export interface TrafficRow extends OfCase {
  document_number: string;
  document_on: string | null;
  accident_on: string | null;
  place: string;
  vehicles: string;
  insurances: string;
}

export const TrafficRecords = new EntitySchema<TrafficRow>({
  name: 'traffic_records',
  columns: {
    ...ofCase,
    ...of(text, 'document_number place vehicles insurances'),
    ...of(textOrNull, 'document_on accident_on'),
  },
});

export interface TrafficLiabilityRow {
  case_id: string;
  position: number;
  party_id: string;
  numerator: number;
  denominator: number;
}

export const TrafficLiabilities = new EntitySchema<TrafficLiabilityRow>({
  name: 'traffic_liabilities',
  columns: {
    ...of(key, 'case_id party_id'),
    ...of(integer, 'position numerator denominator'),
  },
});

export interface FigureRow {
  id: string;
  version: number;
  region: string;
  year: number;
  urban_income_fen: number;
  urban_consumption_fen: number;
  monthly_wage_fen: number;
  meal_fen: number | null;
  nutrition_fen: number | null;
  source: string;
  valid_from: string;
  updated_by: string;
  updated_at: string;
}

export const CompensationFigures = new EntitySchema<FigureRow>({
  name: 'compensation_figures',
  columns: {
    id: key,
    ...of(integer, 'version year urban_income_fen urban_consumption_fen monthly_wage_fen'),
    ...of(text, 'region source valid_from updated_by updated_at'),
    ...of(integerOrNull, 'meal_fen nutrition_fen'),
  },
});

export interface CompensationRow extends OfCase {
  input: string;
  figures: string;
}

export const CompensationSheets = new EntitySchema<CompensationRow>({
  name: 'compensation_sheets',
  columns: {
    ...ofCase,
    ...of(text, 'input figures'),
  },
});

export interface ChargeRow extends OfCase, ChargeColumns {
  due_fen: number;
}

export const PropertyCharges = new EntitySchema<ChargeRow>({
  name: 'property_charges',
  columns: {
    ...ofCase,
    ...chargeColumns,
    due_fen: integer,
  },
});

export interface WageSheetRow extends OfCase {
  debtor_id: string | null;
  due_on: string | null;
  manner: string;
}

export const WageSheets = new EntitySchema<WageSheetRow>({
  name: 'wage_sheets',
  columns: {
    ...ofCase,
    ...of(textOrNull, 'debtor_id due_on'),
    manner: text,
  },
});

export interface WageLineRow {
  case_id: string;
  position: number;
  name: string;
  party_id: string | null;
  from_on: string | null;
  to_on: string | null;
  half_days: number | null;
  daily_fen: number | null;
  owed_fen: number;
  paid_fen: number;
}

export const WageRows = new EntitySchema<WageLineRow>({
  name: 'wage_rows',
  columns: {
    case_id: key,
    position: numberKey,
    name: text,
    ...of(textOrNull, 'party_id from_on to_on'),
    ...of(integerOrNull, 'half_days daily_fen'),
    ...of(integer, 'owed_fen paid_fen'),
  },
});

export type JointRow = OfCase;

export const JointMediations = new EntitySchema<JointRow>({
  name: 'joint_mediations',
  columns: {
    ...ofCase,
  },
});

export interface JointBodyRow {
  id: string;
  case_id: string;
  position: number;
  name: string;
  kind: JointBody['kind'];
  lead: number;
  representative: string;
  phone: string;
  opinion: string;
  signed_on: string | null;
}

export const JointBodies = new EntitySchema<JointBodyRow>({
  name: 'joint_bodies',
  columns: {
    case_id: key,
    position: numberKey,
    ...of(text, 'id name kind representative phone opinion'),
    lead: integer,
    signed_on: textOrNull,
  },
});

export interface BatchRecord {
  id: string;
  version: number;
  state: 'draft' | 'opened';
  name: string;
  dispute_type: string;
  dispute_sub_type: string;
  applied_on: string;
  area_id: string | null;
  firm: string;
  template: string;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const CaseBatches = new EntitySchema<BatchRecord>({
  name: 'case_batches',
  columns: {
    id: key,
    version: integer,
    ...of(
      text,
      'state name dispute_type dispute_sub_type applied_on firm template created_by created_at updated_at',
    ),
    area_id: textOrNull,
  },
});

export interface BatchRowRecord extends ChargeColumns {
  id: string;
  batch_id: string;
  position: number;
  owner: string;
  phone: string;
  id_number: string;
  amount_fen: number | null;
  case_id: string | null;
}

/** Why the agreement of a line was left out when those of its batch were issued. */
export const BatchRefusals = new EntitySchema<{
  row_id: string;
  code: string;
  params: string;
  refused_at: string;
}>({
  name: 'batch_refusals',
  columns: { row_id: key, code: text, params: text, refused_at: text },
});

export const BatchRows = new EntitySchema<BatchRowRecord>({
  name: 'batch_rows',
  columns: {
    ...chargeColumns,
    id: key,
    ...of(text, 'batch_id owner phone id_number'),
    position: integer,
    amount_fen: integerOrNull,
    case_id: textOrNull,
  },
});

export interface CovenantRecord {
  id: string;
  version: number;
  kind: CovenantKind;
  number: string | null;
  title: string;
  made_on: string;
  place: string;
  body: string;
  recorder: string;
  clauses: string;
  votes: string;
  issued_document_id: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const Covenants = new EntitySchema<CovenantRecord>({
  name: 'covenants',
  columns: {
    id: key,
    version: integer,
    ...of(text, 'kind title made_on place body recorder clauses votes created_by created_at updated_at'),
    ...of(textOrNull, 'number issued_document_id'),
  },
});

export interface CovenantUnitRow {
  id: string;
  covenant_id: string;
  position: number;
  kind: 'person' | 'organisation';
  name: string;
  representative: string;
  phone: string;
}

export const CovenantUnits = new EntitySchema<CovenantUnitRow>({
  name: 'covenant_units',
  columns: {
    id: key,
    ...of(text, 'covenant_id kind name representative phone'),
    position: integer,
  },
});

export interface CovenantItemRow {
  covenant_id: string;
  position: number;
  text: string;
  owner: string;
  due_on: string | null;
  done_on: string | null;
  note: string;
}

export const CovenantItems = new EntitySchema<CovenantItemRow>({
  name: 'covenant_items',
  columns: {
    covenant_id: key,
    position: numberKey,
    ...of(text, 'text owner note'),
    ...of(textOrNull, 'due_on done_on'),
  },
});
