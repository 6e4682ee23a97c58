import { EntitySchema } from 'typeorm';
import type { RestWay } from '../../contract/timebank/rule-bodies.ts';
import type { MemberEventKind } from '../../contract/timebank/membership-values.ts';
import type { Standing } from '../../contract/timebank/standings.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

/** One thing that happened to a membership, never changed; `standing` is where the member stands after it. */
export interface MemberEventRow {
  member_id: string;
  seq: number;
  kind: MemberEventKind;
  standing: Standing;
  /** Reviews that an application needs, by the rule of its day; null for everything else. */
  levels: number | null;
  on_day: string;
  until_day: string | null;
  reason: string;
  disposal: RestWay | null;
  /** Heir, survivor or double. */
  other_id: string | null;
  transaction_id: string | null;
  rule: string;
  /** JSON: relation and proof. */
  inputs: string;
  recorded_by: string;
  recorded_at: string;
}

export const MemberEvents = new EntitySchema<MemberEventRow>({
  name: 'member_events',
  columns: {
    member_id: key,
    seq: numberKey,
    kind: text,
    standing: text,
    levels: integerOrNull,
    on_day: text,
    until_day: textOrNull,
    reason: text,
    disposal: textOrNull,
    other_id: textOrNull,
    transaction_id: textOrNull,
    rule: text,
    inputs: text,
    recorded_by: text,
    recorded_at: text,
  },
});

/** A double and its survivor; a merge that was taken back says when. */
export interface MemberMergeRow {
  id: string;
  merged_id: string;
  survivor_id: string;
  transaction_id: string | null;
  merged_at: string;
  undone_at: string | null;
  undo_transaction_id: string | null;
}

export const MemberMerges = new EntitySchema<MemberMergeRow>({
  name: 'member_merges',
  columns: {
    id: key,
    merged_id: text,
    survivor_id: text,
    transaction_id: textOrNull,
    merged_at: text,
    undone_at: textOrNull,
    undo_transaction_id: textOrNull,
  },
});

/**
 * How one service went from one member’s permanent record into another’s: `from_id` was taken back by `taken_id` and
 * stands again as `record_id`; `root_id` is the row that its booking made.
 */
export interface HoursMoveRow {
  record_id: string;
  from_id: string;
  taken_id: string;
  root_id: string;
  merge_id: string;
}

export const HoursMoves = new EntitySchema<HoursMoveRow>({
  name: 'hours_moves',
  columns: { record_id: key, from_id: text, taken_id: text, root_id: text, merge_id: text },
});

/** What a merge carried over beside accounts and hours, or gave back when it was taken back. */
export interface MergeMoveRow {
  merge_id: string;
  direction: 'over' | 'back';
  kind: 'relation' | 'representation' | 'assessment' | 'groupStay' | 'volunteerLink';
  from_id: string;
  /** Null: the other side had the same already. */
  to_id: string | null;
}

export const MergeMoves = new EntitySchema<MergeMoveRow>({
  name: 'merge_moves',
  columns: { merge_id: key, direction: key, kind: key, from_id: key, to_id: textOrNull },
});

export interface AvailabilityRow {
  member_id: string;
  version: number;
  /** 21 marks, see availability.ts. */
  slots: string;
  note: string;
  updated_at: string;
}

export const MemberAvailability = new EntitySchema<AvailabilityRow>({
  name: 'member_availability',
  columns: { member_id: key, version: integer, slots: text, note: text, updated_at: text },
});
