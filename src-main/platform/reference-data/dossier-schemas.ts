import { z } from 'zod';
import { retentionTerms } from '../../contract/mediation/archive.ts';
import { dated } from './foundation-schemas.ts';

/** What a row of the catalogue, a quality check or a form pack can ask of a case; `dossier/facts.ts` of mediation answers. */
export const dossierConditions = [
  'always',
  'application',
  'noApplication',
  'declined',
  'agreement',
  'writtenAgreement',
  'oralAgreement',
  'termination',
  'session',
  'agent',
  'organisation',
  'investigation',
  'evidence',
  'identity',
  'effective',
  'payment',
  'receipts',
  'visits',
  'urging',
  'extension',
  'suspension',
  'recusal',
  'courtReferral',
  'confirmationApplied',
  'undisputedFacts',
  'serviceAddresses',
  'medical',
  'traffic',
  'property',
  'labour',
  'joint',
] as const;

/** Checks of the quality score; each is one pure function of `dossier/score.ts`. */
export const qualityChecks = [
  'mustComplete',
  'signaturesComplete',
  'signedCopy',
  'rightsNotified',
  'consentsRecorded',
  'datesInOrder',
  'withinTerm',
  'sessionRecorded',
  'visitMade',
  'performanceRecorded',
  'noLateEntries',
  'situationWritten',
] as const;

/** Where else than from issued papers and attachments the contents of a row come from. */
export const catalogueSources = ['evidence', 'receipts', 'situation'] as const;

const conditions = z.array(z.enum(dossierConditions));

/** Where on the case page something is made: the window jumps there. */
export const placesOfWork = [
  'papers',
  'parties',
  'acceptance',
  'proceedings',
  'sessions',
  'agreement',
  'performance',
  'confirmation',
  'lines',
  'deadlines',
  'closing',
  'dossier',
] as const;

export const dossierFiles = {
  retentionTerms: z.strictObject({
    ...dated,
    code: z.enum(retentionTerms),
    name: z.string().min(1),
    years: z.int().min(1).nullable(),
    countedFrom: z.enum(['nextYear', 'end']),
  }),
  retentionRules: z.strictObject({
    ...dated,
    rank: z.int(),
    name: z.string().min(1),
    term: z.enum(retentionTerms),
    disputeTypes: z.array(z.string()),
    disputeSubTypes: z.array(z.string()),
    outcomes: z.array(z.string()),
    ended: z.array(z.enum(['agreement', 'termination'])),
    forms: z.array(z.enum(['written', 'oral'])),
    fromFen: z.int().min(0).nullable(),
    fromParties: z.int().min(2).nullable(),
  }),
  /** Rows of the catalogue in the order of the national form; a row is as needed, unless one of `must` holds. */
  dossierCatalogue: z.strictObject({
    ...dated,
    rank: z.int(),
    name: z.string().min(1),
    must: conditions,
    asNeeded: conditions,
    /** Names of papers (kinds without `mediation.`) that stand in this row, in their order. */
    papers: z.array(z.string().min(1)),
    sources: z.array(z.enum(catalogueSources)),
    madeAt: z.enum(placesOfWork),
  }),
  dossierQuality: z.strictObject({
    ...dated,
    name: z.string().min(1),
    check: z.enum(qualityChecks),
    points: z.int().min(1).max(100),
    /** Cases that the check speaks of; the points of others are left out of the sum. */
    when: conditions,
  }),
  formPacks: z.strictObject({
    ...dated,
    name: z.string().min(1),
    stages: z
      .array(
        z.enum([
          'registered',
          'accepted',
          'mediating',
          'agreed',
          'performing',
          'closed',
          'declined',
          'terminated',
        ]),
      )
      .min(1),
    /** Empty: every type. */
    disputeTypes: z.array(z.string()),
    papers: z
      .array(z.strictObject({ paper: z.string().min(1), must: conditions, asNeeded: conditions }))
      .min(1),
  }),
};
