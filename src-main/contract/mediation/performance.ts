import { z } from 'zod';
import { clauseKinds } from './agreement-values.ts';
import { caseReaders, outcomes, prevention } from './case-values.ts';
import { command, mediationStaff, mediators, query } from '../route.ts';
import { proofFiles } from './record-files.ts';
import { civilDate, fen, id, optionalText, saved, text, version } from '../values.ts';

/** `<clause id>/<n>`: the clause as a whole (0) or its n-th instalment. */
export const itemKey = z.string().regex(/^[0-9a-f-]{36}\/\d{1,3}$/, 'field.unknownReference');

export const itemStates = ['open', 'soon', 'overdue', 'partPaid', 'done', 'refused'] as const;
export type ItemState = (typeof itemStates)[number];

export const entryKinds = ['receipt', 'done', 'refused', 'reversal'] as const;
export type EntryKind = (typeof entryKinds)[number];

export const satisfactionLevels = ['verySatisfied', 'satisfied', 'fair', 'dissatisfied'] as const;
export const visitManners = ['phone', 'atHome', 'atCommittee', 'online', 'other'] as const;
export const performanceOnVisit = ['full', 'partly', 'none', 'notDue'] as const;

/** Steps of a joint request to the court (人民调解法 art. 33); the states they lead to are below. */
export const confirmationEvents = [
  'forgo',
  'plan',
  'apply',
  'accept',
  'confirm',
  'reject',
  'withdraw',
  'enforce',
  'undo',
] as const;
export type ConfirmationEvent = (typeof confirmationEvents)[number];

/** 未定 / 不申请 / 拟申请 / 已申请 / 受理 / 确认 / 驳回 / 撤回 / 执行. */
export const confirmationStates = [
  'undecided',
  'forgone',
  'planned',
  'applied',
  'accepted',
  'confirmed',
  'rejected',
  'withdrawn',
  'enforcing',
] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

export const courtStepKinds = ['lawsuit', 'paymentOrder', 'enforcement'] as const;
export type CourtStepKind = (typeof courtStepKinds)[number];
/** National table, row 10: 维持 / 变更 / 撤销 / 确认无效; the others are for payment order and enforcement. */
export const courtResults = [
  'pending',
  'upheld',
  'changed',
  'revoked',
  'invalid',
  'withdrawn',
  'issued',
  'refused',
  'completed',
  'ended',
] as const;
export type CourtResult = (typeof courtResults)[number];
export const courtResultsOf: Record<CourtStepKind, readonly CourtResult[]> = {
  lawsuit: ['pending', 'upheld', 'changed', 'revoked', 'invalid', 'withdrawn'],
  paymentOrder: ['pending', 'issued', 'refused', 'withdrawn'],
  enforcement: ['pending', 'completed', 'ended', 'withdrawn'],
};

/** Why an outcome is refused when closing; the window has a sentence for each. */
export const closingRefusals = ['openItems', 'nothingOpen', 'noLawsuit', 'notConfirmed'] as const;
export type ClosingRefusal = (typeof closingRefusals)[number];

export const receiptFields = z.strictObject({
  itemKey,
  amountFen: fen.min(1),
  paidOn: civilDate,
  manner: optionalText(60),
  /** What proves it: 收条, transfer slip, photo. */
  evidence: optionalText(200),
  fileId: id.nullable().default(null),
  /** More than is open is paid on purpose: without this it is refused. */
  overpayment: z.boolean().default(false),
});

export const itemResultFields = z.strictObject({
  itemKey,
  result: z.enum(['done', 'refused']),
  on: civilDate,
  note: optionalText(500),
});

export const urgingFields = z.strictObject({
  itemKeys: z.array(itemKey).min(1).max(120),
  on: civilDate,
  manner: optionalText(60),
  content: text(2_000),
});

export const visitFields = z.strictObject({
  /** Entry of the plan that it fulfils; empty: a further visit. */
  planKey: optionalText(40),
  visitedOn: civilDate,
  manner: z.enum(visitManners),
  visitors: text(80),
  /** Parties that were asked. */
  partyIds: z.array(id).max(200).default([]),
  performance: z.enum(performanceOnVisit),
  findings: text(2_000),
  satisfaction: optionalText(500),
  lawsuit: optionalText(500),
  hiddenRisk: optionalText(1_000),
  measures: optionalText(1_000),
});
export type VisitFields = z.output<typeof visitFields>;

export const confirmationStep = z.strictObject({
  event: z.enum(confirmationEvents),
  on: civilDate,
  court: optionalText(80),
  /** 调确字 number of acceptance, or the number of the ruling. */
  number: optionalText(60),
  note: optionalText(500),
});

export const courtStepFields = z.strictObject({
  kind: z.enum(courtStepKinds),
  filedOn: civilDate,
  court: text(80),
  number: optionalText(60),
  filedBy: optionalText(120),
  result: z.enum(courtResults).default('pending'),
  resultOn: civilDate.nullable().default(null),
  note: optionalText(1_000),
});

export const satisfactionFields = z.strictObject({
  partyId: id,
  level: z.enum(satisfactionLevels),
  on: civilDate,
  note: optionalText(500),
});

const entry = z.object({
  id,
  kind: z.enum(entryKinds),
  amountFen: z.int().nullable(),
  on: civilDate,
  manner: z.string(),
  evidence: z.string(),
  fileId: id.nullable(),
  late: z.boolean(),
  reversed: z.boolean(),
  reason: z.string(),
  recordedBy: z.string(),
});

const item = z.object({
  key: z.string(),
  clause: z.int(),
  instalment: z.int(),
  kind: z.enum(clauseKinds),
  text: z.string(),
  debtors: z.array(z.string()),
  creditors: z.array(z.string()),
  amountFen: z.int().nullable(),
  amountText: z.string(),
  dueOn: civilDate.nullable(),
  dueText: z.string(),
  manner: z.string(),
  paidFen: z.int(),
  openFen: z.int().nullable(),
  overFen: z.int(),
  state: z.enum(itemStates),
  doneOn: civilDate.nullable(),
  /** When it is asked for: its date, or the reminder of an undated one. */
  askOn: civilDate.nullable(),
  entries: z.array(entry),
});
export type PerformanceItem = z.output<typeof item>;

export const performanceView = z.object({
  caseId: id,
  today: civilDate,
  effectiveOn: civilDate.nullable(),
  items: z.array(item),
  totals: z.object({
    totalFen: z.int(),
    paidFen: z.int(),
    openFen: z.int(),
    overFen: z.int(),
    items: z.int(),
    done: z.int(),
    overdue: z.int(),
    refused: z.int(),
  }),
  urgings: z.array(urgingFields.extend({ id, late: z.boolean(), recordedBy: z.string() })),
  visitPlan: z.array(
    z.object({ key: z.string(), anchorOn: civilDate, dueOn: civilDate, visitedOn: civilDate.nullable() }),
  ),
  visits: z.array(visitFields.extend({ id, version, late: z.boolean() })),
  satisfaction: z.array(
    z.object({
      partyId: id,
      name: z.string(),
      level: z.enum(satisfactionLevels).nullable(),
      on: civilDate.nullable(),
      note: z.string(),
      version: z.int(),
    }),
  ),
  confirmation: z.object({
    state: z.enum(confirmationStates),
    /** Events recorded so far: the optimistic lock of the next one. */
    count: z.int(),
    /** What may follow now. */
    next: z.array(z.enum(confirmationEvents)),
    /** Steps of agreements that were replaced first; they can no longer be undone. */
    events: z.array(
      confirmationStep.extend({ id, late: z.boolean(), undone: z.boolean(), former: z.boolean() }),
    ),
    dueOn: civilDate.nullable(),
    daysLeft: z.int().nullable(),
    /** `tooEarly` before effect; `calm`, `warn` (a threshold has passed), `last` (today), `over`; `settled`. */
    urgency: z.enum(['tooEarly', 'calm', 'warn', 'last', 'over', 'settled']),
    papers: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        required: z.boolean(),
        ready: z.boolean(),
        /** Papers issued on the case that fulfil the line: it is ready by itself. */
        attached: z.array(z.object({ id, title: z.string() })),
      }),
    ),
    papersVersion: z.int(),
  }),
  courtSteps: z.array(courtStepFields.extend({ id, version })),
  prevention: z.array(prevention),
  /** What closing would say to each outcome, today. */
  closing: z.array(
    z.object({ outcome: z.enum(outcomes), allowed: z.boolean(), reason: z.enum(closingRefusals).nullable() }),
  ),
  /** Rows 10 and 11 of the national table, for this case. */
  outcomeCodes: z.array(z.string()),
});
export type PerformanceView = z.output<typeof performanceView>;

const caseId = id;

export const performanceRoutes = {
  readPerformance: query({
    summary: 'Schedule of performance, receipts, urging, visits, satisfaction, judicial confirmation, courts',
    access: caseReaders,
    input: z.strictObject({ caseId }),
    output: performanceView,
  }),
  recordReceipt: command({
    summary: 'Record a payment on one item of the schedule (append-only; late entries are marked)',
    access: mediationStaff,
    input: z.strictObject({ caseId, receipt: receiptFields, files: proofFiles }),
    output: z.object({ id }),
  }),
  recordItemResult: command({
    summary: 'Record that an item was done, or that its performance was refused',
    access: mediationStaff,
    input: z.strictObject({ caseId, result: itemResultFields }),
    output: z.object({ id }),
  }),
  reversePerformanceEntry: command({
    summary: 'Reverse a receipt or result that was a mistake, with the reason',
    access: mediationStaff,
    input: z.strictObject({ entryId: id, reason: text(200) }),
    output: z.object({ id }),
  }),
  recordUrging: command({
    summary: 'Record that performance was urged (art. 31)',
    access: mediationStaff,
    input: z.strictObject({ caseId, urging: urgingFields }),
    output: z.object({ id }),
  }),
  recordVisit: command({
    summary: 'Record or correct a return visit (form 12)',
    access: mediationStaff,
    input: z.strictObject({
      caseId,
      visitId: id.optional(),
      version: version.optional(),
      visit: visitFields,
      files: proofFiles,
    }),
    output: saved,
  }),
  recordSatisfaction: command({
    summary: 'How satisfied a party is',
    access: mediationStaff,
    input: z.strictObject({ caseId, version: z.int().min(0), satisfaction: satisfactionFields }),
    output: z.object({ version: z.int() }),
  }),
  correctPrevention: command({
    summary: 'Correct what was counted as prevented (national table, row 11), after the case is over',
    access: mediators,
    input: z.strictObject({
      caseId,
      /** Of the case. */
      version,
      prevention: z.array(prevention).max(4),
    }),
    output: saved,
  }),
  recordConfirmation: command({
    summary: 'A step of the joint request for judicial confirmation (art. 33), or undoing the last one',
    access: mediationStaff,
    input: z.strictObject({ caseId, count: z.int().min(0), step: confirmationStep, files: proofFiles }),
    output: z.object({ id, state: z.enum(confirmationStates) }),
  }),
  saveConfirmationPapers: command({
    summary: 'Which papers of the packet for the court are ready',
    access: mediationStaff,
    input: z.strictObject({
      caseId,
      version: z.int().min(0),
      ready: z.array(z.string().min(1).max(40)).max(30),
    }),
    output: z.object({ version: z.int() }),
  }),
  saveCourtStep: command({
    summary: 'A lawsuit after the agreement, a payment order or an enforcement, with its result',
    access: mediationStaff,
    input: z.strictObject({
      caseId,
      stepId: id.optional(),
      version: version.optional(),
      step: courtStepFields,
      files: proofFiles,
    }),
    output: saved,
  }),
  strikeCourtStep: command({
    summary: 'Strike out a court step that was entered by mistake, with the reason',
    access: mediationStaff,
    input: z.strictObject({ caseId, stepId: id, version, reason: text(200) }),
    output: saved,
  }),
};
