import { z } from 'zod';
import { clauseKinds } from './agreement-values.ts';
import { consentManners } from './case-values.ts';
import { civilDate, clockTime, fen, id, optionalText, personal, text } from '../values.ts';

/*
 * What is typed between acceptance and agreement; the fields follow the official forms 7 (调查记录), 8 (证据材料),
 * 19 (无争议事实) and 20 (送达地址确认书) and 人民调解法 art. 17, 20, 25.
 */

export const evidenceKinds = [
  'document',
  'picture',
  'recording',
  'video',
  'object',
  'electronic',
  'other',
] as const;
export const evidenceProviders = ['party', 'committee', 'other'] as const;

export const evidenceFields = z.strictObject({
  name: text(100),
  kind: z.enum(evidenceKinds).default('document'),
  providerKind: z.enum(evidenceProviders).default('party'),
  providerPartyId: id.nullable().default(null),
  /** Who gave it, when it was neither a party nor the committee. */
  providerName: optionalText(80),
  copies: z.int().min(1).max(999).default(1),
  pages: z.int().min(0).max(9_999).nullable().default(null),
  /** 原件; else a copy (复印件). */
  original: z.boolean().default(false),
  note: optionalText(500),
  /** Bound into the dossier (form 8). */
  inDossier: z.boolean().default(true),
});

export type EvidenceFields = z.output<typeof evidenceFields>;

export const evidenceInput = evidenceFields.superRefine((value, context) => {
  const missing = (path: string) =>
    context.addIssue({ code: 'custom', message: 'field.required', path: [path] });
  if (value.providerKind === 'party' && value.providerPartyId === null) missing('providerPartyId');
  if (value.providerKind === 'other' && value.providerName === '') missing('providerName');
});

export const investigationFields = z.strictObject({
  heldOn: civilDate,
  startsAt: clockTime,
  endsAt: clockTime,
  place: text(80),
  /** 参加人. */
  participants: optionalText(500),
  /** 被调查人 and how this person stands to the dispute. */
  asked: text(80),
  askedRelation: optionalText(60),
  /** 事由. */
  matter: text(200),
  record: text(20_000),
  investigator: optionalText(80),
  recorder: optionalText(40),
  inDossier: z.boolean().default(true),
});

/** A private talk with one side. What was said there has no field here: it stands in the note of the mediators. */
export const caucusFields = z.strictObject({
  heldOn: civilDate,
  startsAt: clockTime,
  endsAt: clockTime,
  place: text(80),
  /** At least one, unless all that were there have been taken off the case since. */
  partyIds: z.array(id).max(200),
  attendees: optionalText(500),
  recorder: optionalText(40),
});

/** Text of a caucus note: read and written by the mediators of the case alone. */
export const caucusNoteText = z.string().max(20_000).meta(personal);

export const participantKinds = [
  'relative',
  'neighbour',
  'colleague',
  'expert',
  'lawyer',
  'official',
  'other',
] as const;

/** 人民调解法 art. 20: relatives, neighbours, experts and others are invited with the consent of the parties. */
export const participantFields = z.strictObject({
  kind: z.enum(participantKinds).default('relative'),
  name: text(40),
  relation: optionalText(60),
  organisation: optionalText(80),
  invitedOn: civilDate,
  invitedBy: z.enum(['committee', 'party']).default('committee'),
  partiesConsent: z.boolean().default(false),
  note: optionalText(500),
  /** Why this line no longer counts; empty while it does. */
  withdrawnReason: optionalText(200),
});

export const recusalFields = z.strictObject({
  userId: id,
  askedBy: z.enum(['party', 'mediator', 'committee']),
  /** Required when a party asked. */
  partyId: id.nullable().default(null),
  askedOn: civilDate,
  reason: text(500),
  /** Null while the request waits for its decision. */
  decision: z.enum(['granted', 'denied']).nullable().default(null),
  decidedOn: civilDate.nullable().default(null),
});

export const recusalInput = recusalFields.superRefine((value, context) => {
  if (value.askedBy === 'party' && value.partyId === null) {
    context.addIssue({ code: 'custom', message: 'field.required', path: ['partyId'] });
  }
  if (value.decision !== null && value.decidedOn === null) {
    context.addIssue({ code: 'custom', message: 'field.required', path: ['decidedOn'] });
  }
});

/** The decision on a request that was recorded before. */
export const recusalDecision = z.strictObject({
  decision: z.enum(['granted', 'denied']),
  decidedOn: civilDate,
});

/** 人民调解法 art. 25: a dispute that may escalate; a matter for the police. */
export const riskKinds = ['escalation', 'police'] as const;

export const riskFields = z.strictObject({
  kind: z.enum(riskKinds),
  foundOn: civilDate,
  situation: text(2_000),
  measures: optionalText(2_000),
  reportedOn: civilDate.nullable().default(null),
  reportedTo: optionalText(80),
  reportContent: optionalText(2_000),
  /** The day on which the risk was over. */
  resolvedOn: civilDate.nullable().default(null),
});

export const riskInput = riskFields.superRefine((value, context) => {
  const missing = (path: string) =>
    context.addIssue({ code: 'custom', message: 'field.required', path: [path] });
  // Measures against escalation; a report where the police must know.
  if (value.kind === 'escalation' && value.measures === '') missing('measures');
  const reported = value.kind === 'police' || value.reportedOn !== null;
  if (!reported) return;
  if (value.reportedOn === null) missing('reportedOn');
  if (value.reportedTo === '') missing('reportedTo');
  if (value.reportContent === '') missing('reportContent');
});

/** 争议焦点. */
export const issueFields = z.strictObject({ title: text(200), note: optionalText(1_000) });

export const offerAnswers = ['open', 'accepted', 'refused', 'countered', 'withdrawn'] as const;
export type OfferAnswer = (typeof offerAnswers)[number];

export const offerFields = z.strictObject({
  issueId: id,
  /** The offer that this one answers. */
  counterTo: id.nullable().default(null),
  /** Parties offer; a mediator may propose. */
  by: z.enum(['party', 'mediator']).default('party'),
  fromIds: z.array(id).max(200).default([]),
  toIds: z.array(id).min(1).max(200),
  offeredOn: civilDate,
  /** What would become a clause of the agreement. */
  kind: z.enum(clauseKinds).default('payment'),
  text: optionalText(2_000),
  amountFen: fen.nullable().default(null),
  debtorIds: z.array(id).max(200).default([]),
  creditorIds: z.array(id).max(200).default([]),
  dueOn: civilDate.nullable().default(null),
  dueText: optionalText(60),
  manner: optionalText(60),
  note: optionalText(1_000),
});
export type OfferFields = z.output<typeof offerFields>;

export const offerInput = offerFields.superRefine((value, context) => {
  const missing = (path: string) =>
    context.addIssue({ code: 'custom', message: 'field.required', path: [path] });
  if (value.by === 'party' && value.fromIds.length === 0) missing('fromIds');
  if (value.kind === 'payment' && value.amountFen === null) missing('amountFen');
  if (value.kind !== 'payment' && value.text === '') missing('text');
});

export const consentFields = z.strictObject({
  partyId: id,
  answer: z.enum(['consents', 'refuses']),
  on: civilDate,
  manner: z.enum(consentManners),
  note: optionalText(500),
});

/** 无争议事实记载: usable in a later procedure with the parties' consent (在线调解规则 art. 22). */
export const undisputedFields = z.strictObject({
  facts: text(20_000),
  agreedOn: civilDate,
  usableLater: z.boolean().default(false),
  recorder: optionalText(40),
});

/** 送达地址确认书 of one party. */
export const serviceAddressFields = z.strictObject({
  partyId: id,
  recipient: text(40),
  phone: optionalText(40).meta(personal),
  address: text(200).meta(personal),
  postcode: optionalText(10),
  /** E-mail, fax or account for electronic service. */
  electronic: optionalText(80).meta(personal),
  acceptsElectronic: z.boolean().default(false),
  confirmedOn: civilDate,
  note: optionalText(500),
});
