import type { AgreementFields, papers } from '../contract/mediation.ts';
import { userNames } from '../people/public.ts';
import { AppError, fieldError, notFound, requireVersion } from '../platform/app-error.ts';
import { drawDraft, issueDocument, type Draft, type Paper } from '../platform/documents/registry.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import { finished, type CommandContext, type HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { partiesOf } from './case-party-store.ts';
import { caseById, keepCase, stageAfter, type CaseContext } from './case-store.ts';
import { checkInputOf } from './check-input.ts';
import { checkAgreement } from './checker.ts';
import { effectiveDate } from './effect.ts';
import { Agreements, type CaseRecord } from './entities.ts';
import { mediatorsOf } from './mediator-store.ts';
import {
  acceptanceFormData,
  agreementData,
  applicationFormData,
  paperNames,
  type PaperSource,
} from './paper-data.ts';
import type { CaseEvent } from './stage.ts';

type PaperName = (typeof papers)[number];

const emptyAgreement: AgreementFields = {
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

const events: Record<PaperName, CaseEvent> = {
  applicationForm: 'issueApplicationForm',
  acceptanceForm: 'issueAcceptanceForm',
  agreement: 'issueAgreement',
};

export const paperHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.previewPaper' | 'mediation.issuePaper'
> = {
  'mediation.previewPaper': finished<'mediation.previewPaper', Draft>({
    async read(context, { caseId, paper, agreement: typed }) {
      const row = await caseById(context, caseId);
      const source = await sourceOf(context, row);
      const fields = typed ?? (await agreementOf(context.tx, caseId))?.fields ?? emptyAgreement;
      const title = `${paperNames[paper]}（草稿）${row.title}`;
      return {
        kind: `mediation.${paper}`,
        title,
        data: dataOf(paper, source, fields, null),
        now: context.now,
      };
    },
    finish: drawDraft,
  }),

  async 'mediation.issuePaper'(context, { caseId, paper, version }) {
    const row = await caseById(context, caseId);
    return paper === 'agreement' ? issueAgreement(context, row, version) : issueForm(context, row, paper);
  },
};

async function issueForm(context: CommandContext, row: CaseRecord, paper: Exclude<PaperName, 'agreement'>) {
  stageAfter(row, events[paper]);
  const source = await sourceOf(context, row);
  if (paper === 'applicationForm' && source.requests.length === 0)
    throw fieldError('requests', 'field.required');
  const data = dataOf(paper, source, emptyAgreement, null);
  const { number } = await issueNumber(context, { kind: 'paper', on: context.today, ownerId: row.id });
  const issued = await issueDocument(context, paperOf(row, paper, number, data));
  context.audit([`case:${row.id}`, `document:${issued.documentId}`], { paper, number });
  await keepCase(context, row, {}, false);
  return issued;
}

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
  const source = await sourceOf(context, row);
  const on = fields.concludedOn ?? context.today;
  const { number } = await issueNumber(context, { kind: 'agreement', on, ownerId: record.id });
  const issued = await issueDocument(
    context,
    paperOf(row, 'agreement', number, dataOf('agreement', source, fields, number)),
  );
  const effectiveOn =
    fields.form === 'oral'
      ? effectiveDate({
          form: 'oral',
          concludedOn: fields.concludedOn,
          partyIds: source.parties.map((party) => party.id),
          acts: [],
        })
      : null;
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

/** Template data of a paper. Errors: `input.invalid` when the case cannot have this paper or lacks a side. */
function dataOf(
  paper: PaperName,
  source: PaperSource,
  agreement: AgreementFields,
  number: string | null,
): unknown {
  if (source.parties.length < 2) throw fieldError('parties', 'field.tooFew');
  if (paper === 'acceptanceForm') return acceptanceFormData(source);
  if (paper === 'agreement') return agreementData(source, agreement, number);
  // Nobody applied where the committee stepped in by itself.
  if (source.source === 'ownInitiative') throw fieldError('paper', 'field.paperNotForSource');
  const has = (role: string) => source.parties.some((party) => party.role === role);
  if (!has('applicant') || !has('respondent')) throw fieldError('parties', 'field.applicantAndRespondent');
  return applicationFormData(source);
}

function paperOf(row: CaseRecord, paper: PaperName, number: string, data: unknown): Paper {
  return {
    kind: `mediation.${paper}`,
    number,
    title: `${paperNames[paper]} ${number}`,
    owner: `case:${row.id}`,
    data,
  };
}

async function sourceOf(context: CaseContext, row: CaseRecord): Promise<PaperSource> {
  const { tx, actor, services } = context;
  const on = row.accepted_on ?? row.applied_on;
  const { region, name } = actor.committee;
  const type = services.reference
    .inForce('disputeTypes', region, on)
    .find((one) => one.code === row.dispute_type);
  const referral = services.reference
    .inForce('referralSources', region, on)
    .find((one) => one.code === row.referral_source);
  const names = await userNames(tx, [row.registered_by]);
  return {
    committee: name,
    number: row.number,
    title: row.title,
    source: row.source,
    referredBy: [row.referral_body || (referral?.name ?? ''), row.referral_number].filter(Boolean).join(' '),
    disputeType: type?.name ?? row.dispute_type,
    disputeSubType: type?.subTypes.find((one) => one.code === row.dispute_sub_type)?.name ?? '',
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    facts: row.facts,
    requests: JSON.parse(row.requests) as string[],
    parties: await partiesOf(tx, row.id),
    mediators: (await mediatorsOf(tx, row.id)).map((one) => one.name),
    registrar: names.get(row.registered_by) ?? '',
  };
}
