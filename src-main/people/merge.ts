import type { PartyField, PartyFields } from '../contract/people.ts';

/** Fields that may come from either of two entries of the directory; the kind is the same on both. */
const fields: readonly PartyField[] = [
  'name',
  'gender',
  'ethnicity',
  'birthDate',
  'age',
  'occupation',
  'phone',
  'address',
  'idType',
  'idNumber',
  'creditCode',
  'legalRepresentative',
  'legalRepresentativePost',
];

/** Fields in which two entries differ. */
export const differingFields = (one: PartyFields, other: PartyFields): PartyField[] =>
  fields.filter((field) => one[field] !== other[field]);

/** What the surviving entry lacks and the other one has: offered to be taken over. A number comes with its kind. */
export function suggestedFields(survivor: PartyFields, merged: PartyFields): PartyField[] {
  const lacking = differingFields(survivor, merged).filter(
    (field) => isEmpty(survivor[field]) && !isEmpty(merged[field]) && field !== 'idType',
  );
  return lacking.includes('idNumber') && survivor.idType !== merged.idType ? [...lacking, 'idType'] : lacking;
}

/** The surviving entry with the chosen fields of the other one. */
export function mergedFields(
  survivor: PartyFields,
  merged: PartyFields,
  take: readonly PartyField[],
): PartyFields {
  return { ...survivor, ...Object.fromEntries(take.map((field) => [field, merged[field]])) };
}

const isEmpty = (value: string | number | null): boolean =>
  value === null || value === '' || value === 'unknown';
