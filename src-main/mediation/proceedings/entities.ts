import { EntitySchema } from 'typeorm';
import type { clauseKinds } from '../../contract/mediation/agreement-values.ts';
import type { consentManners } from '../../contract/mediation/case-values.ts';
import type {
  evidenceKinds,
  evidenceProviders,
  OfferAnswer,
  participantKinds,
  riskKinds,
} from '../../contract/mediation/proceedings-fields.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

const ofCase = { id: key, case_id: text, version: integer };
const recorded = { late: integer, recorded_by: text, recorded_at: text };

/** Who wrote a row down and when; `late`: after the end of the case, or long after the day it tells of. */
interface Recorded {
  late: number;
  recorded_by: string;
  recorded_at: string;
}

/** A record of a case that is corrected in place. */
interface OfCase extends Recorded {
  id: string;
  case_id: string;
  version: number;
}

export interface EvidenceRecord extends OfCase {
  number: number;
  name: string;
  kind: (typeof evidenceKinds)[number];
  provider_kind: (typeof evidenceProviders)[number];
  provider_party_id: string | null;
  provider_name: string;
  copies: number;
  pages: number | null;
  original: number;
  note: string;
  in_dossier: number;
  file_id: string | null;
  file_name: string;
  withdrawn_on: string | null;
  withdraw_reason: string;
}

export const CaseEvidence = new EntitySchema<EvidenceRecord>({
  name: 'case_evidence',
  columns: {
    ...ofCase,
    number: integer,
    name: text,
    kind: text,
    provider_kind: text,
    provider_party_id: textOrNull,
    provider_name: text,
    copies: integer,
    pages: integerOrNull,
    original: integer,
    note: text,
    in_dossier: integer,
    file_id: textOrNull,
    file_name: text,
    withdrawn_on: textOrNull,
    withdraw_reason: text,
    ...recorded,
  },
});

export interface InvestigationRecord extends OfCase {
  number: number;
  held_on: string;
  starts_at: string;
  ends_at: string;
  place: string;
  participants: string;
  asked: string;
  asked_relation: string;
  matter: string;
  record: string;
  investigator: string;
  recorder: string;
  in_dossier: number;
}

export const Investigations = new EntitySchema<InvestigationRecord>({
  name: 'investigations',
  columns: {
    ...ofCase,
    number: integer,
    held_on: text,
    starts_at: text,
    ends_at: text,
    place: text,
    participants: text,
    asked: text,
    asked_relation: text,
    matter: text,
    record: text,
    investigator: text,
    recorder: text,
    in_dossier: integer,
    ...recorded,
  },
});

export interface CaucusPartyRecord {
  session_id: string;
  party_id: string;
  position: number;
}

export const CaucusParties = new EntitySchema<CaucusPartyRecord>({
  name: 'caucus_parties',
  columns: { session_id: key, party_id: key, position: integer },
});

/** Who took part and was taken off the case afterwards; confidential like the caucus itself. */
export interface CaucusFormerPartyRecord {
  session_id: string;
  party_id: string;
  position: number;
  name: string;
  removed_by: string;
  removed_at: string;
}

export const CaucusFormerParties = new EntitySchema<CaucusFormerPartyRecord>({
  name: 'caucus_former_parties',
  columns: {
    session_id: key,
    party_id: key,
    position: integer,
    name: text,
    removed_by: text,
    removed_at: key,
  },
});

/** Words of a caucus. Read by caucus-note-store.ts and by nothing else. */
export interface CaucusNoteRecord {
  session_id: string;
  version: number;
  body: string;
  written_by: string;
  written_at: string;
  changed_by: string;
  changed_at: string;
}

export const CaucusNotes = new EntitySchema<CaucusNoteRecord>({
  name: 'caucus_notes',
  columns: {
    session_id: key,
    version: integer,
    body: text,
    written_by: text,
    written_at: text,
    changed_by: text,
    changed_at: text,
  },
});

export interface ParticipantRecord extends OfCase {
  kind: (typeof participantKinds)[number];
  name: string;
  relation: string;
  organisation: string;
  invited_on: string;
  invited_by: 'committee' | 'party';
  parties_consent: number;
  note: string;
  withdrawn_reason: string;
}

export const CaseParticipants = new EntitySchema<ParticipantRecord>({
  name: 'case_participants',
  columns: {
    ...ofCase,
    kind: text,
    name: text,
    relation: text,
    organisation: text,
    invited_on: text,
    invited_by: text,
    parties_consent: integer,
    note: text,
    withdrawn_reason: text,
    ...recorded,
  },
});

/** A request that a mediator step back; it waits until a row of `recusals` with its id decides it. Append-only. */
export interface RecusalRequestRecord {
  id: string;
  case_id: string;
  user_id: string;
  asked_by: 'party' | 'mediator' | 'committee';
  party_id: string | null;
  asked_on: string;
  reason: string;
  recorded_by: string;
  recorded_at: string;
}

export const RecusalRequests = new EntitySchema<RecusalRequestRecord>({
  name: 'recusal_requests',
  columns: {
    id: key,
    case_id: text,
    user_id: text,
    asked_by: text,
    party_id: textOrNull,
    asked_on: text,
    reason: text,
    recorded_by: text,
    recorded_at: text,
  },
});

/** A request that a mediator step back, and what came of it. Append-only. */
export interface RecusalRecord extends Recorded {
  id: string;
  case_id: string;
  user_id: string;
  asked_by: 'party' | 'mediator' | 'committee';
  party_id: string | null;
  asked_on: string;
  reason: string;
  decision: 'granted' | 'denied';
  decided_on: string;
}

export const Recusals = new EntitySchema<RecusalRecord>({
  name: 'recusals',
  columns: {
    id: key,
    case_id: text,
    user_id: text,
    asked_by: text,
    party_id: textOrNull,
    asked_on: text,
    reason: text,
    decision: text,
    decided_on: text,
    ...recorded,
  },
});

export interface RiskRecord extends OfCase {
  kind: (typeof riskKinds)[number];
  found_on: string;
  situation: string;
  measures: string;
  reported_on: string | null;
  reported_to: string;
  report_content: string;
  resolved_on: string | null;
}

export const RiskRecords = new EntitySchema<RiskRecord>({
  name: 'risk_records',
  columns: {
    ...ofCase,
    kind: text,
    found_on: text,
    situation: text,
    measures: text,
    reported_on: textOrNull,
    reported_to: text,
    report_content: text,
    resolved_on: textOrNull,
    ...recorded,
  },
});

export interface IssueRecord extends OfCase {
  number: number;
  title: string;
  note: string;
}

export const DisputeIssues = new EntitySchema<IssueRecord>({
  name: 'dispute_issues',
  columns: {
    ...ofCase,
    number: integer,
    title: text,
    note: text,
    ...recorded,
  },
});

/** Never part of a dossier or an export: there is no flag that could make it so. */
export interface OfferRecord extends Recorded {
  id: string;
  case_id: string;
  issue_id: string;
  version: number;
  number: number;
  counter_to: string | null;
  made_by: 'party' | 'mediator';
  offered_on: string;
  kind: (typeof clauseKinds)[number];
  text: string;
  amount_fen: number | null;
  due_on: string | null;
  due_text: string;
  manner: string;
  note: string;
  answer: OfferAnswer;
  answered_on: string | null;
  answer_note: string;
}

export const Offers = new EntitySchema<OfferRecord>({
  name: 'offers',
  columns: {
    id: key,
    case_id: text,
    issue_id: text,
    version: integer,
    number: integer,
    counter_to: textOrNull,
    made_by: text,
    offered_on: text,
    kind: text,
    text,
    amount_fen: integerOrNull,
    due_on: textOrNull,
    due_text: text,
    manner: text,
    note: text,
    answer: text,
    answered_on: textOrNull,
    answer_note: text,
    ...recorded,
  },
});

export interface OfferPartyRecord {
  offer_id: string;
  side: 'from' | 'to' | 'debtor' | 'creditor';
  position: number;
  party_id: string;
}

export const OfferParties = new EntitySchema<OfferPartyRecord>({
  name: 'offer_parties',
  columns: { offer_id: key, side: key, position: numberKey, party_id: text },
});

/** One answer of one party; a later one stands beside it. Append-only. */
export interface ConsentRecord extends Recorded {
  id: string;
  case_id: string;
  party_id: string;
  party_name: string;
  answer: 'consents' | 'refuses';
  answered_on: string;
  manner: (typeof consentManners)[number];
  note: string;
}

export const PartyConsents = new EntitySchema<ConsentRecord>({
  name: 'party_consents',
  columns: {
    id: key,
    case_id: text,
    party_id: text,
    party_name: text,
    answer: text,
    answered_on: text,
    manner: text,
    note: text,
    ...recorded,
  },
});

export interface UndisputedRecord extends OfCase {
  facts: string;
  agreed_on: string;
  usable_later: number;
  recorder: string;
}

export const UndisputedFacts = new EntitySchema<UndisputedRecord>({
  name: 'undisputed_facts',
  columns: {
    ...ofCase,
    facts: text,
    agreed_on: text,
    usable_later: integer,
    recorder: text,
    ...recorded,
  },
});

export interface ServiceAddressRecord extends Recorded {
  id: string;
  case_id: string;
  party_id: string;
  version: number;
  recipient: string;
  phone: string;
  address: string;
  postcode: string;
  electronic: string;
  accepts_electronic: number;
  confirmed_on: string;
  note: string;
}

export const ServiceAddresses = new EntitySchema<ServiceAddressRecord>({
  name: 'service_addresses',
  columns: {
    id: key,
    case_id: text,
    party_id: text,
    version: integer,
    recipient: text,
    phone: text,
    address: text,
    postcode: text,
    electronic: text,
    accepts_electronic: integer,
    confirmed_on: text,
    note: text,
    ...recorded,
  },
});
