import { EntitySchema } from 'typeorm';
import type { committeeKinds, genders, idTypes, partyKinds } from '../contract/people.ts';
import type { Role } from '../contract/route.ts';

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
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    name: { type: 'text' },
    kind: { type: 'text' },
    mark: { type: 'text' },
    region: { type: 'text' },
    area_id: { type: 'text', nullable: true },
    address: { type: 'text' },
    phone: { type: 'text' },
    term_start: { type: 'text', nullable: true },
    term_end: { type: 'text', nullable: true },
    created_at: { type: 'text' },
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
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    committee_id: { type: 'text' },
    username: { type: 'text' },
    display_name: { type: 'text' },
    area_id: { type: 'text', nullable: true },
    active: { type: 'integer' },
    password_hash: { type: 'text' },
    failed_attempts: { type: 'integer' },
    locked_until: { type: 'text', nullable: true },
    created_at: { type: 'text' },
  },
});

export interface UserRoleRow {
  user_id: string;
  role: Role;
}

export const UserRoles = new EntitySchema<UserRoleRow>({
  name: 'user_roles',
  columns: { user_id: { type: 'text', primary: true }, role: { type: 'text', primary: true } },
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
  created_at: string;
  updated_at: string;
}

export const Parties = new EntitySchema<PartyRow>({
  name: 'parties',
  columns: {
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    kind: { type: 'text' },
    name: { type: 'text' },
    search_keys: { type: 'text' },
    gender: { type: 'text' },
    ethnicity: { type: 'text' },
    birth_date: { type: 'text', nullable: true },
    age: { type: 'integer', nullable: true },
    occupation: { type: 'text' },
    phone: { type: 'text' },
    address: { type: 'text' },
    id_type: { type: 'text' },
    id_number: { type: 'text' },
    credit_code: { type: 'text' },
    legal_representative: { type: 'text' },
    legal_representative_post: { type: 'text' },
    created_at: { type: 'text' },
    updated_at: { type: 'text' },
  },
});
