import type { AgreementFields } from '../../contract/mediation/agreement-values.ts';
import type { PaperName } from '../../contract/mediation/case-papers.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import { issueDocument, type DocumentKind } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { stageAfter } from '../case-store.ts';
import { IssuedPapers } from '../dossier/entities.ts';
import type { CaseRecord } from '../entities.ts';
import { formList } from './form-list.ts';
import { paperDataOf } from './gather-store.ts';
import { paperTable } from './paper-table.ts';
import { subjectOf, type Subjects } from './subject-store.ts';

export const emptyAgreement: AgreementFields = {
  form: 'written',
  facts: '',
  issues: '',
  responsibilities: [],
  clauses: [],
  performance: '',
  concludedOn: null,
  place: '',
  recorder: '',
};

/** Errors: `case.stageForbids`, `paper.notAtThisStage` when the case does not stand where this paper is made. */
export function requireStage(row: CaseRecord, paper: PaperName): void {
  const { when } = paperTable[paper];
  if (typeof when === 'string') stageAfter(row, when);
  else if (!when.includes(row.stage)) {
    throw new AppError('paper.notAtThisStage', { params: { stage: row.stage, paper } });
  }
}

/**
 * Issues one form of a case: numbered, registered with its bytes, filed on the case with what it is about. The agreement
 * is issued by `issueAgreement` of paper-handlers.ts: it freezes terms. Errors: those of `requireStage` and
 * `paperDataOf`; `record.notFound` for a subject that this case does not have.
 */
export async function issueForm(
  context: CommandContext,
  row: CaseRecord,
  paper: Exclude<PaperName, 'agreement'>,
  subjectId: string,
  subjects: Subjects,
): Promise<{ documentId: string; number: string; pages: number }> {
  requireStage(row, paper);
  const subject = subjectOf(subjects, paper, subjectId);
  if (paper === 'applicationForm' && (JSON.parse(row.requests) as string[]).length === 0)
    throw fieldError('requests', 'field.required');
  const { number } = await issueNumber(context, { kind: 'paper', on: context.today, ownerId: row.id });
  const data = await paperDataOf(context, {
    row,
    paper,
    subject: subjectId,
    agreement: emptyAgreement,
    number,
  });
  const issued = await issueDocument(context, {
    kind: kindOf(paper),
    number,
    title: paperTitle(paper, subject?.title ?? '', number),
    owner: `case:${row.id}`,
    data,
  });
  await filePaper(context, row.id, paper, subjectId, issued.documentId);
  context.audit([`case:${row.id}`, `document:${issued.documentId}`], { paper, number, subject: subjectId });
  return issued;
}

/** Remembers what an issued paper is about, so that a later issue of the same one takes its place in the dossier. */
export async function filePaper(
  { tx }: CommandContext,
  caseId: string,
  paper: PaperName,
  subject: string,
  documentId: string,
): Promise<void> {
  await tx.insert(IssuedPapers, { document_id: documentId, case_id: caseId, paper, subject });
}

export const kindOf = (paper: PaperName): DocumentKind => `mediation.${paper}`;

/** `调解记录（第1次，2026年7月1日） 文字第3号`; a title without a number is that of a draft. */
export function paperTitle(paper: PaperName, subjectTitle: string, number: string): string {
  const about = subjectTitle === '' ? '' : `（${subjectTitle}）`;
  return `${formList[paper].name}${about} ${number}`.trim();
}
