import { z } from 'zod';
import { consentManners } from './case-values.ts';
import { inlineFile, shownFile } from '../files.ts';
import { command, mediationStaff, mediators, query, type Role } from '../route.ts';
import { civilDate, id, instant, optionalText, saved, text, version } from '../values.ts';
import {
  caucusFields,
  caucusNoteText,
  consentFields,
  evidenceFields,
  evidenceInput,
  investigationFields,
  issueFields,
  offerAnswers,
  offerFields,
  offerInput,
  participantFields,
  recusalDecision,
  recusalFields,
  recusalInput,
  riskFields,
  riskInput,
  serviceAddressFields,
  undisputedFields,
} from './proceedings-fields.ts';

const caseReaders = ['administrator', 'mediator', 'clerk', 'auditor'] as const satisfies readonly Role[];

const own = { id, version };

export const evidenceView = evidenceFields.extend({
  ...own,
  number: z.int(),
  late: z.boolean(),
  recordedBy: z.string(),
  file: z
    .object({
      name: z.string(),
      bytes: z.int(),
      mediaType: z.string(),
      sha256: z.string(),
      /** A picture or PDF small enough for the window. */
      viewable: z.boolean(),
    })
    .nullable(),
  withdrawnOn: civilDate.nullable(),
  withdrawReason: z.string(),
});
export type EvidenceView = z.output<typeof evidenceView>;

export const offerView = offerFields.extend({
  ...own,
  number: z.int(),
  late: z.boolean(),
  answer: z.enum(offerAnswers),
  answeredOn: civilDate.nullable(),
  answerNote: z.string(),
  counteredBy: id.nullable(),
  /** It stands in the agreement as a clause. */
  isClause: z.boolean(),
  /** What a party concedes while negotiating is never bound or exported (在线调解规则 art. 18). */
  inDossier: z.literal(false),
});
export type OfferView = z.output<typeof offerView>;

export const proceedingsView = z.object({
  evidence: z.array(evidenceView),
  investigations: z.array(
    investigationFields.extend({ ...own, number: z.int(), late: z.boolean(), recordedBy: z.string() }),
  ),
  /** Those that the asking account may know of, counted by themselves; none for whoever may not read their notes. */
  caucuses: z.array(
    caucusFields.extend({
      ...own,
      number: z.int(),
      late: z.boolean(),
      /** There is a note. Its words are another route’s. */
      note: z.enum(['none', 'readable']),
      /** Names of those who took part and were taken off the case since. */
      formerParties: z.array(z.string()),
    }),
  ),
  /** The asking account mediates this case. */
  mediatesHere: z.boolean(),
  participants: z.array(participantFields.extend(own)),
  recusals: z.array(recusalFields.extend({ id, mediator: z.string(), recordedBy: z.string() })),
  risks: z.array(riskFields.extend({ ...own, late: z.boolean() })),
  issues: z.array(issueFields.extend({ ...own, number: z.int(), offers: z.array(offerView) })),
  consents: z.array(consentFields.extend({ id, manner: z.enum(consentManners), recordedAt: instant })),
  undisputed: undisputedFields.extend(own).nullable(),
  /** Masked. */
  serviceAddresses: z.array(serviceAddressFields.extend(own)),
});
export type ProceedingsView = z.output<typeof proceedingsView>;

const correction = { caseId: id, version: version.optional() };

/** What happens between acceptance and agreement. */
export const proceedingsRoutes = {
  readProceedings: query({
    summary: 'Evidence, investigation, caucuses (never their notes), offers, people, risks of one case',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: proceedingsView,
  }),
  recordEvidence: command({
    summary: 'Add or correct a line of the evidence list, with a file if wanted',
    access: mediationStaff,
    input: z.strictObject({
      ...correction,
      evidenceId: id.optional(),
      evidence: evidenceInput,
      file: inlineFile.optional(),
    }),
    output: saved,
  }),
  attachEvidenceFile: command({
    summary: 'Choose a file in the system’s dialog and keep it with a line of the evidence list',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, evidenceId: id, version }),
    output: z.object({ version, fileName: z.string().nullable() }),
  }),
  withdrawEvidence: command({
    summary: 'Strike a line of the evidence list out, with the reason; it is kept',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, evidenceId: id, version, reason: text(500) }),
    output: saved,
  }),
  viewEvidence: query({
    summary: 'A picture or PDF of the evidence list, checked against its SHA-256 (audited)',
    access: caseReaders,
    audited: { target: 'evidence', key: 'evidenceId' },
    input: z.strictObject({ caseId: id, evidenceId: id }),
    output: shownFile,
  }),
  saveEvidenceFile: command({
    summary: 'Save a file of the evidence list where the person chooses',
    access: caseReaders,
    input: z.strictObject({ caseId: id, evidenceId: id }),
    output: z.object({ savedAs: z.string().nullable() }),
  }),
  recordInvestigation: command({
    summary: 'Record or correct an investigation (调查记录)',
    access: mediationStaff,
    input: z.strictObject({
      ...correction,
      investigationId: id.optional(),
      investigation: investigationFields,
    }),
    output: saved,
  }),
  recordCaucus: command({
    summary: 'Record a private talk with one side, by a mediator of the case',
    access: mediators,
    confidential: true,
    secrets: ['note.text'],
    input: z.strictObject({
      ...correction,
      sessionId: id.optional(),
      caucus: caucusFields,
      note: z.strictObject({ version: version.optional(), text: caucusNoteText }).optional(),
    }),
    output: saved.extend({ noteVersion: version.nullable() }),
  }),
  readCaucusNote: query({
    summary: 'The private note of a caucus, for the mediators of its case alone (audited)',
    access: mediators,
    confidential: true,
    audited: { target: 'session', key: 'sessionId' },
    input: z.strictObject({ caseId: id, sessionId: id }),
    output: z.object({ note: z.object({ version, text: z.string(), changedAt: instant }).nullable() }),
  }),
  recordParticipant: command({
    summary: 'Somebody invited to help (人民调解法 art. 20), with the parties’ consent',
    access: mediationStaff,
    input: z.strictObject({ ...correction, participantId: id.optional(), participant: participantFields }),
    output: saved,
  }),
  recordRecusal: command({
    summary:
      'A request that a mediator step back, with its decision if there is one; granted, the mediator leaves',
    access: mediators,
    input: z.strictObject({ caseId: id, recusal: recusalInput }),
    output: z.object({ id }),
  }),
  decideRecusal: command({
    summary: 'Decide a request for recusal that waits; granted, the mediator leaves the case',
    access: mediators,
    input: z.strictObject({ caseId: id, recusalId: id, decision: recusalDecision }),
    output: z.object({ id }),
  }),
  recordRisk: command({
    summary: 'A risk of escalation with its measures, or a report to the police (art. 25)',
    access: mediationStaff,
    input: z.strictObject({ ...correction, riskId: id.optional(), risk: riskInput }),
    output: saved,
  }),
  saveIssue: command({
    summary: 'Name or correct an issue in dispute (争议焦点)',
    access: mediationStaff,
    input: z.strictObject({ ...correction, issueId: id.optional(), issue: issueFields }),
    output: saved,
  }),
  recordOffer: command({
    summary: 'An offer, proposal or counter-offer on an issue; corrected while it is open',
    access: mediationStaff,
    input: z.strictObject({ ...correction, offerId: id.optional(), offer: offerInput }),
    output: saved,
  }),
  answerOffer: command({
    summary: 'Accepted, refused or withdrawn; “open” takes an answer back',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      offerId: id,
      version,
      answer: z.enum(['open', 'accepted', 'refused', 'withdrawn']),
      on: civilDate,
      note: optionalText(500),
    }),
    output: saved,
  }),
  offerToClause: command({
    summary: 'Put an accepted offer into the agreement as a clause',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, offerId: id }),
    output: z.object({ clauseId: id, agreementVersion: version }),
  }),
  recordConsent: command({
    summary: 'That a party consents to mediation or refuses it, with day and manner',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, consent: consentFields }),
    output: z.object({ id }),
  }),
  saveUndisputedFacts: command({
    summary: 'Facts that nobody disputes (无争议事实)',
    access: mediationStaff,
    input: z.strictObject({ ...correction, undisputed: undisputedFields }),
    output: saved,
  }),
  saveServiceAddress: command({
    summary: 'Address for service of a party (送达地址)',
    access: mediationStaff,
    input: z.strictObject({ ...correction, serviceAddress: serviceAddressFields }),
    output: saved,
  }),
  revealServiceAddress: command({
    summary: 'A party’s address for service in full (audited)',
    access: mediationStaff,
    repeatable: true,
    input: z.strictObject({ caseId: id, partyId: id }),
    output: z.object({ serviceAddress: serviceAddressFields.extend(own).nullable() }),
  }),
};
