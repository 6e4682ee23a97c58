import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import { issueDocument, type DrawnPaper } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { agreementOf, type StoredAgreement } from '../agreement-store.ts';
import { partiesOf } from '../case-party-store.ts';
import { keepCase, stageAfter, type CaseContext } from '../case-store.ts';
import { checkInputOf } from '../check-input.ts';
import { checkAgreement } from '../checker.ts';
import { effectiveDate } from '../effect.ts';
import { Agreements, type CaseRecord } from '../entities.ts';
import { paperDataOf } from './gather-store.ts';
import { filePaper, paperTitle } from './issue-store.ts';

/**
 * Numbered, registered and from then on frozen. An oral agreement is in effect at once (人民调解法 art. 30). `drawn`: the paper
 * as it was drawn ahead, for a batch. Errors: those of `issuableAgreement`.
 */
export async function issueAgreement(
  context: CommandContext,
  row: CaseRecord,
  version: number | undefined,
  drawn?: DrawnPaper,
) {
  const { tx } = context;
  const { record, fields } = await issuableAgreement(context, row, version);
  const stage = stageAfter(row, 'issueAgreement');
  const { number } = await issueNumber(context, {
    kind: 'agreement',
    on: numberedOn(context, fields),
    ownerId: record.id,
  });
  const issued = await issueDocument(
    context,
    {
      kind: 'mediation.agreement',
      number,
      title: paperTitle('agreement', '', number),
      owner: `case:${row.id}`,
      data: await agreementPaperData(context, row, fields, number),
    },
    drawn,
  );
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

/**
 * The agreement of a case that may be issued now. Errors: `record.notFound`; `agreement.alreadyIssued`; `record.stale` when
 * `version` is not that of the agreement on file: nobody issues terms not seen; `case.stageForbids`; `agreement.hasErrors`.
 */
export async function issuableAgreement(
  context: CaseContext,
  row: CaseRecord,
  version: number | undefined,
): Promise<StoredAgreement> {
  const stored = await agreementOf(context.tx, row.id);
  if (!stored) throw notFound('agreement');
  if (stored.record.issued_document_id) throw new AppError('agreement.alreadyIssued');
  requireVersion(stored.record.version, version);
  stageAfter(row, 'issueAgreement');
  const errors = checkAgreement(await checkInputOf(context, row, stored.fields)).filter(
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
  return stored;
}

/** The day whose year and pattern the number of an agreement is given by. */
export const numberedOn = (
  { today }: Pick<CaseContext, 'today'>,
  { concludedOn }: StoredAgreement['fields'],
): string => concludedOn ?? today;

export const agreementPaperData = (
  context: CaseContext,
  row: CaseRecord,
  agreement: StoredAgreement['fields'],
  number: string,
): Promise<unknown> => paperDataOf(context, { row, paper: 'agreement', subject: '', agreement, number });

async function effectOfOral(context: CommandContext, row: CaseRecord, concludedOn: string | null) {
  const parties = await partiesOf(context.tx, row.id);
  return effectiveDate({ form: 'oral', concludedOn, partyIds: parties.map((party) => party.id), acts: [] });
}
