import { z } from 'zod';
import { caseFields, caseReaders, caseSources } from './case-values.ts';
import { command, mediationStaff, query } from '../route.ts';
import {
  civilDate,
  id,
  instant,
  month,
  optionalText,
  page,
  personal,
  saved,
  text,
  version,
} from '../values.ts';

/** 咨询: somebody came and asked. 排查: the committee went round and found a dispute in the making. */
export const enquiryKinds = ['consultation', 'screening'] as const;
export const enquiryResults = ['answered', 'referred', 'watched', 'promoted'] as const;
/** What a person may choose; `promoted` is only ever the work of `promoteEnquiry`. */
export const openResults = ['answered', 'referred', 'watched'] as const;

export const enquiryFields = z.strictObject({
  kind: z.enum(enquiryKinds),
  receivedOn: civilDate,
  /** Nobody has to give a name to ask a question. */
  anonymous: z.boolean().default(false),
  personName: optionalText(80).meta(personal),
  phone: optionalText(40).meta(personal),
  address: optionalText(200).meta(personal),
  areaId: id.nullable().default(null),
  /** Code of the kind of dispute; empty when it is none. */
  disputeType: optionalText(40),
  question: text(5_000),
  answer: optionalText(5_000),
  /** Account of who handled it; the signed-in one when not given. */
  handledBy: id.nullable().default(null),
  followUpOn: civilDate.nullable().default(null),
  result: z.enum(openResults).default('answered'),
  referredTo: optionalText(100),
});
export type EnquiryFields = z.output<typeof enquiryFields>;

/** The rules that a form can judge by itself. */
export const enquiryInput = enquiryFields.superRefine((value, context) => {
  const missing = (path: string) =>
    context.addIssue({ code: 'custom', message: 'field.required', path: [path] });
  if (!value.anonymous && value.personName === '') missing('personName');
  if (value.result === 'referred' && value.referredTo === '') missing('referredTo');
  if (value.followUpOn !== null && value.followUpOn < value.receivedOn) {
    context.addIssue({ code: 'custom', message: 'field.beforeReceived', path: ['followUpOn'] });
  }
});

export const enquiryView = enquiryFields.extend({
  id,
  version,
  number: z.string(),
  result: z.enum(enquiryResults),
  handledBy: id,
  handledByName: z.string(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  caseTitle: z.string().nullable(),
  updatedAt: instant,
});
export type EnquiryView = z.output<typeof enquiryView>;

export const promoteFields = z.strictObject({
  title: caseFields.shape.title,
  disputeType: caseFields.shape.disputeType,
  source: z.enum(caseSources).exclude(['referral']),
  appliedOn: civilDate,
  /** The applicant’s name where the enquiry was anonymous; else it is the enquiry’s. */
  applicantName: optionalText(80).meta(personal),
  /** The other side, when it is known already. */
  respondentName: optionalText(80).meta(personal),
});

const filter = {
  text: optionalText(80),
  kinds: z.array(z.enum(enquiryKinds)).optional(),
  results: z.array(z.enum(enquiryResults)).optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  /** Only those whose follow-up day has come. */
  onlyDue: z.boolean().default(false),
};

export const enquiriesRoutes = {
  listEnquiries: query({
    summary: 'Register of enquiries and screening, newest first, personal data masked',
    access: caseReaders,
    input: z.strictObject({ ...filter, page: page.prefault({}) }),
    output: z.object({ rows: z.array(enquiryView), total: z.int() }),
  }),
  readEnquiry: query({
    summary: 'One enquiry, personal data masked',
    access: caseReaders,
    input: z.strictObject({ id }),
    output: enquiryView,
  }),
  revealEnquiry: command({
    summary: 'Who came, in full, for reading or correcting (audited)',
    access: mediationStaff,
    repeatable: true,
    input: z.strictObject({ id }),
    output: z.object({ version, personName: z.string(), phone: z.string(), address: z.string() }),
  }),
  recordEnquiry: command({
    summary: 'Enter an enquiry or a finding of a screening, numbered',
    access: mediationStaff,
    input: z.strictObject({ enquiry: enquiryInput }),
    output: saved.extend({ number: z.string() }),
  }),
  correctEnquiry: command({
    summary: 'Correct an enquiry or add its answer',
    access: mediationStaff,
    input: z.strictObject({ id, version, enquiry: enquiryInput }),
    output: saved,
  }),
  promoteEnquiry: command({
    summary: 'Make a case of an enquiry, with its data; once',
    access: mediationStaff,
    input: z.strictObject({ id, version, case: promoteFields }),
    output: z.object({ caseId: id }),
  }),
  countEnquiries: query({
    summary: 'Enquiries counted by month, kind and result, for the statistics',
    access: caseReaders,
    input: z.strictObject({ from: civilDate, to: civilDate }),
    output: z.object({
      rows: z.array(
        z.object({ month, kind: z.enum(enquiryKinds), result: z.enum(enquiryResults), count: z.int() }),
      ),
      total: z.int(),
    }),
  }),
};
