import { z } from 'zod';
import { inlineFile, proofFile } from '../files.ts';
import { command, mediationStaff, query } from '../route.ts';
import { id } from '../values.ts';
import { caseReaders } from './case-values.ts';

/** Records of a case that a file can prove: a slip, an appraisal, a ruling. Nothing of a caucus is among them. */
export const provableKinds = [
  'entry',
  'suspension',
  'extension',
  'visit',
  'confirmation',
  'courtStep',
] as const;
export type ProvableKind = (typeof provableKinds)[number];

/** Files that come with the record itself, in one command. */
export const proofFiles = z.array(inlineFile).max(5).default([]);

export const recordFile = proofFile.extend({
  /** `id` is the attachment that it is in the dossier. */
  kind: z.enum(provableKinds),
  recordId: id,
});
export type RecordFile = z.output<typeof recordFile>;

/** Files that prove one record of a case; each stands in the dossier too, in the row of its record. */
export const recordFilesRoutes = {
  listRecordFiles: query({
    summary: 'Files that prove receipts, stops of the clock, extensions, visits, steps before a court',
    access: caseReaders,
    input: z.strictObject({ caseId: id }),
    output: z.object({ rows: z.array(recordFile), frozen: z.boolean() }),
  }),
  attachRecordFile: command({
    summary: 'Choose a file in the system’s dialog, or give one, that proves a record of the case',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      kind: z.enum(provableKinds),
      recordId: id,
      file: inlineFile.optional(),
    }),
    output: z.object({ id: id.nullable() }),
  }),
};
