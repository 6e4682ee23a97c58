import { EntitySchema } from 'typeorm';
import type { clauseKinds, SignatureAct } from '../contract/mediation/agreement-values.ts';
import type {
  caseSources,
  CaseStage,
  DeclineKind,
  outcomes,
  partyRoles,
  terminationReasons,
} from '../contract/mediation/case-values.ts';
import type { PartyFields } from '../contract/people.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../platform/database/columns.ts';

export interface CaseRecord {
  /** Place in the order of registration; ties in lists are broken by it. */
  seq: number;
  id: string;
  version: number;
  committee_id: string;
  area_id: string | null;
  number: string | null;
  title: string;
  dispute_type: string;
  dispute_sub_type: string;
  source: (typeof caseSources)[number];
  referral_source: string;
  referral_body: string;
  referral_number: string;
  applied_on: string;
  facts: string;
  /** JSON list of texts. */
  requests: string;
  claimed_fen: number | null;
  closed_to_public: number;
  stage: CaseStage;
  accepted_on: string | null;
  rights_notified_on: string | null;
  declined_on: string | null;
  decline_reason: string;
  /** 不予受理 / 不予调解 (人民调解法 art. 17); empty on cases declined before this was asked. */
  decline_kind: '' | DeclineKind;
  terminated_on: string | null;
  termination_reason: '' | (typeof terminationReasons)[number];
  termination_note: string;
  outcome: (typeof outcomes)[number] | null;
  outcome_note: string;
  closed_on: string | null;
  /** The next four are kept by case-store.ts after every command, so that lists can be sorted by index. */
  due_on: string | null;
  next_action: string | null;
  next_due_on: string | null;
  amount_fen: number | null;
  registered_by: string;
  created_at: string;
  updated_at: string;
}

export const Cases = new EntitySchema<CaseRecord>({
  name: 'cases',
  columns: {
    seq: numberKey,
    id: text,
    version: integer,
    committee_id: text,
    area_id: textOrNull,
    number: textOrNull,
    title: text,
    dispute_type: text,
    dispute_sub_type: text,
    source: text,
    referral_source: text,
    referral_body: text,
    referral_number: text,
    applied_on: text,
    facts: text,
    requests: text,
    claimed_fen: integerOrNull,
    closed_to_public: integer,
    stage: text,
    accepted_on: textOrNull,
    rights_notified_on: textOrNull,
    declined_on: textOrNull,
    decline_reason: text,
    decline_kind: text,
    terminated_on: textOrNull,
    termination_reason: text,
    termination_note: text,
    outcome: textOrNull,
    outcome_note: text,
    closed_on: textOrNull,
    due_on: textOrNull,
    next_action: textOrNull,
    next_due_on: textOrNull,
    amount_fen: integerOrNull,
    registered_by: text,
    created_at: text,
    updated_at: text,
  },
});

/** A party as it was when the case was written: a snapshot, not the directory’s entry. */
export interface CasePartyRecord {
  id: string;
  case_id: string;
  position: number;
  role: (typeof partyRoles)[number];
  directory_id: string;
  consents: number | null;
  kind: PartyFields['kind'];
  name: string;
  gender: PartyFields['gender'];
  ethnicity: string;
  birth_date: string | null;
  age: number | null;
  occupation: string;
  phone: string;
  address: string;
  id_type: PartyFields['idType'];
  id_number: string;
  credit_code: string;
  legal_representative: string;
  legal_representative_post: string;
}

export const CaseParties = new EntitySchema<CasePartyRecord>({
  name: 'case_parties',
  columns: {
    id: key,
    case_id: text,
    position: integer,
    role: text,
    directory_id: text,
    consents: integerOrNull,
    kind: text,
    name: text,
    gender: text,
    ethnicity: text,
    birth_date: textOrNull,
    age: integerOrNull,
    occupation: text,
    phone: text,
    address: text,
    id_type: text,
    id_number: text,
    credit_code: text,
    legal_representative: text,
    legal_representative_post: text,
  },
});

export interface CaseRepresentativeRecord {
  id: string;
  party_id: string;
  position: number;
  kind: 'agent' | 'guardian';
  name: string;
  relation: string;
  scope: 'general' | 'special' | 'byLaw';
  authority: string;
  phone: string;
  id_number: string;
}

export const CaseRepresentatives = new EntitySchema<CaseRepresentativeRecord>({
  name: 'case_representatives',
  columns: {
    id: key,
    party_id: text,
    position: integer,
    kind: text,
    name: text,
    relation: text,
    scope: text,
    authority: text,
    phone: text,
    id_number: text,
  },
});

export interface CaseMediatorRecord {
  case_id: string;
  user_id: string;
  position: number;
  lead: number;
  chosen_by: 'committee' | 'parties';
  /** Who put this mediator on the case, and when; absent in rows from before step 4. Caucus notes depend on it. */
  assigned_by?: string | null;
  assigned_at?: string | null;
}

export const CaseMediators = new EntitySchema<CaseMediatorRecord>({
  name: 'case_mediators',
  columns: {
    case_id: key,
    user_id: key,
    position: integer,
    lead: integer,
    chosen_by: text,
    assigned_by: textOrNull,
    assigned_at: textOrNull,
  },
});

export interface SessionRecord {
  id: string;
  case_id: string;
  version: number;
  number: number;
  held_on: string;
  starts_at: string;
  ends_at: string;
  place: string;
  attendees: string;
  minutes: string;
  result: string;
  recorder: string;
  late: number;
  recorded_by: string;
  recorded_at: string;
  /** A caucus (单独会谈) has neither minutes nor result here: triggers see to that. */
  kind: 'joint' | 'caucus';
}

export const MediationSessions = new EntitySchema<SessionRecord>({
  name: 'mediation_sessions',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    number: integer,
    held_on: text,
    starts_at: text,
    ends_at: text,
    place: text,
    attendees: text,
    minutes: text,
    result: text,
    recorder: text,
    late: integer,
    recorded_by: text,
    recorded_at: text,
    kind: text,
  },
});

/** One for each case. Once issued its terms are frozen by triggers; only the day of effect still moves. */
export interface AgreementRecord {
  id: string;
  case_id: string;
  version: number;
  form: 'written' | 'oral';
  facts: string;
  issues: string;
  performance: string;
  concluded_on: string | null;
  place: string;
  recorder: string;
  number: string | null;
  issued_document_id: string | null;
  effective_on: string | null;
  created_at: string;
  updated_at: string;
}

export const Agreements = new EntitySchema<AgreementRecord>({
  name: 'agreements',
  columns: {
    id: key,
    case_id: text,
    version: integer,
    form: text,
    facts: text,
    issues: text,
    performance: text,
    concluded_on: textOrNull,
    place: text,
    recorder: text,
    number: textOrNull,
    issued_document_id: textOrNull,
    effective_on: textOrNull,
    created_at: text,
    updated_at: text,
  },
});

export interface ResponsibilityRecord {
  agreement_id: string;
  position: number;
  party_id: string;
  text: string;
}

export const AgreementResponsibilities = new EntitySchema<ResponsibilityRecord>({
  name: 'agreement_responsibilities',
  columns: { agreement_id: key, position: numberKey, party_id: text, text },
});

export interface ClauseRecord {
  id: string;
  agreement_id: string;
  position: number;
  kind: (typeof clauseKinds)[number];
  text: string;
  amount_fen: number | null;
  amount_text: string;
  due_on: string | null;
  due_text: string;
  manner: string;
}

export const AgreementClauses = new EntitySchema<ClauseRecord>({
  name: 'agreement_clauses',
  columns: {
    id: key,
    agreement_id: text,
    position: integer,
    kind: text,
    text,
    amount_fen: integerOrNull,
    amount_text: text,
    due_on: textOrNull,
    due_text: text,
    manner: text,
  },
});

export interface ClausePartyRecord {
  clause_id: string;
  side: 'debtor' | 'creditor';
  position: number;
  party_id: string;
}

export const ClauseParties = new EntitySchema<ClausePartyRecord>({
  name: 'clause_parties',
  columns: { clause_id: key, side: key, position: numberKey, party_id: text },
});

export interface InstalmentRecord {
  clause_id: string;
  position: number;
  amount_fen: number | null;
  due_on: string | null;
  due_text: string;
}

export const ClauseInstalments = new EntitySchema<InstalmentRecord>({
  name: 'clause_instalments',
  columns: {
    clause_id: key,
    position: numberKey,
    amount_fen: integerOrNull,
    due_on: textOrNull,
    due_text: text,
  },
});

export interface SignatureRecord {
  agreement_id: string;
  actor: SignatureAct['actor'];
  /** Case party id or user id; empty for the committee’s seal. */
  actor_id: string;
  signature: number;
  fingerprint: number;
  seal: number;
  done_on: string | null;
  recorded_by: string;
  recorded_at: string;
}

export const SignatureActs = new EntitySchema<SignatureRecord>({
  name: 'signature_acts',
  columns: {
    agreement_id: key,
    actor: key,
    actor_id: key,
    signature: integer,
    fingerprint: integer,
    seal: integer,
    done_on: textOrNull,
    recorded_by: text,
    recorded_at: text,
  },
});
