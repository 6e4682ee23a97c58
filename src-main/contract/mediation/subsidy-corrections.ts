import { z } from 'zod';
import { pdf } from '../documents.ts';
import { command, query, type Role } from '../route.ts';
import { id, instant, optionalText, saved, text, version } from '../values.ts';

const makers = ['administrator', 'clerk'] as const satisfies readonly Role[];
const readers = ['administrator', 'clerk', 'auditor'] as const satisfies readonly Role[];

export const correctionStates = ['submitted', 'approved', 'refused'] as const;

/** What one mediator is to get for one line of an approved sheet instead of what stands now. */
export const subsidyCorrectionEntry = z.strictObject({
  lineId: id,
  userId: id,
  amountFen: z.int().min(0).max(100_000_000),
});

export const subsidyCorrectionView = z.object({
  id,
  version,
  number: z.string(),
  state: z.enum(correctionStates),
  reason: z.string(),
  refusal: z.string(),
  /** What the correction adds to the sheet; negative when it takes away. */
  totalFen: z.int(),
  madeBy: z.string(),
  madeAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  documentId: id.nullable(),
  /** Whoever wrote the sheet or the correction may not approve it. */
  own: z.boolean(),
  entries: z.array(
    z.object({
      lineId: id,
      userId: id,
      caseNumber: z.string(),
      name: z.string(),
      beforeFen: z.int(),
      afterFen: z.int(),
    }),
  ),
});
export type SubsidyCorrectionView = z.output<typeof subsidyCorrectionView>;

/** Who can be named on a correction of a line: its shares as they stand now, and further mediators of the case. */
const standingShare = z.object({ lineId: id, userId: id, name: z.string(), amountFen: z.int() });

/** Corrections of approved sheets (更正单): counter-entries with a number, a reason and an approval of their own. */
export const subsidyCorrectionRoutes = {
  listSubsidyCorrections: query({
    summary: 'Corrections of an approved subsidy sheet, and what every mediator gets for each line now',
    access: readers,
    input: z.strictObject({ sheetId: id }),
    output: z.object({
      corrections: z.array(subsidyCorrectionView),
      standing: z.array(standingShare),
      /** Total of the sheet with its approved corrections. */
      totalFen: z.int(),
    }),
  }),
  saveSubsidyCorrection: command({
    summary: 'Hand in a correction of an approved sheet: amounts to stand instead, with the reason',
    access: makers,
    input: z.strictObject({
      sheetId: id,
      reason: text(500),
      entries: z.array(subsidyCorrectionEntry).min(1).max(200),
    }),
    output: saved.extend({ number: z.string() }),
  }),
  decideSubsidyCorrection: command({
    summary: 'Approve a correction that somebody else wrote, and issue its PDF; or refuse it with the reason',
    access: ['administrator'],
    input: z.strictObject({ id, version, approve: z.boolean(), refusal: optionalText(500) }),
    output: saved.extend({ documentId: id.nullable() }),
  }),
  previewSubsidyCorrection: query({
    summary: 'Draft PDF of a correction (audited)',
    access: readers,
    audited: { target: 'subsidyCorrection', key: 'id' },
    input: z.strictObject({ id }),
    output: pdf,
  }),
};
