import type { PartyFields } from '../contract/people.ts';

/** Columns that say who a party is: the same in the directory and, as a snapshot, on a case. */
export interface PartyColumns {
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

export const partyFieldsOf = (row: PartyColumns): PartyFields => ({
  kind: row.kind,
  name: row.name,
  gender: row.gender,
  ethnicity: row.ethnicity,
  birthDate: row.birth_date,
  age: row.age,
  occupation: row.occupation,
  phone: row.phone,
  address: row.address,
  idType: row.id_type,
  idNumber: row.id_number,
  creditCode: row.credit_code,
  legalRepresentative: row.legal_representative,
  legalRepresentativePost: row.legal_representative_post,
});

export const partyColumnsOf = (party: PartyFields): PartyColumns => ({
  kind: party.kind,
  name: party.name,
  gender: party.gender,
  ethnicity: party.ethnicity,
  birth_date: party.birthDate,
  age: party.age,
  occupation: party.occupation,
  phone: party.phone,
  address: party.address,
  id_type: party.idType,
  id_number: party.idNumber,
  credit_code: party.creditCode,
  legal_representative: party.legalRepresentative,
  legal_representative_post: party.legalRepresentativePost,
});
