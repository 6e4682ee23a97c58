import { z } from 'zod';
import { partyFields } from '../people.ts';
import type { Role } from '../route.ts';
import { civilDate, fen, id, optionalText, personal, text } from '../values.ts';

export const caseReaders = [
  'administrator',
  'mediator',
  'clerk',
  'auditor',
] as const satisfies readonly Role[];

export const caseStages = [
  'registered',
  'accepted',
  'mediating',
  'agreed',
  'performing',
  'closed',
  'declined',
  'terminated',
] as const;
export type CaseStage = (typeof caseStages)[number];

/**
 * What a case waits for: a day that has passed, one within a week, nothing although it is open; an item of performance overdue, a return visit,
 * the term of judicial confirmation; anything that a threshold warns of.
 */
export const caseWaits = [
  'overdue',
  'soon',
  'nothing',
  'performance',
  'visit',
  'confirmation',
  'warning',
] as const;
export type CaseWait = (typeof caseWaits)[number];

/** 人民调解法 art. 17–18: written or oral application, own initiative, referral. */
export const caseSources = ['writtenApplication', 'oralApplication', 'ownInitiative', 'referral'] as const;
export const partyRoles = ['applicant', 'respondent', 'thirdParty'] as const;
/** How a party consented to mediation or refused it. */
export const consentManners = ['inPerson', 'written', 'phone', 'online', 'byAgent', 'notStated'] as const;

export const representative = z.strictObject({
  id: id.optional(),
  kind: z.enum(['agent', 'guardian']),
  name: text(40),
  /** How the representative stands to the party: 律师, 父亲, 员工 … */
  relation: optionalText(40),
  /** 一般授权 / 特别授权; a guardian acts by law and needs none. */
  scope: z.enum(['general', 'special', 'byLaw']).default('general'),
  authority: optionalText(200),
  phone: optionalText(40).meta(personal),
  idNumber: optionalText(40).meta(personal),
});

export const caseParty = partyFields.extend({
  /** Id of the party on this case; made by the client for a new one, so that clauses may point at it at once. */
  id,
  role: z.enum(partyRoles),
  /** Entry of the directory it was taken from; a new entry is made when absent. */
  directoryId: id.optional(),
  /** 人民调解法 art. 17: nobody is mediated against a clear refusal. `null`: not asked yet. */
  consents: z.boolean().nullable().default(null),
  representatives: z.array(representative).max(10).default([]),
});
export type CaseParty = z.output<typeof caseParty>;

export const caseFields = z.strictObject({
  title: text(100),
  disputeType: z.string().min(1).max(40),
  disputeSubType: optionalText(40),
  source: z.enum(caseSources),
  /** Code of the referring body (court, police, …); required with `referral`. */
  referralSource: optionalText(40),
  referralBody: optionalText(80),
  referralNumber: optionalText(60),
  appliedOn: civilDate,
  areaId: id.nullable().default(null),
  facts: text(20_000),
  /** 当事人申请事项, one line each. */
  requests: z.array(text(500)).max(20).default([]),
  claimedFen: fen.nullable().default(null),
  /** 人民调解法 art. 23: the parties may ask for open or closed mediation. */
  closedToPublic: z.boolean().default(true),
  parties: z.array(caseParty).min(1).max(200),
});
export type CaseFields = z.output<typeof caseFields>;

/** The stage-free checks a form can make itself; the rest is the server's. */
export const caseInput = caseFields.superRefine((value, context) => {
  if (value.source === 'referral' && value.referralSource === '') {
    context.addIssue({ code: 'custom', message: 'field.required', path: ['referralSource'] });
  }
});

export const outcomes = [
  'performed',
  'performing',
  'notPerformed',
  'lawsuit',
  'judiciallyConfirmed',
] as const;
export const terminationReasons = [
  'noAgreement',
  'refused',
  'withdrawn',
  'overTime',
  'otherRoute',
  'other',
] as const;

/** Steps of the course whose entry is marked late when it was made on a later day. */
export const courseSteps = ['accepted', 'rightsNotified', 'declined', 'terminated', 'closed'] as const;
export type CourseStep = (typeof courseSteps)[number];

/** How a case is declined: 不予受理 (nothing for mediation), 不予调解 (a party clearly refuses, 人民调解法 art. 17). */
export const declineKinds = ['notAccepted', 'notMediated'] as const;
export type DeclineKind = (typeof declineKinds)[number];

/** National table, row 11: what mediation prevented, each in 件 and 人. */
export const preventionKinds = ['suicide', 'criminal', 'groupFight', 'groupPetition'] as const;
export const prevention = z.strictObject({
  kind: z.enum(preventionKinds),
  cases: z.int().min(0).max(100),
  persons: z.int().min(0).max(100_000),
});
export type Prevention = z.output<typeof prevention>;

/** 简案 / 繁案, for the court that gets the case next. */
export const complexities = ['simple', 'complex'] as const;
