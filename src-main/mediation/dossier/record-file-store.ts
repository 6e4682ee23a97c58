import type { ProvableKind, RecordFile } from '../../contract/mediation/record-files.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { cleanFileName } from '../../platform/files/file-name.ts';
import { storeFile } from '../../platform/files/file-store.ts';
import { isViewable } from '../../platform/files/media-type.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { requireOpenDossier } from './dossier-store.ts';
import { DossierAttachments } from './entities.ts';

/** Row of the catalogue (dossier-catalogue.json) in which the proof of a record stands. */
const rowOf: Record<ProvableKind, string> = {
  entry: 'performance',
  suspension: 'extension',
  extension: 'extension',
  visit: 'visit',
  confirmation: 'confirmation',
  courtStep: 'confirmation',
};

/** A file as it comes with a command: its name is only a label. */
export interface InlineFile {
  name: string;
  base64: string;
}

/**
 * Keeps files as proofs of one record of a case, in the dossier row of that record. The database refuses a record of
 * another case. Errors: `dossier.archived`, `file.empty`, `file.tooLarge`; `input.invalid` beside `path.<n>` for a
 * file without content.
 */
export async function keepProofs(
  context: CommandContext,
  caseId: string,
  record: { kind: ProvableKind; id: string },
  files: readonly InlineFile[],
  path = 'files',
): Promise<void> {
  if (files.length === 0) return;
  await requireOpenDossier(context.tx, caseId);
  for (const [index, file] of files.entries()) {
    const bytes = Buffer.from(file.base64, 'base64');
    if (bytes.byteLength === 0) throw fieldError(`${path}.${index}`, 'field.invalid');
    await keepProof(context, caseId, record, { name: file.name, bytes });
  }
}

/** One file of `keepProofs`, already read. Answers the id of the attachment. */
export async function keepProof(
  context: CommandContext,
  caseId: string,
  record: { kind: ProvableKind; id: string },
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  const id = context.services.ids.next();
  const stored = await storeFile(context, file);
  const name = cleanFileName(file.name);
  await context.tx.insert(DossierAttachments, {
    id,
    version: 1,
    case_id: caseId,
    row_code: rowOf[record.kind],
    document_id: null,
    title: titleOf(name),
    pages: null,
    file_id: stored.id,
    file_name: name,
    added_on: context.today,
    added_by: context.actor.userId,
    withdrawn_on: null,
    withdraw_reason: '',
    about_kind: record.kind,
    about_id: record.id,
  });
  context.audit([`case:${caseId}`, `attachment:${id}`], { proofOf: `${record.kind}:${record.id}` });
  return id;
}

/** A file proves a record that is on this case. Errors: `record.notFound`. */
export async function requireProvable(
  tx: Reader,
  caseId: string,
  record: { kind: ProvableKind; id: string },
): Promise<void> {
  const found = await tx.get(`SELECT 1 AS found FROM ${tables[record.kind]} WHERE id = ? AND case_id = ?`, [
    record.id,
    caseId,
  ]);
  if (!found) throw new AppError('record.notFound', { params: { what: record.kind } });
}

const tables: Record<ProvableKind, string> = {
  entry: 'performance_entries',
  suspension: 'term_suspensions',
  extension: 'term_extensions',
  visit: 'return_visits',
  confirmation: 'confirmation_events',
  courtStep: 'court_steps',
};

interface ProofRow {
  id: string;
  version: number;
  kind: ProvableKind;
  recordId: string;
  name: string;
  bytes: number;
  mediaType: string;
  addedOn: string;
}

/** Proofs of a case that stand, oldest first. */
export async function recordFilesOf(tx: Reader, caseId: string): Promise<RecordFile[]> {
  const rows = await tx.all<ProofRow>(
    `SELECT a.id, a.version, a.about_kind AS kind, a.about_id AS recordId, a.file_name AS name, f.bytes,
            f.media_type AS mediaType, a.added_on AS addedOn
     FROM dossier_attachments a JOIN files f ON f.id = a.file_id
     WHERE a.case_id = ? AND a.about_kind <> '' AND a.withdrawn_on IS NULL ORDER BY a.added_on, a.id`,
    [caseId],
  );
  return rows.map(({ mediaType, ...row }) => ({ ...row, viewable: isViewable(mediaType, row.bytes) }));
}

/** The title in the catalogue: the name without its extension. */
function titleOf(name: string): string {
  return [...(name.replace(/\.[A-Za-z0-9]{1,8}$/u, '') || name)].slice(0, 100).join('');
}
