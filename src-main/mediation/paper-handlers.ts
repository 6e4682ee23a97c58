import { drawDraft, type Draft } from '../platform/documents/registry.ts';
import { finished, type HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { caseById, keepCase } from './case-store.ts';
import { issueAgreement } from './papers/agreement-issue-store.ts';
import { paperDataOf } from './papers/gather-store.ts';
import { emptyAgreement, issueForm, kindOf, paperTitle } from './papers/issue-store.ts';
import { subjectOf, subjectsOf } from './papers/subject-store.ts';

export const paperHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.previewPaper' | 'mediation.issuePaper'
> = {
  'mediation.previewPaper': finished<'mediation.previewPaper', Draft>({
    async read(context, { caseId, paper, subject, agreement: typed }) {
      const row = await caseById(context, caseId);
      const about = subjectOf(await subjectsOf(context.tx, caseId), paper, subject);
      const agreement = typed ?? (await agreementOf(context.tx, caseId))?.fields ?? emptyAgreement;
      return {
        kind: kindOf(paper),
        title: `${paperTitle(paper, about?.title ?? '', '')}（草稿）${row.title}`,
        data: await paperDataOf(context, { row, paper, subject, agreement, number: null }),
        now: context.now,
      };
    },
    finish: drawDraft,
  }),

  async 'mediation.issuePaper'(context, { caseId, paper, subject, version }) {
    const row = await caseById(context, caseId);
    if (paper === 'agreement') return issueAgreement(context, row, version);
    const issued = await issueForm(context, row, paper, subject, await subjectsOf(context.tx, caseId));
    await keepCase(context, row, {}, false);
    return issued;
  },
};
