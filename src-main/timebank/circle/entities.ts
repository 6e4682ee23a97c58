import { EntitySchema } from 'typeorm';
import type {
  actKinds,
  proofKinds,
  relationKinds,
  representativeKinds,
} from '../../contract/timebank/circle.ts';
import type { CircleRecordKind } from '../../contract/timebank/proof-files.ts';
import { integer, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

const term = { valid_from: text, valid_until: textOrNull };
const proof = { proof_kind: text, proof_note: text };

/** Two members that belong together; the smaller id stands first, and the row is read from both sides. */
export interface RelationRow {
  id: string;
  first_id: string;
  second_id: string;
  kind: (typeof relationKinds)[number];
  proof_kind: (typeof proofKinds)[number];
  proof_note: string;
  valid_from: string;
  valid_until: string | null;
  confirmed_by: string;
  confirmed_at: string;
}

export const Relations = new EntitySchema<RelationRow>({
  name: 'member_relations',
  columns: {
    id: key,
    first_id: text,
    second_id: text,
    kind: text,
    ...proof,
    ...term,
    confirmed_by: text,
    confirmed_at: text,
  },
});

/** From `ended_on` on it no longer holds. */
interface EndRow {
  ended_on: string;
  reason: string;
  ended_by: string;
  ended_at: string;
}
const end = { ended_on: text, reason: text, ended_by: text, ended_at: text };

export const RelationEnds = new EntitySchema<EndRow & { relation_id: string }>({
  name: 'member_relation_ends',
  columns: { relation_id: key, ...end },
});

/** Somebody who acts for a member: a member himself, or somebody outside by name and telephone. */
export interface RepresentativeRow {
  id: string;
  member_id: string;
  kind: (typeof representativeKinds)[number];
  for_requests: number;
  for_counter: number;
  for_transfers: number;
  representative_id: string | null;
  name: string;
  phone: string;
  proof_kind: (typeof proofKinds)[number];
  proof_note: string;
  valid_from: string;
  valid_until: string | null;
  recorded_by: string;
  recorded_at: string;
}

export const Representatives = new EntitySchema<RepresentativeRow>({
  name: 'member_representatives',
  columns: {
    id: key,
    member_id: text,
    kind: text,
    for_requests: integer,
    for_counter: integer,
    for_transfers: integer,
    representative_id: textOrNull,
    name: text,
    phone: text,
    ...proof,
    ...term,
    recorded_by: text,
    recorded_at: text,
  },
});

export const RepresentativeEnds = new EntitySchema<EndRow & { representation_id: string }>({
  name: 'member_representative_ends',
  columns: { representation_id: key, ...end },
});

/** By whom a request, an order or a transfer was asked for; the last row of an act counts. */
export interface ActForRow {
  act_kind: (typeof actKinds)[number];
  act_id: string;
  seq: number;
  /** Null: by the member himself after all. */
  representation_id: string | null;
  acted_on: string;
  recorded_by: string;
  recorded_at: string;
}

export const ActsFor = new EntitySchema<ActForRow>({
  name: 'acts_for',
  columns: {
    act_kind: key,
    act_id: key,
    seq: numberKey,
    representation_id: textOrNull,
    acted_on: text,
    recorded_by: text,
    recorded_at: text,
  },
});

/** What a member was found to be in need of; of several the last one that has begun counts. */
export interface AssessmentRow {
  id: string;
  member_id: string;
  seq: number;
  /** JSON array of classes of need. */
  classes: string;
  evidence: string;
  decided_by: string;
  valid_from: string;
  valid_until: string | null;
  review_on: string | null;
  recorded_by: string;
  recorded_at: string;
}

export const Assessments = new EntitySchema<AssessmentRow>({
  name: 'recipient_assessments',
  columns: {
    id: key,
    member_id: text,
    seq: integer,
    classes: text,
    evidence: text,
    decided_by: text,
    ...term,
    review_on: textOrNull,
    recorded_by: text,
    recorded_at: text,
  },
});

/** A scan or picture of what was shown; the content is kept beside the database under its SHA-256. */
export interface CircleFileRow {
  id: string;
  version: number;
  about_kind: CircleRecordKind;
  about_id: string;
  file_id: string;
  file_name: string;
  added_on: string;
  added_by: string;
  withdrawn_on: string | null;
  withdrawn_by: string | null;
  withdraw_reason: string;
}

export const CircleFiles = new EntitySchema<CircleFileRow>({
  name: 'circle_files',
  columns: {
    id: key,
    version: integer,
    about_kind: text,
    about_id: text,
    file_id: text,
    file_name: text,
    added_on: text,
    added_by: text,
    withdrawn_on: textOrNull,
    withdrawn_by: textOrNull,
    withdraw_reason: text,
  },
});

/** Coins that the fund issued to several members at once, with the paper that they signed. */
interface FundListRow {
  id: string;
  number: string;
  reason: string;
  members: number;
  minutes: number;
  document_id: string;
  issued_by: string;
  issued_on: string;
  issued_at: string;
}

export const FundLists = new EntitySchema<FundListRow>({
  name: 'fund_lists',
  columns: {
    id: key,
    number: text,
    reason: text,
    members: integer,
    minutes: integer,
    document_id: text,
    issued_by: text,
    issued_on: text,
    issued_at: text,
  },
});

interface FundListLineRow {
  list_id: string;
  position: number;
  member_id: string;
  minutes: number;
  assessment_id: string | null;
  transaction_id: string;
}

export const FundListLines = new EntitySchema<FundListLineRow>({
  name: 'fund_list_rows',
  columns: {
    list_id: key,
    position: numberKey,
    member_id: text,
    minutes: integer,
    assessment_id: textOrNull,
    transaction_id: text,
  },
});
