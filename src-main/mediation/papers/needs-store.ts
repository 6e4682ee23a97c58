import type { PaperName } from '../../contract/mediation/case-papers.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { paperTable, recordKinds, type RecordKind } from './paper-table.ts';

const counting: Record<RecordKind, string> = {
  evidence: 'SELECT 1 FROM case_evidence WHERE case_id = ?1 AND in_dossier = 1 AND withdrawn_on IS NULL',
  undisputedFacts: 'SELECT 1 FROM undisputed_facts WHERE case_id = ?1',
  medical: 'SELECT 1 FROM medical_records WHERE case_id = ?1',
  joint: 'SELECT 1 FROM joint_bodies WHERE case_id = ?1',
  agreement: 'SELECT 1 FROM agreements WHERE case_id = ?1 AND issued_document_id IS NOT NULL',
  termination: `SELECT 1 FROM cases WHERE id = ?1 AND terminated_on IS NOT NULL AND termination_reason <> ''`,
};

/** What of the records that papers are written from is on file. */
export async function recordsOnFile(tx: Reader, caseId: string): Promise<ReadonlySet<RecordKind>> {
  const columns = recordKinds.map((kind) => `EXISTS (${counting[kind]}) AS ${kind}`).join(', ');
  const row = await tx.get<Record<RecordKind, number>>(`SELECT ${columns}`, [caseId]);
  return new Set(recordKinds.filter((kind) => row?.[kind] === 1));
}

/** Whether the records on file can fill a paper. */
export function isFed(paper: PaperName, onFile: ReadonlySet<RecordKind>): boolean {
  const { needs } = paperTable[paper];
  return needs === undefined || onFile.has(needs);
}

/** Errors: `paper.recordMissing` when there is nothing on file that the paper could tell. */
export async function requireFed(tx: Reader, caseId: string, paper: PaperName): Promise<void> {
  const { needs } = paperTable[paper];
  if (needs === undefined || (await recordsOnFile(tx, caseId)).has(needs)) return;
  throw new AppError('paper.recordMissing', { params: { paper, record: needs } });
}
