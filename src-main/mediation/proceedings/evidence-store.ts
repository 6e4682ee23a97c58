import type { EvidenceView } from '../../contract/mediation/proceedings.ts';
import type { EvidenceFields } from '../../contract/mediation/proceedings-fields.ts';
import { userNames } from '../../people/public.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { Files, type FileRow } from '../../platform/files/entities.ts';
import { isViewable } from '../../platform/files/media-type.ts';
import { CaseEvidence, type EvidenceRecord } from './entities.ts';

/** The evidence list of a case in its order, withdrawn lines included. */
export async function evidenceOf(tx: Reader, caseId: string): Promise<EvidenceRecord[]> {
  return tx.find(CaseEvidence).find({ where: { case_id: caseId }, order: { number: 'ASC' } });
}

/** One line with its file. Errors: `record.notFound`. */
export async function evidenceById(
  tx: Reader,
  caseId: string,
  id: string,
): Promise<{ row: EvidenceRecord; file: FileRow | null }> {
  const row = await tx.find(CaseEvidence).findOneBy({ id, case_id: caseId });
  if (!row) throw notFound('evidence');
  const file = row.file_id === null ? null : await tx.find(Files).findOneBy({ id: row.file_id });
  return { row, file };
}

/** A line that may still be changed. Errors: `record.notFound`, `record.stale`, `evidence.withdrawn`. */
export async function standingEvidence(
  tx: Reader,
  caseId: string,
  id: string,
  version: number | undefined,
): Promise<EvidenceRecord> {
  const { row } = await evidenceById(tx, caseId, id);
  if (row.withdrawn_on !== null) throw new AppError('evidence.withdrawn');
  requireVersion(row.version, version);
  return row;
}

export async function evidenceViews(tx: Reader, caseId: string): Promise<EvidenceView[]> {
  const rows = await evidenceOf(tx, caseId);
  const files = await tx.all<FileRow>(
    'SELECT files.* FROM files JOIN case_evidence e ON e.file_id = files.id WHERE e.case_id = ?',
    [caseId],
  );
  const fileOf = new Map(files.map((file) => [file.id, file]));
  const names = await userNames(
    tx,
    rows.map((row) => row.recorded_by),
  );
  return rows.map((row) => {
    const file = row.file_id === null ? undefined : fileOf.get(row.file_id);
    return {
      id: row.id,
      version: row.version,
      number: row.number,
      name: row.name,
      kind: row.kind,
      providerKind: row.provider_kind,
      providerPartyId: row.provider_party_id,
      providerName: row.provider_name,
      copies: row.copies,
      pages: row.pages,
      original: row.original === 1,
      note: row.note,
      inDossier: row.in_dossier === 1,
      late: row.late === 1,
      recordedBy: names.get(row.recorded_by) ?? '',
      file: file
        ? {
            name: row.file_name,
            bytes: file.bytes,
            mediaType: file.media_type,
            sha256: file.sha256,
            viewable: isViewable(file.media_type, file.bytes),
          }
        : null,
      withdrawnOn: row.withdrawn_on,
      withdrawReason: row.withdraw_reason,
    };
  });
}

/** Only the kind of provider that was chosen leaves a trace of who it was. */
export function evidenceColumns(fields: EvidenceFields) {
  return {
    name: fields.name,
    kind: fields.kind,
    provider_kind: fields.providerKind,
    provider_party_id: fields.providerKind === 'party' ? fields.providerPartyId : null,
    provider_name: fields.providerKind === 'other' ? fields.providerName : '',
    copies: fields.copies,
    pages: fields.pages,
    original: fields.original ? 1 : 0,
    note: fields.note,
    in_dossier: fields.inDossier ? 1 : 0,
  };
}
