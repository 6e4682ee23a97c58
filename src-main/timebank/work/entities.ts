import { EntitySchema } from 'typeorm';
import type { sourceClasses } from '../../contract/timebank.ts';
import type {
  complaintStates,
  confirmationWays,
  correctionStates,
  requestModes,
  RequestState,
} from '../../contract/timebank/work-values.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

type Way = (typeof confirmationWays)[number];

/** One thing that a resident needs, from the first word to the booking. */
export interface RequestRow {
  id: string;
  version: number;
  number: string;
  recipient_id: string;
  service_type: string;
  title: string;
  note: string;
  wanted_on: string;
  starts_at: string;
  ends_at: string;
  place: string;
  area_id: string | null;
  mode: (typeof requestModes)[number];
  state: RequestState;
  /** Instant after which it times out where it stands. */
  lapses_at: string;
  helper_id: string | null;
  taken_at: string | null;
  served_on: string | null;
  served_from: string | null;
  served_to: string | null;
  served_minutes: number | null;
  source_class: (typeof sourceClasses)[number] | null;
  recipient_confirmed: Way | null;
  helper_confirmed: Way | null;
  transaction_id: string | null;
  closed_at: string | null;
  closed_reason: string;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const Requests = new EntitySchema<RequestRow>({
  name: 'requests',
  columns: {
    id: key,
    version: integer,
    number: text,
    recipient_id: text,
    service_type: text,
    title: text,
    note: text,
    wanted_on: text,
    starts_at: text,
    ends_at: text,
    place: text,
    area_id: textOrNull,
    mode: text,
    state: text,
    lapses_at: text,
    helper_id: textOrNull,
    taken_at: textOrNull,
    served_on: textOrNull,
    served_from: textOrNull,
    served_to: textOrNull,
    served_minutes: integerOrNull,
    source_class: textOrNull,
    recipient_confirmed: textOrNull,
    helper_confirmed: textOrNull,
    transaction_id: textOrNull,
    closed_at: textOrNull,
    closed_reason: text,
    created_by: text,
    created_at: text,
    updated_at: text,
  },
});

export interface RequestOfferRow {
  request_id: string;
  helper_id: string;
  note: string;
  offered_at: string;
}

export const RequestOffers = new EntitySchema<RequestOfferRow>({
  name: 'request_offers',
  columns: { request_id: key, helper_id: key, note: text, offered_at: text },
});

export interface RequestEventRow {
  request_id: string;
  seq: number;
  step: string;
  at: string;
  /** Null: the program itself (a time-out at start). */
  user_id: string | null;
  member_id: string | null;
  text: string;
}

export const RequestEvents = new EntitySchema<RequestEventRow>({
  name: 'request_events',
  columns: {
    request_id: key,
    seq: numberKey,
    step: text,
    at: text,
    user_id: textOrNull,
    member_id: textOrNull,
    text: text,
  },
});

export interface RequestEvaluationRow {
  request_id: string;
  /** 1 to 5. */
  score: number;
  words: string;
  recorded_by: string;
  recorded_at: string;
}

export const RequestEvaluations = new EntitySchema<RequestEvaluationRow>({
  name: 'request_evaluations',
  columns: { request_id: key, score: integer, words: text, recorded_by: text, recorded_at: text },
});

export interface ComplaintRow {
  id: string;
  version: number;
  member_id: string;
  request_id: string | null;
  words: string;
  state: (typeof complaintStates)[number];
  answer: string;
  filed_by: string;
  filed_at: string;
  answered_by: string | null;
  answered_at: string | null;
}

export const Complaints = new EntitySchema<ComplaintRow>({
  name: 'complaints',
  columns: {
    id: key,
    version: integer,
    member_id: text,
    request_id: textOrNull,
    words: text,
    state: text,
    answer: text,
    filed_by: text,
    filed_at: text,
    answered_by: textOrNull,
    answered_at: textOrNull,
  },
});

/** What a volunteer says is wrong with a booking, and what became of it. */
export interface CorrectionRow {
  id: string;
  version: number;
  member_id: string;
  transaction_id: string;
  wanted_minutes: number;
  words: string;
  state: (typeof correctionStates)[number];
  answer: string;
  reversal_id: string | null;
  booked_id: string | null;
  asked_by: string;
  asked_at: string;
  checked_by: string | null;
  checked_at: string | null;
}

export const Corrections = new EntitySchema<CorrectionRow>({
  name: 'corrections',
  columns: {
    id: key,
    version: integer,
    member_id: text,
    transaction_id: text,
    wanted_minutes: integer,
    words: text,
    state: text,
    answer: text,
    reversal_id: textOrNull,
    booked_id: textOrNull,
    asked_by: text,
    asked_at: text,
    checked_by: textOrNull,
    checked_at: textOrNull,
  },
});
