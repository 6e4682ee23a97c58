import { z } from 'zod';
import { pdf } from '../documents.ts';
import { caseReaders } from './case-values.ts';
import { command, inspectors, mediationStaff, query } from '../route.ts';
import { civilDate, id, none, optionalText, page, saved, text, version } from '../values.ts';

/** 永久 / 长期 / 短期; how many years a term has is dated data (retention-terms.json). */
export const retentionTerms = ['permanent', 'long', 'short'] as const;
export type RetentionTerm = (typeof retentionTerms)[number];

export const archiveStates = ['archived', 'reopened', 'destroyed'] as const;
export type ArchiveState = (typeof archiveStates)[number];

/** Read on the spot, or taken out of the room. */
export const loanKinds = ['lookUp', 'loan'] as const;
export const appraisalDecisions = ['keep', 'destroy'] as const;
export const destructionStates = ['draft', 'approved', 'executed', 'cancelled'] as const;

/** Why a case cannot be archived yet; the window has a sentence for each. */
export const archiveBlockers = [
  'notOver',
  'alreadyArchived',
  'notBound',
  'outOfDate',
  'situationMissing',
  'compilerMissing',
  'checkerMissing',
  'papersMissing',
  'retentionMissing',
] as const;
export type ArchiveBlocker = (typeof archiveBlockers)[number];

export const location = z.strictObject({
  room: optionalText(40),
  cabinet: optionalText(40),
  box: optionalText(40),
});

export const retention = z.object({
  term: z.enum(retentionTerms),
  /** `null`: for ever. */
  years: z.int().min(1).max(200).nullable(),
  /** Last day of the term; `null`: for ever. */
  until: civilDate.nullable(),
});

export const loanView = z.object({
  id,
  version,
  archiveId: id,
  kind: z.enum(loanKinds),
  person: z.string(),
  organisation: z.string(),
  purpose: z.string(),
  takenOn: civilDate,
  dueOn: civilDate.nullable(),
  returnedOn: civilDate.nullable(),
  returnNote: z.string(),
  recordedBy: z.string(),
  overdue: z.boolean(),
});
export type LoanView = z.output<typeof loanView>;

export const appraisalView = z.object({
  id,
  decidedOn: civilDate,
  decision: z.enum(appraisalDecisions),
  reason: z.string(),
  firstAppraiser: z.string(),
  secondAppraiser: z.string(),
  retention: retention.nullable(),
});
export type AppraisalView = z.output<typeof appraisalView>;

export const archiveRow = z.object({
  id,
  version,
  caseId: id,
  archiveNumber: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  disputeType: z.string(),
  /** Day on which the case was over. */
  endedOn: civilDate,
  archivedOn: civilDate,
  state: z.enum(archiveStates),
  retention,
  room: z.string(),
  cabinet: z.string(),
  box: z.string(),
  pages: z.int(),
  score: z.int(),
  /** Whoever has it outside the room just now. */
  outWith: z.string().nullable(),
  outDueOn: civilDate.nullable(),
  /** On a list for destruction that is not carried out yet. */
  listed: z.boolean(),
});
export type ArchiveRow = z.output<typeof archiveRow>;

export const archiveView = archiveRow.extend({
  compiledBy: z.string(),
  checkedBy: z.string(),
  documentId: id,
  /** Rule that the term was taken from; empty when it was chosen by hand. */
  retentionRule: z.string(),
  retentionReason: z.string(),
  destroyedOn: civilDate.nullable(),
  reopenings: z.array(
    z.object({
      reason: z.string(),
      openedOn: civilDate,
      openedBy: z.string(),
      closedOn: civilDate.nullable(),
    }),
  ),
  loans: z.array(loanView),
  appraisals: z.array(appraisalView),
});
export type ArchiveView = z.output<typeof archiveView>;

const destructionHead = z.object({
  id,
  version,
  number: z.string(),
  title: z.string(),
  state: z.enum(destructionStates),
  count: z.int(),
  draftedOn: civilDate,
  draftedBy: z.string(),
  approvedOn: civilDate.nullable(),
  approvedBy: z.string(),
  destroyedOn: civilDate.nullable(),
  firstWitness: z.string(),
  secondWitness: z.string(),
  cancelReason: z.string(),
  documentId: id.nullable(),
});
export type DestructionHead = z.output<typeof destructionHead>;

/** What happens to dossiers after the case: kept, lent, appraised, and with an approved list destroyed. */
export const archiveRoutes = {
  readArchiving: query({
    summary: 'Whether one case can be archived, and its place in the archive when it is',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({
      blockers: z.array(z.enum(archiveBlockers)),
      /** Term by the rules or as chosen on the dossier; null before the case is over. */
      retention: retention.nullable(),
      archive: archiveView.nullable(),
    }),
  }),
  archiveCase: command({
    summary: 'Put the dossier of a case that is over into the archive; it is frozen from then on',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      /** Version of the dossier as shown. */
      version,
      on: civilDate,
      location: location.prefault({}),
    }),
    output: saved.extend({ archiveNumber: z.string() }),
  }),
  reopenDossier: command({
    summary: 'Open an archived dossier again for a late entry, with the reason',
    access: ['administrator', 'mediator'],
    input: z.strictObject({ archiveId: id, version, reason: text(500) }),
    output: saved,
  }),
  relocateDossier: command({
    summary: 'Where an archived dossier stands now',
    access: mediationStaff,
    input: z.strictObject({ archiveId: id, version, location }),
    output: saved,
  }),
  listArchive: query({
    summary: 'The archive register, newest first',
    access: caseReaders,
    input: z.strictObject({
      /** Part of a number or a title. */
      text: optionalText(80),
      terms: z.array(z.enum(retentionTerms)).optional(),
      states: z.array(z.enum(archiveStates)).optional(),
      /** Year of archiving. */
      year: z.int().min(1900).max(2999).optional(),
      onlyOut: z.boolean().default(false),
      page: page.prefault({}),
    }),
    output: z.object({
      rows: z.array(archiveRow),
      total: z.int(),
      /** Years in which anything was archived, latest first. */
      years: z.array(z.int()),
    }),
  }),
  lendDossier: command({
    summary: 'Enter who reads a dossier or takes it out, why, and when it is due back',
    access: mediationStaff,
    input: z.strictObject({
      archiveId: id,
      kind: z.enum(loanKinds),
      person: text(40),
      organisation: optionalText(80),
      purpose: text(200),
      takenOn: civilDate,
      dueOn: civilDate.nullable().default(null),
    }),
    output: saved,
  }),
  returnDossier: command({
    summary: 'Enter that a lent dossier came back',
    access: mediationStaff,
    input: z.strictObject({ loanId: id, version, returnedOn: civilDate, note: optionalText(200) }),
    output: saved,
  }),
  issueLendingSlip: command({
    summary:
      'The slip of one entry of the lending register (档案借阅单), issued once; again it is the same paper',
    access: mediationStaff,
    input: z.strictObject({ loanId: id }),
    output: z.object({ documentId: id }),
  }),
  listLoans: query({
    summary: 'The register of lending and look-up, newest first',
    access: caseReaders,
    input: z.strictObject({
      show: z.enum(['out', 'overdue', 'all']).default('out'),
      page: page.prefault({}),
    }),
    output: z.object({
      rows: z.array(
        loanView.extend({
          archiveNumber: z.string(),
          title: z.string(),
          caseId: id,
          /** The issued lending slip. */
          slipId: id.nullable(),
        }),
      ),
      total: z.int(),
      overdue: z.int(),
    }),
  }),
  listDueForAppraisal: query({
    summary: 'Archived dossiers whose term has ended and that nobody has decided on since',
    access: caseReaders,
    input: z.strictObject({ until: civilDate.optional(), page: page.prefault({}) }),
    output: z.object({
      rows: z.array(archiveRow.extend({ appraisal: appraisalView.nullable() })),
      total: z.int(),
    }),
  }),
  appraiseDossier: command({
    summary: 'Two people decide: keep with a new term, or destroy',
    access: ['administrator'],
    input: z.strictObject({
      archiveId: id,
      version,
      decision: z.enum(appraisalDecisions),
      reason: text(500),
      decidedOn: civilDate,
      firstAppraiser: text(40),
      secondAppraiser: text(40),
      /** Required to keep. */
      retention: z
        .strictObject({
          term: z.enum(retentionTerms),
          years: z.int().min(1).max(200).nullable().default(null),
        })
        .optional(),
    }),
    output: saved,
  }),
  listDestructionLists: query({
    summary: 'Destruction lists, newest first',
    access: caseReaders,
    input: none,
    output: z.object({ rows: z.array(destructionHead) }),
  }),
  draftDestructionList: command({
    summary: 'Put dossiers whose destruction was decided on a list',
    access: ['administrator'],
    input: z.strictObject({ title: text(100), archiveIds: z.array(id).min(1).max(2_000) }),
    output: saved.extend({ number: z.string() }),
  }),
  cancelDestructionList: command({
    summary: 'Give up a list that is not carried out, with the reason',
    access: ['administrator'],
    input: z.strictObject({ id, version, reason: text(200) }),
    output: saved,
  }),
  previewDestructionList: query({
    summary: 'Draft PDF of a destruction list',
    access: inspectors,
    input: z.strictObject({ id }),
    output: pdf,
  }),
  approveDestructionList: command({
    summary: 'Approve a list: its paper is issued, nothing on it changes any more',
    access: ['administrator'],
    input: z.strictObject({ id, version, approvedBy: text(40), approvedOn: civilDate }),
    output: saved.extend({ documentId: id }),
  }),
  executeDestructionList: command({
    summary: 'Enter that the paper dossiers of an approved list were destroyed before two witnesses',
    access: ['administrator'],
    input: z.strictObject({
      id,
      version,
      destroyedOn: civilDate,
      firstWitness: text(40),
      secondWitness: text(40),
    }),
    output: saved,
  }),
};
