import { EntitySchema } from 'typeorm';
import type { activityStates, groupRoles } from '../../contract/timebank/activity-values.ts';
import { integer, integerOrNull, key, text, textOrNull } from '../../platform/database/columns.ts';

export interface GroupMemberRow {
  id: string;
  version: number;
  group_id: string;
  member_id: string;
  role: (typeof groupRoles)[number];
  joined_on: string;
  /** The last day of belonging to it. */
  ended_on: string | null;
  end_reason: string;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const GroupMembers = new EntitySchema<GroupMemberRow>({
  name: 'group_members',
  columns: {
    id: key,
    version: integer,
    group_id: text,
    member_id: text,
    role: text,
    joined_on: text,
    ended_on: textOrNull,
    end_reason: text,
    created_by: text,
    created_at: text,
    updated_at: text,
  },
});

export interface ActivityRowStored {
  id: string;
  version: number;
  number: string;
  title: string;
  held_on: string;
  starts_at: string;
  ends_at: string;
  place: string;
  area_id: string | null;
  responsible: string;
  service_type: string;
  group_id: string | null;
  /** Places; null: as many as come. */
  capacity: number | null;
  note: string;
  state: (typeof activityStates)[number];
  closed_reason: string;
  closed_at: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export const Activities = new EntitySchema<ActivityRowStored>({
  name: 'activities',
  columns: {
    id: key,
    version: integer,
    number: text,
    title: text,
    held_on: text,
    starts_at: text,
    ends_at: text,
    place: text,
    area_id: textOrNull,
    responsible: text,
    service_type: text,
    group_id: textOrNull,
    capacity: integerOrNull,
    note: text,
    state: text,
    closed_reason: text,
    closed_at: textOrNull,
    created_by: text,
    created_at: text,
    updated_at: text,
  },
});

/** One person’s wish to come; who has a place follows from the order (sign-up-order.ts). */
export interface SignUpRow {
  id: string;
  version: number;
  activity_id: string;
  seq: number;
  member_id: string;
  signed_by: string;
  signed_at: string;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  reason: string;
}

export const ActivitySignUps = new EntitySchema<SignUpRow>({
  name: 'activity_sign_ups',
  columns: {
    id: key,
    version: integer,
    activity_id: text,
    seq: integer,
    member_id: text,
    signed_by: text,
    signed_at: text,
    withdrawn_by: textOrNull,
    withdrawn_at: textOrNull,
    reason: text,
  },
});

/** A sheet as it was printed; never changed. */
export interface SignSheetRow {
  id: string;
  number: string;
  /** Code of its head. */
  code: string;
  activity_id: string | null;
  /** JSON of what stood printed at its head (`BlankHead`). */
  head: string;
  document_id: string;
  printed_by: string;
  printed_at: string;
}

export const SignSheets = new EntitySchema<SignSheetRow>({
  name: 'sign_sheets',
  columns: {
    id: key,
    number: text,
    code: text,
    activity_id: textOrNull,
    head: text,
    document_id: text,
    printed_by: text,
    printed_at: text,
  },
});

export interface SignSheetLineRow {
  code: string;
  sign_sheet_id: string;
  position: number;
  /** Null: a line for whoever comes. */
  member_id: string | null;
}

export const SignSheetLines = new EntitySchema<SignSheetLineRow>({
  name: 'sign_sheet_lines',
  columns: { code: key, sign_sheet_id: text, position: integer, member_id: textOrNull },
});
