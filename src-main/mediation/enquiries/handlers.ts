import { caseInput, type CaseFields } from '../../contract/mediation/case-values.ts';
import type { EnquiryFields } from '../../contract/mediation/enquiries.ts';
import type { ParsedInput } from '../../contract/index.ts';
import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { Areas } from '../../platform/reference-data/entities.ts';
import { checkCase } from '../case-handlers.ts';
import { replaceParties } from '../case-party-store.ts';
import { insertCase, keepCase } from '../case-store.ts';
import { requirePast } from '../dates-check.ts';
import { Enquiries, type EnquiryRecord } from './entities.ts';
import { countEnquiries, enquiryById, enquiryColumns, enquiryViews, listEnquiries } from './enquiry-store.ts';

type EnquiryRoutes =
  | 'mediation.listEnquiries'
  | 'mediation.readEnquiry'
  | 'mediation.revealEnquiry'
  | 'mediation.recordEnquiry'
  | 'mediation.correctEnquiry'
  | 'mediation.promoteEnquiry'
  | 'mediation.countEnquiries';

export const enquiriesHandlers: Pick<HandlersOf<'mediation'>, EnquiryRoutes> = {
  'mediation.listEnquiries': ({ tx, today }, filter) => listEnquiries(tx, filter, today),

  async 'mediation.readEnquiry'({ tx }, { id }) {
    const [view] = await enquiryViews(tx, [await enquiryById(tx, id)]);
    return view!;
  },

  async 'mediation.revealEnquiry'({ tx, audit }, { id }) {
    const row = await enquiryById(tx, id);
    audit(`enquiry:${id}`, { revealed: true });
    return { version: row.version, personName: row.person_name, phone: row.phone, address: row.address };
  },

  async 'mediation.recordEnquiry'(context, { enquiry }) {
    const { tx, actor, now, services, audit } = context;
    await checkEnquiry(context, enquiry);
    const id = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'enquiry', on: enquiry.receivedOn, ownerId: id });
    await tx.insert(Enquiries, {
      id,
      version: 1,
      committee_id: actor.committee.id,
      number,
      result: enquiry.result,
      referred_to: enquiry.result === 'referred' ? enquiry.referredTo : '',
      case_id: null,
      recorded_by: actor.userId,
      created_at: now,
      updated_at: now,
      ...enquiryColumns(enquiry, number, enquiry.handledBy ?? actor.userId),
    });
    audit(`enquiry:${id}`, { number, kind: enquiry.kind, result: enquiry.result });
    return { id, version: 1, number };
  },

  async 'mediation.correctEnquiry'(context, { id, version, enquiry }) {
    const { tx, now, audit } = context;
    const row = await enquiryById(tx, id);
    requireVersion(row.version, version);
    await checkEnquiry(context, enquiry);
    const outcome =
      row.result === 'promoted'
        ? {} // What became a case stays one, whatever else is corrected.
        : {
            result: enquiry.result,
            referred_to: enquiry.result === 'referred' ? enquiry.referredTo : '',
          };
    const columns = {
      ...enquiryColumns(enquiry, row.number, enquiry.handledBy ?? row.handled_by, row),
      ...outcome,
    };
    await tx.update(Enquiries, id, { ...columns, version: row.version + 1, updated_at: now });
    const changed = Object.entries(columns).filter(
      ([name, value]) => row[name as keyof EnquiryRecord] !== value,
    );
    audit(`enquiry:${id}`, {
      changed: changed.map(([name]) => name).filter((name) => name !== 'search_keys'),
    });
    return { id, version: row.version + 1 };
  },

  async 'mediation.promoteEnquiry'(context, { id, version, case: wanted }) {
    const { tx, now, audit } = context;
    const row = await enquiryById(tx, id);
    if (row.case_id !== null) throw new AppError('enquiry.promoted');
    requireVersion(row.version, version);
    const fields = caseOf(context, row, wanted);
    await checkCase(context, fields);
    const made = await insertCase(context, context.services.ids.next(), fields);
    await replaceParties(context, made.id, fields.parties);
    const { id: caseId } = await keepCase(context, made);
    await tx.update(Enquiries, id, {
      result: 'promoted',
      referred_to: '',
      case_id: caseId,
      version: row.version + 1,
      updated_at: now,
    });
    audit([`enquiry:${id}`, `case:${caseId}`], { number: row.number, parties: fields.parties.length });
    return { caseId };
  },

  'mediation.countEnquiries': ({ tx }, period) => countEnquiries(tx, period),
};

/** A registered case with what the enquiry knows: who came is the applicant, what was asked are the facts. */
function caseOf(
  { services }: CommandContext,
  row: EnquiryRecord,
  wanted: ParsedInput<'mediation.promoteEnquiry'>['case'],
): CaseFields {
  const applicant = row.anonymous === 1 ? wanted.applicantName : row.person_name;
  if (applicant === '') throw fieldError('case.applicantName', 'field.required');
  const person = { id: services.ids.next(), role: 'applicant', kind: 'person', name: applicant };
  const other = { id: services.ids.next(), role: 'respondent', kind: 'person', name: wanted.respondentName };
  return caseInput.parse({
    title: wanted.title,
    disputeType: wanted.disputeType,
    source: wanted.source,
    appliedOn: wanted.appliedOn,
    areaId: row.area_id,
    facts: row.question,
    parties: [
      { ...person, phone: row.phone, address: row.address },
      ...(wanted.respondentName === '' ? [] : [other]),
    ],
  });
}

async function checkEnquiry(context: CommandContext, enquiry: EnquiryFields): Promise<void> {
  const { tx, actor, today, services } = context;
  requirePast('enquiry.receivedOn', enquiry.receivedOn, today);
  const types = services.reference.inForce('disputeTypes', actor.committee.region, today);
  if (enquiry.disputeType !== '' && !types.some((one) => one.code === enquiry.disputeType)) {
    throw fieldError('enquiry.disputeType', 'field.unknownReference');
  }
  if (enquiry.areaId !== null && !(await tx.find(Areas).existsBy({ id: enquiry.areaId }))) {
    throw fieldError('enquiry.areaId', 'field.unknownReference');
  }
  if (enquiry.handledBy !== null) {
    const known = await tx.get('SELECT 1 FROM users WHERE id = ?', [enquiry.handledBy]);
    if (!known) throw fieldError('enquiry.handledBy', 'field.unknownReference');
  }
}
