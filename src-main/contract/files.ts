import { z } from 'zod';
import { civilDate, id, version } from './values.ts';

/** Bytes of a file that may travel inside a call as base64 (terminal, tests, drag and drop). */
export const INLINE_FILE_BYTES = 20 * 1024 * 1024;

/** A file by its content; its name is only a label and never a path. */
export const inlineFile = z.strictObject({
  name: z.string().min(1).max(400),
  base64: z
    .base64('field.invalid')
    .min(1)
    .max(Math.ceil(INLINE_FILE_BYTES / 3) * 4),
});

/** A file that proves a record, without its content. */
export const proofFile = z.object({
  id,
  version,
  name: z.string(),
  bytes: z.int(),
  /** A picture or PDF small enough for the window. */
  viewable: z.boolean(),
  addedOn: civilDate,
});
export type ProofFile = z.output<typeof proofFile>;

/** A content that the window shows. */
export const shownFile = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() });
export type ShownFile = z.output<typeof shownFile>;
