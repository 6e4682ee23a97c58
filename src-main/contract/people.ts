import { z } from 'zod';
import { command, everyRole, mediationStaff, query, roles } from './route.ts';
import {
  civilDate,
  id,
  instant,
  none,
  optionalText,
  page,
  personal,
  saved,
  text,
  version,
} from './values.ts';

export const role = z.enum(roles);

export const committeeKinds = [
  'village',
  'residents',
  'township',
  'street',
  'enterprise',
  'association',
] as const;

export const committeeFields = z.strictObject({
  name: text(60),
  kind: z.enum(committeeKinds).default('street'),
  /** The word in its numbers: （2026）尧人调字第1号. */
  mark: text(10),
  /** Region of the rule set, e.g. `320113`. */
  region: z
    .string()
    .regex(/^\d{6}$/, 'field.invalid')
    .default('320113'),
  areaId: id.nullable().default(null),
  address: optionalText(120),
  phone: optionalText(40),
  termStart: civilDate.nullable().default(null),
  termEnd: civilDate.nullable().default(null),
});

const password = z.string().min(8, 'field.passwordTooShort').max(200);
const username = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'field.username');

export const userView = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  areaId: id.nullable(),
  active: z.boolean(),
  version,
});

export const sessionView = z.object({
  state: z.enum(['none', 'open', 'locked']),
  user: userView.nullable(),
  committee: z.object({ id, name: z.string(), mark: z.string(), region: z.string() }).nullable(),
});

export const partyKinds = ['person', 'organisation'] as const;
export const genders = ['male', 'female', 'unknown'] as const;
export const idTypes = [
  'residentId',
  'passport',
  'hkMacauPermit',
  'taiwanPermit',
  'other',
  'unknown',
] as const;

/** A person or an organisation, as in the reusable directory and, as a snapshot, on a case. */
export const partyFields = z.strictObject({
  kind: z.enum(partyKinds).default('person'),
  name: text(80),
  gender: z.enum(genders).default('unknown'),
  ethnicity: optionalText(20),
  birthDate: civilDate.nullable().default(null),
  /** Years, when the date of birth is not known. */
  age: z.int().min(0).max(130).nullable().default(null),
  occupation: optionalText(60),
  phone: optionalText(40).meta(personal),
  address: optionalText(160).meta(personal),
  idType: z.enum(idTypes).default('unknown'),
  idNumber: optionalText(40).meta(personal),
  creditCode: optionalText(20),
  legalRepresentative: optionalText(40),
  legalRepresentativePost: optionalText(40),
});
export type PartyFields = z.output<typeof partyFields>;

/** The same with personal data masked by the server. */
export const partyView = partyFields.extend({
  id,
  version,
  phone: z.string(),
  address: z.string(),
  idNumber: z.string(),
});

/** The fields of a directory entry that may be taken from its double. */
const partyField = partyFields.omit({ kind: true }).keyof();
export type PartyField = z.output<typeof partyField>;

/** Why two entries are thought to be the same, most certain first. */
export const doubleReasons = [
  'idNumber',
  'creditCode',
  'nameBirth',
  'namePhone',
  'organisationName',
] as const;
export type DoubleReason = (typeof doubleReasons)[number];

const namedParty = z.object({ id, name: z.string() });

export const people = {
  readStatus: query({
    summary: 'Is the centre set up, and who is signed in on this connection',
    access: 'anyone',
    whileLocked: true,
    input: none,
    output: z.object({
      initialised: z.boolean(),
      version: z.string(),
      dataDir: z.string(),
      session: sessionView,
    }),
  }),
  initialise: command({
    summary: 'First run: make the committee and its administrator, then sign in',
    access: 'anyone',
    secrets: ['administrator.password'],
    input: z.strictObject({
      committee: committeeFields,
      administrator: z.strictObject({ username, displayName: text(40), password }),
    }),
    output: sessionView,
  }),
  signIn: command({
    summary: 'Open a session on this connection',
    access: 'anyone',
    repeatable: true,
    secrets: ['password'],
    input: z.strictObject({ username, password: z.string().min(1).max(200) }),
    output: sessionView,
  }),
  signOut: command({
    summary: 'End the session; drafts are kept',
    access: 'signedIn',
    whileLocked: true,
    input: none,
    output: sessionView,
  }),
  lock: command({
    summary: 'Lock the session',
    access: 'signedIn',
    whileLocked: true,
    input: none,
    output: sessionView,
  }),
  unlock: command({
    summary: 'Unlock with the password of the signed-in account',
    access: 'signedIn',
    whileLocked: true,
    repeatable: true,
    secrets: ['password'],
    input: z.strictObject({ password: z.string().min(1).max(200) }),
    output: sessionView,
  }),
  changePassword: command({
    summary: 'Change one’s own password',
    access: 'signedIn',
    secrets: ['current', 'next'],
    input: z.strictObject({ current: z.string().min(1).max(200), next: password }),
    output: none,
  }),
  listUsers: query({
    summary: 'Accounts of the centre',
    access: everyRole,
    input: none,
    output: z.object({ rows: z.array(userView) }),
  }),
  createUser: command({
    summary: 'Make an account',
    access: ['administrator'],
    secrets: ['password'],
    input: z.strictObject({
      username,
      displayName: text(40),
      password,
      roles: z.array(role).min(1),
      areaId: id.nullable().default(null),
    }),
    output: saved,
  }),
  updateUser: command({
    summary: 'Change name, roles, place or activity of an account',
    access: ['administrator'],
    input: z.strictObject({
      id,
      version,
      displayName: text(40),
      roles: z.array(role).min(1),
      areaId: id.nullable(),
      active: z.boolean(),
    }),
    output: saved,
  }),
  resetPassword: command({
    summary: 'Set a new password for another account',
    access: ['administrator'],
    secrets: ['password'],
    input: z.strictObject({ id, password }),
    output: none,
  }),
  readCommittee: query({
    summary: 'The committee’s own data',
    access: everyRole,
    input: none,
    output: committeeFields.extend({ id, version }),
  }),
  updateCommittee: command({
    summary: 'Change the committee’s own data',
    access: ['administrator'],
    input: committeeFields.extend({ version }),
    output: saved,
  }),
  searchParties: query({
    summary:
      'Directory of persons and organisations, masked; text matches name or the end of phone or ID number',
    access: mediationStaff,
    input: z.strictObject({
      text: optionalText(80),
      kind: z.enum(partyKinds).optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(partyView), total: z.int() }),
  }),
  readParty: query({
    summary: 'One directory entry, masked',
    access: mediationStaff,
    input: z.strictObject({ id }),
    output: partyView.extend({
      /** The entry that stays, where this one was found to be its double. */
      mergedInto: z.object({ id, name: z.string() }).nullable(),
      /** The doubles that were put into this one. */
      merged: z.array(z.object({ id, version, name: z.string(), mergedAt: z.string() })),
    }),
  }),
  listPartyDoubles: query({
    summary: 'Groups of directory entries that may be the same person or organisation, masked',
    access: mediationStaff,
    input: none,
    output: z.object({
      groups: z.array(
        z.object({
          reason: z.enum(doubleReasons),
          /** The first twenty of the group; `total` counts all. */
          parties: z.array(partyView),
          total: z.int(),
          /** Pairs inside the group that were told apart. */
          apart: z.array(z.object({ id, version, oneId: id, otherId: id })),
        }),
      ),
      /** Pairs that were told apart and not taken back, latest first. */
      apart: z.array(
        z.object({
          id,
          version,
          one: namedParty,
          other: namedParty,
          note: z.string(),
          by: z.string(),
          at: instant,
        }),
      ),
    }),
  }),
  comparePartyDoubles: query({
    summary:
      'Two entries side by side before they are merged, masked; where they differ, what the survivor lacks',
    access: mediationStaff,
    input: z.strictObject({ survivorId: id, mergedId: id }),
    output: z.object({
      survivor: partyView,
      merged: partyView,
      differs: z.array(partyField),
      suggested: z.array(partyField),
    }),
  }),
  mergeParties: command({
    summary: 'Put one entry into another, which takes the chosen fields; cases keep what they wrote down',
    access: mediationStaff,
    input: z.strictObject({
      survivorId: id,
      survivorVersion: version,
      mergedId: id,
      mergedVersion: version,
      take: z.array(partyField).max(20),
    }),
    output: saved,
  }),
  undoPartyMerge: command({
    summary: 'Take a merge back while the entry that stays has not been changed since',
    access: mediationStaff,
    input: z.strictObject({ id, version }),
    output: saved,
  }),
  tellPartiesApart: command({
    summary: 'Keep that two entries which look alike are not the same: the pair is not proposed again',
    access: mediationStaff,
    input: z.strictObject({
      oneId: id,
      oneVersion: version,
      otherId: id,
      otherVersion: version,
      note: optionalText(200),
    }),
    output: saved,
  }),
  undoPartiesApart: command({
    summary: 'Take back that two entries are not the same: the pair is proposed again',
    access: mediationStaff,
    input: z.strictObject({ id, version }),
    output: saved,
  }),
  revealParty: command({
    summary: 'Full personal data of one directory entry (audited)',
    access: mediationStaff,
    repeatable: true,
    input: z.strictObject({ id }),
    output: partyFields.extend({ id, version }),
  }),
  saveParty: command({
    summary: 'Add to the directory, or change an entry',
    access: mediationStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), party: partyFields }),
    output: saved,
  }),
};

export type PartyView = z.output<typeof partyView>;
export type UserView = z.output<typeof userView>;
export type SessionView = z.output<typeof sessionView>;
