import { EntitySchema } from 'typeorm';
import type { committeeKinds, genders, idTypes, partyKinds } from '../contract/people.ts';
import type { Role } from '../contract/route.ts';
import { integer, integerOrNull, key, text, textOrNull } from '../platform/database/columns.ts';

export interface CommitteeRow {
  id: string;
  version: number;
  name: string;
  kind: (typeof committeeKinds)[number];
  mark: string;
  region: string;
  area_id: string | null;
  address: string;
  phone: string;
  term_start: string | null;
  term_end: string | null;
  created_at: string;
}

export const Committees = new EntitySchema<CommitteeRow>({
  name: 'committees',
  columns: {
    id: key,
    version: integer,
    name: text,
    kind: text,
    mark: text,
    region: text,
    area_id: textOrNull,
    address: text,
    phone: text,
    term_start: textOrNull,
    term_end: textOrNull,
    created_at: text,
  },
});

export interface UserRow {
  id: string;
  version: number;
  committee_id: string;
  username: string;
  display_name: string;
  area_id: string | null;
  active: number;
  /** `scrypt$N$r$p$salt$hash`, see password.ts. */
  password_hash: string;
  failed_attempts: number;
  locked_until: string | null;
  created_at: string;
}

export const Users = new EntitySchema<UserRow>({
  name: 'users',
  columns: {
    id: key,
    version: integer,
    committee_id: text,
    username: text,
    display_name: text,
    area_id: textOrNull,
    active: integer,
    password_hash: text,
    failed_attempts: integer,
    locked_until: textOrNull,
    created_at: text,
  },
});

export interface UserRoleRow {
  user_id: string;
  role: Role;
}

export const UserRoles = new EntitySchema<UserRoleRow>({
  name: 'user_roles',
  columns: { user_id: key, role: key },
});

/** A person or organisation of the reusable directory. */
export interface PartyRow {
  id: string;
  version: number;
  kind: (typeof partyKinds)[number];
  name: string;
  /** Name, pinyin and initials, made by `nameKeys`. */
  search_keys: string;
  gender: (typeof genders)[number];
  ethnicity: string;
  birth_date: string | null;
  age: number | null;
  occupation: string;
  phone: string;
  address: string;
  id_type: (typeof idTypes)[number];
  id_number: string;
  credit_code: string;
  legal_representative: string;
  legal_representative_post: string;
  /** The entry that stays, where this one was found to be its double. */
  merged_into: string | null;
  created_at: string;
  updated_at: string;
}

export const Parties = new EntitySchema<PartyRow>({
  name: 'parties',
  columns: {
    id: key,
    version: integer,
    kind: text,
    name: text,
    search_keys: text,
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
    merged_into: textOrNull,
    created_at: text,
    updated_at: text,
  },
});

/** One entry of the directory put into another; `before` is the surviving entry as it was, as JSON. */
export interface PartyMergeRow {
  id: string;
  merged_id: string;
  survivor_id: string;
  before: string;
  survivor_version: number;
  merged_by: string;
  merged_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

export const PartyMerges = new EntitySchema<PartyMergeRow>({
  name: 'party_merges',
  columns: {
    id: key,
    merged_id: text,
    survivor_id: text,
    before: text,
    survivor_version: integer,
    merged_by: text,
    merged_at: text,
    undone_by: textOrNull,
    undone_at: textOrNull,
  },
});

/** Two entries that look alike and are not the same; `one_id` is the smaller id. Taken back: `undone_at`. */
export interface PartyDistinctionRow {
  id: string;
  version: number;
  one_id: string;
  other_id: string;
  note: string;
  told_by: string;
  told_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

export const PartyDistinctions = new EntitySchema<PartyDistinctionRow>({
  name: 'party_distinctions',
  columns: {
    id: key,
    version: integer,
    one_id: text,
    other_id: text,
    note: text,
    told_by: text,
    told_at: text,
    undone_by: textOrNull,
    undone_at: textOrNull,
  },
});
