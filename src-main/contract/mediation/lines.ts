import { z } from 'zod';
import { pdf } from '../documents.ts';
import { clause } from './agreement-values.ts';
import { finding } from './finding.ts';
import { command, mediationStaff, mediators, query, type Role } from '../route.ts';
import { civilDate, id, none, optionalText, page, saved, text, version } from '../values.ts';
import { batchFields, batchListRow, batchView } from './batches.ts';
import { compensationInput, compensationResult, figureFields, figureView } from './compensation.ts';
import { covenantFields, covenantItem, covenantKinds, covenantRow, covenantView } from './covenants.ts';
import {
  chargeFields,
  jointBody,
  lineKinds,
  medicalFields,
  medicalInput,
  reachedThreshold,
  sides,
  trafficFields,
  wageSheet,
} from './line-values.ts';

const caseReaders = ['administrator', 'mediator', 'clerk', 'auditor'] as const satisfies readonly Role[];

/** Days of a claim’s course, computed; `null` while one of the two days is missing. */
const claimDays = z.object({ submitDays: z.int().nullable(), payDays: z.int().nullable() });

export const linesView = z.object({
  line: z.enum(lineKinds).nullable(),
  /** What the amount of the case calls for in the committee’s region. */
  effects: z.array(reachedThreshold),
  medical: medicalFields
    .extend({
      version,
      claim: claimDays,
      /** 条例 art. 26: ordinary term and, for a frozen body, the longer one; `null` without a death. */
      autopsyBy: civilDate.nullable(),
    })
    .nullable(),
  /** The checklist of the region; what has been received stands in `medical.materials`. */
  materials: z.array(
    z.object({
      code: z.string(),
      side: z.enum(sides),
      name: z.string(),
      copies: z.int(),
      source: z.string(),
    }),
  ),
  traffic: trafficFields.extend({ version }).nullable(),
  compensation: z
    .object({ version, input: compensationInput, figures: figureView, result: compensationResult })
    .nullable(),
  charge: chargeFields.extend({ version, feeFen: z.int(), dueFen: z.int() }).nullable(),
  wages: wageSheet
    .extend({ version, owedFen: z.int(), paidFen: z.int(), restFen: z.int(), findings: z.array(finding) })
    .nullable(),
  joint: z.object({ version, bodies: z.array(jointBody.extend({ phone: z.string() })) }).nullable(),
  batch: z.object({ id, name: z.string() }).nullable(),
});
export type LinesView = z.output<typeof linesView>;

const ofCase = { caseId: id, version: version.optional() };

/** Where clauses can be made from. */
export const clauseSources = ['compensation', 'wages', 'medical', 'charge'] as const;

/** Special lines: medical, traffic, property, labour; joint mediation, batches, covenants. */
export const linesRoutes = {
  readLines: query({
    summary: 'What a case holds beyond the common file: its line, thresholds reached, joint bodies',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: linesView,
  }),
  saveMedical: command({
    summary: 'Keep the medical record of a case: experts, appraisal, insurer, claim',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, medical: medicalInput }),
    output: saved,
  }),
  saveTraffic: command({
    summary: 'Keep the liability document, vehicles and insurances of a traffic case',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, traffic: trafficFields }),
    output: saved,
  }),
  saveCharge: command({
    summary: 'Keep what is owed for a dwelling: area × rate × months − waiver + penalty',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, charge: chargeFields }),
    output: saved,
  }),
  saveWages: command({
    summary: 'Keep the wage sheet of a labour case',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, wages: wageSheet }),
    output: saved,
  }),
  saveJoint: command({
    summary: 'Keep the lead and participating bodies of a joint mediation',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, bodies: z.array(jointBody).max(20) }),
    output: saved,
  }),
  listFigures: query({
    summary: 'Yearly figures for compensation, of the reference data and entered here, newest first',
    access: caseReaders,
    input: none,
    output: z.object({ rows: z.array(figureView) }),
  }),
  saveFigures: command({
    summary: 'Enter or correct a region’s yearly figures with their source',
    access: mediators,
    input: z.strictObject({ id: id.optional(), version: version.optional(), figures: figureFields }),
    output: saved,
  }),
  calculateCompensation: query({
    summary: 'Reference sheet of a compensation, step by step',
    access: caseReaders,
    input: z.strictObject({ input: compensationInput }),
    output: z.object({ figures: figureView, result: compensationResult }),
  }),
  saveCompensation: command({
    summary: 'Keep a compensation sheet on its case',
    access: mediationStaff,
    input: z.strictObject({ ...ofCase, input: compensationInput }),
    output: saved,
  }),
  previewCompensationSheet: query({
    summary: 'Draft PDF of the compensation that was counted on a case (audited)',
    access: mediationStaff,
    audited: { target: 'case', key: 'caseId' },
    input: z.strictObject({ caseId: id }),
    output: pdf,
  }),
  issueCompensationSheet: command({
    summary: 'Issue the counted compensation as a reference sheet, filed on its case',
    access: mediationStaff,
    input: z.strictObject({ caseId: id }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
  draftClauses: query({
    summary: 'Payment clauses made from what the line holds, for the editor to take over',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, from: z.enum(clauseSources) }),
    output: z.object({ clauses: z.array(clause) }),
  }),
  listBatches: query({
    summary: 'Batches of cases: one firm, many owners',
    access: caseReaders,
    input: z.strictObject({ page: page.prefault({}) }),
    output: z.object({ rows: z.array(batchListRow), total: z.int() }),
  }),
  readBatch: query({
    summary: 'One batch with its sheet, remarks per line and progress per owner',
    access: caseReaders,
    input: z.strictObject({ id }),
    output: batchView,
  }),
  checkBatch: query({
    summary: 'Remarks on a sheet as it is typed, and its totals',
    access: mediationStaff,
    /** As typed: what cannot be read yet is left out of the judgement. */
    input: z.strictObject({
      batch: z.looseObject({ rows: z.array(z.unknown()).max(500).default([]), template: z.unknown() }),
    }),
    output: z.object({
      findings: z.array(finding),
      dues: z.array(z.object({ id, feeFen: z.int(), dueFen: z.int() })),
      totalFen: z.int(),
    }),
  }),
  saveBatch: command({
    summary: 'Keep the sheet and template of a batch that is not yet opened',
    access: mediationStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), batch: batchFields }),
    output: saved,
  }),
  openBatch: command({
    summary:
      'Make a case of each line, accepted and with a draft agreement if wanted: the first at once, the others by a job; asked again, it goes on where it stopped',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      accept: z
        .strictObject({
          acceptedOn: civilDate,
          rightsNotifiedOn: civilDate,
          /** Every owner and the firm were asked and agree (人民调解法 art. 17). */
          allConsent: z.literal(true, 'field.allConsent'),
          concludedOn: civilDate.nullable().default(null),
          place: optionalText(80),
          recorder: optionalText(40),
          mediators: z
            .array(
              z.strictObject({ userId: id, lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }),
            )
            .min(1)
            .max(20),
        })
        .nullable()
        .default(null),
    }),
    /** `waiting`: lines that the job will make cases of. */
    output: saved.extend({ waiting: z.int(), jobId: id }),
  }),
  issueBatch: command({
    summary:
      'Issue the agreements of a batch, one by one, by a job: what cannot be issued is named at its line; asked again, it goes on',
    access: mediationStaff,
    input: z.strictObject({ id, version }),
    output: z.object({ jobId: id }),
  }),
  printBatch: command({
    summary: 'Bind the issued agreements of a batch into one PDF in the order of rooms: a job',
    access: mediationStaff,
    input: z.strictObject({ id }),
    output: z.object({ jobId: id }),
  }),
  listCovenants: query({
    summary: 'Covenants, minutes, responsibility and commitment letters',
    access: caseReaders,
    input: z.strictObject({
      text: optionalText(80),
      kind: z.enum(covenantKinds).optional(),
      onlyOpen: z.boolean().default(false),
      /** Those with an item whose day has come. */
      onlyDue: z.boolean().default(false),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(covenantRow), total: z.int() }),
  }),
  readCovenant: query({
    summary: 'One covenant with its clauses, votes and items to follow up',
    access: caseReaders,
    input: z.strictObject({ id }),
    output: covenantView,
  }),
  saveCovenant: command({
    summary: 'Keep a covenant that is not yet issued',
    access: mediationStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), covenant: covenantFields }),
    output: saved,
  }),
  followCovenant: command({
    summary: 'Keep what became of the items of a covenant, before or after it was issued',
    access: mediationStaff,
    input: z.strictObject({ id, version, items: z.array(covenantItem).max(100) }),
    output: saved,
  }),
  previewCovenant: query({
    summary: 'Draft PDF of a covenant (audited)',
    access: mediationStaff,
    audited: { target: 'covenant', key: 'id' },
    input: z.strictObject({ id }),
    output: pdf,
  }),
  issueCovenant: command({
    summary: 'Issue a covenant: numbered, registered, its text frozen',
    access: mediationStaff,
    input: z.strictObject({ id, version }),
    output: z.object({ documentId: id, number: text(60), pages: z.int() }),
  }),
};
