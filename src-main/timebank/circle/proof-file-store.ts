import type { ProofFile } from '../../contract/files.ts';
import type { CircleRecordKind } from '../../contract/timebank/proof-files.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { cleanFileName } from '../../platform/files/file-name.ts';
import { storeFile } from '../../platform/files/file-store.ts';
import { isViewable, mediaTypeOf } from '../../platform/files/media-type.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { CircleFiles, type CircleFileRow } from './entities.ts';

interface CircleRecord {
  kind: CircleRecordKind;
  id: string;
}

/** Members whom each kind of record is about. */
const membersOf: Record<CircleRecordKind, string> = {
  relation: 'SELECT first_id AS one, second_id AS other FROM member_relations WHERE id = ?',
  representation: 'SELECT member_id AS one, member_id AS other FROM member_representatives WHERE id = ?',
  assessment: 'SELECT member_id AS one, member_id AS other FROM recipient_assessments WHERE id = ?',
};

/** What a record is about, for the trail: `member:<id>`, each once. Error: `record.notFound`. */
export async function targetsOf(tx: Reader, { kind, id }: CircleRecord): Promise<string[]> {
  const row = await tx.get<{ one: string; other: string }>(membersOf[kind], [id]);
  if (!row) throw notFound(kind);
  return [...new Set([`member:${row.one}`, `member:${row.other}`])];
}

/** Files that prove a record and count, oldest first. */
export async function proofFilesOf(tx: Reader, record: CircleRecord): Promise<ProofFile[]> {
  const rows = await tx.all<Omit<ProofFile, 'viewable'> & { mediaType: string }>(
    `SELECT proof.id, proof.version, proof.file_name AS name, files.bytes, files.media_type AS mediaType,
       proof.added_on AS addedOn
     FROM circle_files AS proof JOIN files ON files.id = proof.file_id
     WHERE proof.about_kind = ? AND proof.about_id = ? AND proof.withdrawn_on IS NULL ORDER BY proof.added_on, proof.id`,
    [record.kind, record.id],
  );
  return rows.map(({ mediaType, ...row }) => ({ ...row, viewable: isViewable(mediaType, row.bytes) }));
}

export async function circleFileById(tx: Reader, id: string): Promise<CircleFileRow> {
  const row = await tx.find(CircleFiles).findOneBy({ id });
  if (!row) throw notFound('proofFile');
  return row;
}

/** Keeps a picture or PDF as proof of a record. Errors: `file.empty`, `file.tooLarge`, `file.notViewable`. */
export async function keepCircleFile(
  context: CommandContext,
  record: CircleRecord,
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  // What is no picture or PDF, whatever its name says, can be no proof that somebody looks at.
  if (file.bytes.byteLength > 0 && !isViewable(mediaTypeOf(file.bytes), file.bytes.byteLength))
    throw new AppError('file.notViewable');
  const { id } = await storeFile(context, file);
  return insert(context, record, { file_id: id, file_name: cleanFileName(file.name) });
}

/** What was shown for one record was shown for its copy too (a merge of doubles). */
export async function copyCircleFiles(
  context: CommandContext,
  from: CircleRecord,
  toId: string,
): Promise<void> {
  const rows = await context.tx.find(CircleFiles).findBy({ about_kind: from.kind, about_id: from.id });
  const standing = rows.filter(({ withdrawn_on }) => withdrawn_on === null);
  for (const row of standing) await insert(context, { kind: from.kind, id: toId }, row);
}

async function insert(
  { tx, services, today, actor }: CommandContext,
  record: CircleRecord,
  file: Pick<CircleFileRow, 'file_id' | 'file_name'>,
): Promise<string> {
  const id = services.ids.next();
  await tx.insert(CircleFiles, {
    id,
    version: 1,
    about_kind: record.kind,
    about_id: record.id,
    file_id: file.file_id,
    file_name: file.file_name,
    added_on: today,
    added_by: actor.userId,
    withdrawn_on: null,
    withdrawn_by: null,
    withdraw_reason: '',
  });
  return id;
}
