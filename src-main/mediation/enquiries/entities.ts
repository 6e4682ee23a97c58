import { EntitySchema } from 'typeorm';
import type { enquiryKinds, enquiryResults } from '../../contract/mediation/enquiries.ts';
import { integer, key, text, textOrNull } from '../../platform/database/columns.ts';

/** 咨询 or 排查: somebody asked, or somebody went round and looked. No case unless promoted, and then once. */
export interface EnquiryRecord {
  id: string;
  version: number;
  committee_id: string;
  number: string;
  kind: (typeof enquiryKinds)[number];
  received_on: string;
  anonymous: number;
  person_name: string;
  phone: string;
  address: string;
  area_id: string | null;
  dispute_type: string;
  question: string;
  answer: string;
  handled_by: string;
  follow_up_on: string | null;
  result: (typeof enquiryResults)[number];
  referred_to: string;
  case_id: string | null;
  /** Number and name with pinyin and initials, made by `nameKeys` and `searchKey`. */
  search_keys: string;
  recorded_by: string;
  created_at: string;
  updated_at: string;
}

export const Enquiries = new EntitySchema<EnquiryRecord>({
  name: 'enquiries',
  columns: {
    id: key,
    version: integer,
    committee_id: text,
    number: text,
    kind: text,
    received_on: text,
    anonymous: integer,
    person_name: text,
    phone: text,
    address: text,
    area_id: textOrNull,
    dispute_type: text,
    question: text,
    answer: text,
    handled_by: text,
    follow_up_on: textOrNull,
    result: text,
    referred_to: text,
    case_id: textOrNull,
    search_keys: text,
    recorded_by: text,
    created_at: text,
    updated_at: text,
  },
});
