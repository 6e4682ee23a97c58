import type { AgreementEnding } from '../../contract/mediation/agreement-values.ts';
import type { PaperName } from '../../contract/mediation/case-papers.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import { mediaTypesOfPages } from '../../platform/documents/media.ts';
import type { FileRow } from '../../platform/files/entities.ts';
import { formList } from '../papers/form-list.ts';
import { paperTable } from '../papers/paper-table.ts';
import type { Subjects } from '../papers/subject-store.ts';
import type { Choice, Expected, Material } from './contents.ts';
import { DossierChoices, type DossierAttachmentRecord } from './entities.ts';

interface IssuedRow {
  id: string;
  kind: string;
  title: string;
  pages: number;
  sha256: string;
  issued_at: string;
  paper: string | null;
  subject: string | null;
  /** How it gave way to another, when it is an agreement that did. */
  ending: AgreementEnding | null;
}

type AttachmentRow = DossierAttachmentRecord & Pick<FileRow, 'sha256' | 'media_type'>;

/** Kinds of document that are made of the dossier itself or are none of its papers. */
const notBound = ['mediation.dossier', 'mediation.agreementBatch', 'mediation.lendingSlip'];

/** Everything on file that may be bound, in no particular order. Nothing of a caucus or an offer is ever read here. */
export async function materialsOf(tx: Reader, caseId: string, subjects: Subjects): Promise<Material[]> {
  const attachments = await attachmentsOf(tx, caseId);
  return [
    ...(await issuedPapers(tx, caseId, subjects, attachments)),
    ...attachments.filter((one) => one.document_id === null).map(attachmentMaterial),
    ...(await evidenceMaterials(tx, caseId)),
    ...(await receiptMaterials(tx, caseId)),
  ];
}

export async function choicesOf(tx: Reader, caseId: string): Promise<Choice[]> {
  const rows = await tx.find(DossierChoices).find({ where: { case_id: caseId } });
  return rows.map((row) => ({
    kind: row.item_kind,
    id: row.item_id,
    included: row.included === null ? null : row.included === 1,
    reason: row.reason,
    position: row.position,
  }));
}

const expectedPapers: readonly PaperName[] = [
  'powerOfAttorney',
  'investigationRecord',
  'mediationRecord',
  'extensionAgreement',
  'suspensionNote',
  'returnVisit',
];

/** The records of which the dossier needs a paper each. */
export function expectedOf(subjects: Subjects): Expected[] {
  return expectedPapers.flatMap((paper) => {
    const kind = paperTable[paper].subject;
    return kind === null
      ? []
      : subjects[kind].map(({ id, title }) => ({
          paper,
          subject: id,
          title: `${formList[paper].name}（${title}）`,
        }));
  });
}

async function issuedPapers(
  tx: Reader,
  caseId: string,
  subjects: Subjects,
  attachments: readonly AttachmentRow[],
): Promise<Material[]> {
  const rows = await tx.all<IssuedRow>(
    `SELECT d.id, d.kind, d.title, d.pages, d.sha256, d.issued_at, p.paper, p.subject, v.ending
     FROM documents d LEFT JOIN issued_papers p ON p.document_id = d.id
       LEFT JOIN agreement_versions v ON v.document_id = d.id AND v.restored_at IS NULL
     WHERE d.owner = ? ORDER BY d.issued_at, d.id`,
    [`case:${caseId}`],
  );
  const signed = new Map(attachments.map((one) => [one.document_id, one]));
  return rows
    .filter((row) => !notBound.includes(row.kind))
    .map((row): Material => {
      const copy = signed.get(row.id);
      return {
        kind: 'document',
        id: row.id,
        title: titleOf(row, subjects),
        on: civilDateOfInstant(row.issued_at),
        pages: copy ? null : row.pages,
        manner: 'pages',
        paper: row.kind.slice('mediation.'.length),
        // What was issued outside the form set has no subject: each such paper stands for itself.
        // An agreement that another followed was in effect once: it stays beside its successor.
        subject: row.paper === null || row.ending !== null ? row.id : (row.subject ?? ''),
        ...(row.ending === 'withdrawn' ? { withdrawn: true as const } : {}),
        row: null,
        source: null,
        order: `${row.issued_at} ${row.id}`,
        sha256: row.sha256,
        signedCopy: copy
          ? { id: copy.id, version: copy.version, addedOn: copy.added_on, sha256: copy.sha256 }
          : null,
        version: null,
        forDossier: true,
      };
    });
}

/** `调解记录（第1次，2026年7月1日）`: the number is the paper’s, not the catalogue’s. */
function titleOf(row: IssuedRow, subjects: Subjects): string {
  const paper = row.paper as PaperName | null;
  if (paper === null) return row.title;
  const kind = paperTable[paper]?.subject ?? null;
  const about = kind === null ? undefined : subjects[kind].find((one) => one.id === row.subject)?.title;
  return about ? `${formList[paper].name}（${about}）` : formList[paper].name;
}

/** Attachments that stand, with their files. */
async function attachmentsOf(tx: Reader, caseId: string): Promise<AttachmentRow[]> {
  return tx.all<AttachmentRow>(
    `SELECT a.*, coalesce(f.sha256, '') AS sha256, coalesce(f.media_type, '') AS media_type
     FROM dossier_attachments a LEFT JOIN files f ON f.id = a.file_id
     WHERE a.case_id = ? AND a.withdrawn_on IS NULL ORDER BY a.added_on, a.id`,
    [caseId],
  );
}

function attachmentMaterial(row: AttachmentRow): Material {
  return {
    kind: 'attachment',
    id: row.id,
    title: row.title,
    on: row.added_on,
    pages: row.pages,
    manner: mannerOf(row.media_type),
    paper: null,
    subject: row.id,
    row: row.row_code,
    source: null,
    order: row.id,
    sha256: row.sha256,
    signedCopy: null,
    version: row.version,
    forDossier: true,
  };
}

interface ProofRow {
  id: string;
  on: string;
  name: string;
  pages: number | null;
  order: string;
  forDossier: number;
  sha256: string;
  media_type: string;
}

async function evidenceMaterials(tx: Reader, caseId: string): Promise<Material[]> {
  const rows = await tx.all<ProofRow>(
    `SELECT e.id, substr(e.recorded_at, 1, 10) AS "on", e.name, e.pages, printf('%06d', e.number) AS "order",
            e.in_dossier AS forDossier, coalesce(f.sha256, '') AS sha256, coalesce(f.media_type, '') AS media_type
     FROM case_evidence e LEFT JOIN files f ON f.id = e.file_id
     WHERE e.case_id = ? AND e.withdrawn_on IS NULL ORDER BY e.number`,
    [caseId],
  );
  // The list names them by number; the day of entry must not tear that order apart.
  return rows.map((row) => proof('evidence', 'evidence', { ...row, on: rows[0]!.on }));
}

/** Files kept with receipts that still count. */
async function receiptMaterials(tx: Reader, caseId: string): Promise<Material[]> {
  const rows = await tx.all<ProofRow>(
    `SELECT e.id, e.done_on AS "on", CASE e.evidence WHEN '' THEN f.original_name ELSE e.evidence END AS name,
            NULL AS pages, e.id AS "order", 1 AS forDossier, f.sha256, f.media_type
     FROM performance_entries e JOIN files f ON f.id = e.file_id
     WHERE e.case_id = ? AND e.kind <> 'reversal'
       AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id) ORDER BY e.done_on, e.id`,
    [caseId],
  );
  return rows.map((row) => proof('file', 'receipts', row));
}

const proof = (kind: 'evidence' | 'file', source: string, row: ProofRow): Material => ({
  kind,
  id: row.id,
  title: row.name,
  on: row.on,
  pages: row.pages,
  manner: mannerOf(row.media_type),
  paper: null,
  subject: row.id,
  row: null,
  source,
  order: row.order,
  sha256: row.sha256,
  signedCopy: null,
  version: null,
  forDossier: row.forDossier === 1,
});

/** Pictures and PDFs become pages; everything else is named in the catalogue and kept apart. */
const mannerOf = (mediaType: string): Material['manner'] =>
  mediaTypesOfPages.includes(mediaType) ? 'pages' : 'listed';
