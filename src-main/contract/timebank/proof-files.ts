import { z } from 'zod';
import { inlineFile, proofFile, shownFile } from '../files.ts';
import { command, query, timebankStaff } from '../route.ts';
import { id, text, version } from '../values.ts';
import { workReaders } from './work-values.ts';

/** Records about a member that a file can prove. */
export const circleRecordKinds = ['relation', 'representation', 'assessment'] as const;
export type CircleRecordKind = (typeof circleRecordKinds)[number];

const record = { kind: z.enum(circleRecordKinds), recordId: id };

/** Files that prove who belongs to whom, who acts for whom and who is in need. Personal data: in no list, export or log. */
export const proofFileRoutes = {
  listProofFiles: query({
    summary: 'Files that prove one relation, representation or assessment, without their contents',
    access: workReaders,
    input: z.strictObject(record),
    output: z.object({ rows: z.array(proofFile) }),
  }),
  viewProofFile: query({
    summary: 'A picture or PDF that proves a record of the circle, checked against its SHA-256 (audited)',
    access: workReaders,
    audited: { target: 'proofFile', key: 'id' },
    input: z.strictObject({ id }),
    output: shownFile,
  }),
  attachProofFile: command({
    summary:
      'Choose a picture or PDF in the system’s dialog, or give one, that proves a record of the circle',
    access: timebankStaff,
    input: z.strictObject({ ...record, file: inlineFile.optional() }),
    output: z.object({ id: id.nullable() }),
  }),
  withdrawProofFile: command({
    summary: 'A file no longer counts as proof; it stays on file with the reason',
    access: timebankStaff,
    input: z.strictObject({ id, version, reason: text(200) }),
    output: z.object({ version }),
  }),
};
