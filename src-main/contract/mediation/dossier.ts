import { z } from 'zod';
import { inlineFile, shownFile } from '../files.ts';
import { pdf } from '../documents.ts';
import { papers } from './case-papers.ts';
import { caseReaders } from './case-values.ts';
import { command, mediationStaff, query } from '../route.ts';
import { civilDate, id, instant, optionalText, text, version } from '../values.ts';
import { retention, retentionTerms } from './archive.ts';

/** A paper issued here, a paper from other hands, a line of the evidence list, a proof of performance. */
export const dossierItemKinds = ['document', 'attachment', 'evidence', 'file'] as const;
export type DossierItemKind = (typeof dossierItemKinds)[number];

export const rowStates = ['present', 'missing', 'missingAsNeeded', 'notNeeded'] as const;
export type RowState = (typeof rowStates)[number];

/** Why an item is not bound: another issue took its place, or somebody chose so. */
export const leftOutReasons = ['superseded', 'chosen', 'notForDossier'] as const;

/** How an item gets into the PDF: its pages, or a line in the catalogue only (kept apart or not readable as pages). */
export const bindingManners = ['pages', 'listed'] as const;

export const dossierItem = z.object({
  kind: z.enum(dossierItemKinds),
  id,
  title: z.string(),
  on: civilDate,
  /** Pages where they are known before binding. */
  pages: z.int().nullable(),
  manner: z.enum(bindingManners),
  included: z.boolean(),
  leftOut: z.enum(leftOutReasons).nullable(),
  reason: z.string(),
  /** Scan of the signed original, which goes in instead of the issued paper. */
  signedCopy: z.object({ id, version, addedOn: civilDate }).nullable(),
  /** Only attachments can be withdrawn. */
  version: z.int().nullable(),
});
export type DossierItem = z.output<typeof dossierItem>;

export const dossierRow = z.object({
  code: z.string(),
  name: z.string(),
  source: z.string(),
  state: z.enum(rowStates),
  /** Section of the case page where it is made. */
  madeAt: z.string(),
  items: z.array(dossierItem),
  /** What records of the case still ask for a paper of this row. */
  lacking: z.array(z.object({ paper: z.string(), subject: z.string(), title: z.string() })),
});
export type DossierRow = z.output<typeof dossierRow>;

export const scoreReason = z.object({
  code: z.string(),
  name: z.string(),
  points: z.int(),
  met: z.boolean(),
  source: z.string(),
});
export type ScoreReason = z.output<typeof scoreReason>;

export const dossierView = z.object({
  caseId: id,
  /** 0 before the first word about the dossier was written. */
  version: z.int(),
  situation: z.string(),
  compiledBy: z.string(),
  checkedBy: z.string(),
  evidenceBags: z.int(),
  retention: z.object({
    chosen: z.enum(retentionTerms).nullable(),
    years: z.int().nullable(),
    reason: z.string(),
    /** What the rules propose and why; null before the case is over. */
    proposal: retention.extend({ rule: z.string(), name: z.string(), source: z.string() }).nullable(),
    /** Years of each term in force. */
    terms: z.array(z.object({ term: z.enum(retentionTerms), years: z.int().nullable() })),
  }),
  rows: z.array(dossierRow),
  completeness: z.object({
    must: z.int(),
    present: z.int(),
    missing: z.int(),
    missingAsNeeded: z.int(),
  }),
  score: z.object({
    points: z.int(),
    /** Kept at archiving; else what the rules say now. */
    kept: z.boolean(),
    reasons: z.array(scoreReason),
  }),
  bound: z
    .object({
      documentId: id,
      number: z.string(),
      pages: z.int(),
      boundAt: instant,
      /** Nothing came after it. */
      current: z.boolean(),
      contents: z.array(z.object({ title: z.string(), from: z.int().nullable(), pages: z.int() })),
    })
    .nullable(),
  /** Archived and not re-opened: nothing may change. */
  frozen: z.boolean(),
});
export type DossierView = z.output<typeof dossierView>;

export const paperChoice = z.strictObject({
  paper: z.enum(papers),
  /** Record that the paper is about; empty where it is the case itself. */
  subject: z.union([id, z.literal('')]).default(''),
});

export const packPaper = z.object({
  paper: z.enum(papers),
  subject: z.string(),
  /** What the paper is about, in words; empty for the case itself. */
  subjectTitle: z.string(),
  need: z.enum(['must', 'asNeeded', 'other']),
  /** The stage and the records on file allow it to be issued now. */
  ready: z.boolean(),
  /** What is not on file yet: the record that it is written from, or the other side. */
  lacking: z.enum(['record', 'side']).nullable(),
  issued: z.array(
    z.object({
      documentId: id,
      number: z.string(),
      title: z.string(),
      pages: z.int(),
      issuedAt: instant,
      issuedBy: z.string(),
      signedCopy: z.object({ id, version, addedOn: civilDate }).nullable(),
    }),
  ),
});
export type PackPaper = z.output<typeof packPaper>;

/** What belongs into the dossier of one case, how complete and how good it is, and its binding. */
export const dossierRoutes = {
  readPack: query({
    summary: 'Papers that the present stage of a case asks for, with what was issued of each',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({ papers: z.array(packPaper), frozen: z.boolean() }),
  }),
  issuePapers: command({
    summary: 'Issue several papers of a case at once, all or none',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, papers: z.array(paperChoice).min(1).max(60) }),
    output: z.object({
      issued: z.array(z.object({ documentId: id, number: z.string(), pages: z.int() })),
    }),
  }),
  printPapers: command({
    summary: 'Print several issued papers of a case in one go',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      documentIds: z.array(id).min(1).max(60),
      copies: z.int().min(1).max(99).default(1),
    }),
    output: z.object({ printed: z.boolean() }),
  }),
  readDossier: query({
    summary: 'Contents, gaps, quality score and binding of the dossier of one case',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: dossierView,
  }),
  saveDossier: command({
    summary: 'Situation note, who compiled and checked it, bags of objects, another retention term',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      /** As read; 0 before the first word was written. */
      version: z.int().min(0),
      situation: optionalText(5_000),
      compiledBy: optionalText(40),
      checkedBy: optionalText(40),
      evidenceBags: z.int().min(0).max(999).default(0),
      retention: z
        .strictObject({
          term: z.enum(retentionTerms),
          years: z.int().min(1).max(200).nullable().default(null),
          reason: text(200),
        })
        .nullable()
        .default(null),
    }),
    output: z.object({ version }),
  }),
  arrangeDossierRow: command({
    summary: 'Order of the items of one row, and which of them are left out, with the reason',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      row: z.string().min(1).max(40),
      items: z
        .array(
          z.strictObject({
            kind: z.enum(dossierItemKinds),
            id,
            /** `null`: by the rules. */
            included: z.boolean().nullable(),
            reason: optionalText(200),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({}),
  }),
  attachToDossier: command({
    summary: 'Add a paper from other hands, or the scan of a signed original, to the dossier',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      /** Row of the catalogue; empty with `documentId`. */
      row: z.string().max(40).default(''),
      /** The issued paper whose signed original this is. */
      documentId: id.optional(),
      title: optionalText(100),
      /** Sheets of a paper that is kept without a scan. */
      pages: z.int().min(1).max(9_999).nullable().default(null),
      /** The file itself; with `choose` the system’s dialog asks for one. */
      file: inlineFile.optional(),
      choose: z.boolean().default(false),
    }),
    output: z.object({ id: id.nullable() }),
  }),
  withdrawAttachment: command({
    summary: 'Take an attachment out of the dossier again, with the reason; it is kept',
    access: mediationStaff,
    input: z.strictObject({ attachmentId: id, version, reason: text(200) }),
    output: z.object({ version }),
  }),
  viewAttachment: query({
    summary: 'A picture or PDF attached to the dossier, checked against its SHA-256 (audited)',
    access: caseReaders,
    audited: { target: 'attachment', key: 'attachmentId' },
    input: z.strictObject({ attachmentId: id }),
    output: shownFile,
  }),
  previewDossier: query({
    summary: 'The dossier as it would be bound now, with a watermark, not registered (audited)',
    access: mediationStaff,
    audited: { target: 'case', key: 'caseId' },
    input: z.strictObject({ caseId: id }),
    output: pdf,
  }),
  bindDossier: command({
    summary: 'Bind the dossier into one registered PDF with true page numbers (a job)',
    access: mediationStaff,
    input: z.strictObject({ caseId: id }),
    output: z.object({ jobId: id }),
  }),
};
