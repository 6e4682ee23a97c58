import { AppError, notFound, requireVersion } from '../platform/app-error.ts';
import { drawDraft, issueDocument, type Draft } from '../platform/documents/registry.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import { finished, type CommandContext, type HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { partiesOf } from './case-party-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { checkInputOf } from './check-input.ts';
import { checkAgreement } from './checker.ts';
import { effectiveDate } from './effect.ts';
import { Agreements, type CaseRecord } from './entities.ts';
import { paperDataOf } from './papers/gather-store.ts';
import { emptyAgreement, filePaper, issueForm, kindOf, paperTitle } from './papers/issue-store.ts';
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

/**
 * Numbered, registered and from then on frozen. An oral agreement is in effect at once (人民调解法 art. 30).
 * Errors: `record.stale` when `version` is not that of the agreement on file: nobody issues terms not seen.
 */
async function issueAgreement(context: CommandContext, row: CaseRecord, version: number | undefined) {
  const { tx } = context;
  const stored = await agreementOf(tx, row.id);
  if (!stored) throw notFound('agreement');
  const { record, fields } = stored;
  if (record.issued_document_id) throw new AppError('agreement.alreadyIssued');
  requireVersion(record.version, version);
  const stage = stageAfter(row, 'issueAgreement');
  const errors = checkAgreement(await checkInputOf(context, row, fields)).filter(
    (one) => one.severity === 'error',
  );
  if (errors.length > 0) {
    throw new AppError('agreement.hasErrors', {
      params: { count: errors.length },
      fields: Object.fromEntries(
        errors.map((one) => [one.place, { code: `findings.${one.code}`, params: one.params }]),
      ),
    });
  }
  const on = fields.concludedOn ?? context.today;
  const { number } = await issueNumber(context, { kind: 'agreement', on, ownerId: record.id });
  const data = await paperDataOf(context, {
    row,
    paper: 'agreement',
    subject: '',
    agreement: fields,
    number,
  });
  const issued = await issueDocument(context, {
    kind: 'mediation.agreement',
    number,
    title: paperTitle('agreement', '', number),
    owner: `case:${row.id}`,
    data,
  });
  await filePaper(context, row.id, 'agreement', '', issued.documentId);
  const effectiveOn = fields.form === 'oral' ? await effectOfOral(context, row, fields.concludedOn) : null;
  await tx.update(Agreements, record.id, {
    number,
    issued_document_id: issued.documentId,
    effective_on: effectiveOn,
    version: record.version + 1,
    updated_at: context.now,
  });
  context.audit([`case:${row.id}`, `document:${issued.documentId}`], {
    paper: 'agreement',
    number,
    effectiveOn,
  });
  await keepCase(
    context,
    row,
    { stage: effectiveOn === null ? stage : stageAfter({ stage }, 'takeEffect') },
    false,
  );
  return issued;
}

async function effectOfOral(context: CommandContext, row: CaseRecord, concludedOn: string | null) {
  const parties = await partiesOf(context.tx, row.id);
  return effectiveDate({ form: 'oral', concludedOn, partyIds: parties.map((party) => party.id), acts: [] });
}
