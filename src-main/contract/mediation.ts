import { z } from 'zod';
import { pdf } from './documents.ts';
import { partyFields } from './people.ts';
import { command, everyRole, mediationStaff, mediators, query, type Role } from './route.ts';
import {
  civilDate,
  clockTime,
  fen,
  id,
  instant,
  optionalText,
  page,
  personal,
  saved,
  text,
  version,
} from './values.ts';

export const caseReaders = [
  'administrator',
  'mediator',
  'clerk',
  'auditor',
] as const satisfies readonly Role[];

export const caseStages = [
  'registered',
  'accepted',
  'mediating',
  'agreed',
  'performing',
  'closed',
  'declined',
  'terminated',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** 人民调解法 art. 17–18: written or oral application, own initiative, referral. */
export const caseSources = ['writtenApplication', 'oralApplication', 'ownInitiative', 'referral'] as const;
export const partyRoles = ['applicant', 'respondent', 'thirdParty'] as const;
/** How a party consented to mediation or refused it. */
export const consentManners = ['inPerson', 'written', 'phone', 'online', 'byAgent', 'notStated'] as const;

export const representative = z.strictObject({
  id: id.optional(),
  kind: z.enum(['agent', 'guardian']),
  name: text(40),
  /** How the representative stands to the party: 律师, 父亲, 员工 … */
  relation: optionalText(40),
  /** 一般授权 / 特别授权; a guardian acts by law and needs none. */
  scope: z.enum(['general', 'special', 'byLaw']).default('general'),
  authority: optionalText(200),
  phone: optionalText(40).meta(personal),
  idNumber: optionalText(40).meta(personal),
});

export const caseParty = partyFields.extend({
  /** Id of the party on this case; made by the client for a new one, so that clauses may point at it at once. */
  id,
  role: z.enum(partyRoles),
  /** Entry of the directory it was taken from; a new entry is made when absent. */
  directoryId: id.optional(),
  /** 人民调解法 art. 17: nobody is mediated against a clear refusal. `null`: not asked yet. */
  consents: z.boolean().nullable().default(null),
  representatives: z.array(representative).max(10).default([]),
});
export type CaseParty = z.output<typeof caseParty>;

export const caseFields = z.strictObject({
  title: text(100),
  disputeType: z.string().min(1).max(40),
  disputeSubType: optionalText(40),
  source: z.enum(caseSources),
  /** Code of the referring body (court, police, …); required with `referral`. */
  referralSource: optionalText(40),
  referralBody: optionalText(80),
  referralNumber: optionalText(60),
  appliedOn: civilDate,
  areaId: id.nullable().default(null),
  facts: text(20_000),
  /** 当事人申请事项, one line each. */
  requests: z.array(text(500)).max(20).default([]),
  claimedFen: fen.nullable().default(null),
  /** 人民调解法 art. 23: the parties may ask for open or closed mediation. */
  closedToPublic: z.boolean().default(true),
  parties: z.array(caseParty).min(1).max(200),
});
export type CaseFields = z.output<typeof caseFields>;

/** The stage-free checks a form can make itself; the rest is the server's. */
export const caseInput = caseFields.superRefine((value, context) => {
  if (value.source === 'referral' && value.referralSource === '') {
    context.addIssue({ code: 'custom', message: 'field.required', path: ['referralSource'] });
  }
});

export const clauseKinds = ['payment', 'act', 'apology', 'other'] as const;

export const instalment = z.strictObject({
  amountFen: fen.nullable(),
  dueOn: civilDate.nullable(),
  /** When no civil date was agreed: 次年端午节前, 每月末 … */
  dueText: optionalText(60),
});

export const clause = z.strictObject({
  id,
  kind: z.enum(clauseKinds),
  /** What is paid for, done, apologised for or otherwise agreed. */
  text: optionalText(2_000),
  /** Who pays, acts or apologises; ids of parties of this case. */
  debtorIds: z.array(id).max(200).default([]),
  /** To whom. */
  creditorIds: z.array(id).max(200).default([]),
  amountFen: fen.nullable().default(null),
  /** When no fixed amount was agreed: 据实结算 … */
  amountText: optionalText(60),
  dueOn: civilDate.nullable().default(null),
  dueText: optionalText(60),
  manner: optionalText(60),
  instalments: z.array(instalment).max(120).default([]),
});
export type Clause = z.output<typeof clause>;

export const agreementFields = z.strictObject({
  form: z.enum(['written', 'oral']).default('written'),
  /** 纠纷主要事实 (art. 29). */
  facts: optionalText(20_000),
  /** 争议事项. */
  issues: optionalText(5_000),
  responsibilities: z
    .array(z.strictObject({ partyId: id, text: text(500) }))
    .max(200)
    .default([]),
  clauses: z.array(clause).max(120).default([]),
  /** 履行方式、时限 beyond what the clauses say. */
  performance: optionalText(2_000),
  /** The day on which agreement was reached. */
  concludedOn: civilDate.nullable().default(null),
  place: optionalText(80),
  recorder: optionalText(40),
});
export type AgreementFields = z.output<typeof agreementFields>;

export const severities = ['error', 'warning', 'hint'] as const;

/** One remark of the checker. The sentence is `findings.<code>` in i18n, filled from `params`. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(severities),
  /** Dotted path into what was checked: `clauses.2.amountFen`. */
  place: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Law or rule it comes from: `人民调解法 art. 29`. */
  source: z.string(),
});
export type Finding = z.output<typeof finding>;

export const signatureAct = z.strictObject({
  actor: z.enum(['party', 'mediator', 'committee']),
  /** Case party id or user id; `null` for the committee’s seal. */
  actorId: id.nullable(),
  signature: z.boolean().default(false),
  fingerprint: z.boolean().default(false),
  seal: z.boolean().default(false),
  doneOn: civilDate.nullable().default(null),
});
export type SignatureAct = z.output<typeof signatureAct>;

export const outcomes = [
  'performed',
  'performing',
  'notPerformed',
  'lawsuit',
  'judiciallyConfirmed',
] as const;
export const terminationReasons = [
  'noAgreement',
  'refused',
  'withdrawn',
  'overTime',
  'otherRoute',
  'other',
] as const;

/** National table, row 11: what mediation prevented, each in 件 and 人. */
export const preventionKinds = ['suicide', 'criminal', 'groupFight', 'groupPetition'] as const;
export const prevention = z.strictObject({
  kind: z.enum(preventionKinds),
  cases: z.int().min(0).max(100),
  persons: z.int().min(0).max(100_000),
});
export type Prevention = z.output<typeof prevention>;

/** 简案 / 繁案, for the court that gets the case next. */
export const complexities = ['simple', 'complex'] as const;

export const caseRow = z.object({
  id,
  number: z.string().nullable(),
  title: z.string(),
  stage: z.enum(caseStages),
  disputeType: z.string(),
  source: z.enum(caseSources),
  appliedOn: civilDate,
  acceptedOn: civilDate.nullable(),
  closedOn: civilDate.nullable(),
  outcome: z.enum(outcomes).nullable(),
  areaId: id.nullable(),
  parties: z.array(z.string()),
  partyCount: z.int(),
  mediators: z.array(z.string()),
  amountFen: z.int().nullable(),
  nextAction: z.string().nullable(),
  nextDueOn: civilDate.nullable(),
  updatedAt: instant,
});
export type CaseRow = z.output<typeof caseRow>;

/** A day of a case that is coming, come or over: a term, a performance, a visit, the clock of art. 33. */
export const caseWarning = z.object({
  caseId: id,
  number: z.string().nullable(),
  title: z.string(),
  action: z.string(),
  dueOn: civilDate,
  daysLeft: z.int(),
  /** How many more of the same kind the case has. */
  more: z.int(),
});
export type CaseWarning = z.output<typeof caseWarning>;

export const sessionFields = z.strictObject({
  heldOn: civilDate,
  startsAt: clockTime,
  endsAt: clockTime,
  place: text(80),
  attendees: optionalText(500),
  minutes: text(20_000),
  result: optionalText(2_000),
  recorder: optionalText(40),
});

export const caseView = caseFields.extend({
  id,
  version,
  number: z.string().nullable(),
  stage: z.enum(caseStages),
  acceptedOn: civilDate.nullable(),
  rightsNotifiedOn: civilDate.nullable(),
  declineReason: z.string(),
  terminationReason: z.string(),
  outcome: z.enum(outcomes).nullable(),
  closedOn: civilDate.nullable(),
  /** Deadline of general or special mediation in force for this case. */
  dueOn: civilDate.nullable(),
  nextAction: z.string().nullable(),
  nextDueOn: civilDate.nullable(),
  parties: z.array(
    caseParty.extend({
      phone: z.string(),
      address: z.string(),
      idNumber: z.string(),
      directoryId: id,
      findings: z.array(finding),
    }),
  ),
  mediators: z.array(
    z.object({ userId: id, name: z.string(), lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }),
  ),
  sessions: z.array(sessionFields.extend({ id, version, number: z.int(), late: z.boolean() })),
  agreement: agreementFields
    .extend({
      version,
      number: z.string().nullable(),
      issuedDocumentId: id.nullable(),
      effectiveOn: civilDate.nullable(),
      copies: z.int(),
      acts: z.array(signatureAct.extend({ name: z.string() })),
    })
    .nullable(),
  timeline: z.array(z.object({ on: z.string(), what: z.string(), params: z.record(z.string(), z.string()) })),
});
export type CaseView = z.output<typeof caseView>;

export const papers = [
  'applicationForm',
  'acceptanceForm',
  'rightsNotice',
  'powerOfAttorney',
  'serviceAddress',
  'sessionNotice',
  'insurerNotice',
  'recusalDecision',
  'investigationRecord',
  'evidenceList',
  'expertConsultation',
  'jointOpinion',
  'mediationRecord',
  'undisputedFacts',
  'deadlineSheet',
  'extensionAgreement',
  'suspensionNote',
  'agreement',
  'nonAcceptanceLetter',
  'terminationNotice',
  'preFilingTermination',
  'receipt',
  'urgingLetter',
  'returnVisit',
  'confirmationApplication',
  'confirmationMaterials',
  'mediationCertificate',
  'closingReport',
] as const;
export type PaperName = (typeof papers)[number];

export const caseSorts = ['updatedAt', 'appliedOn', 'number', 'title', 'stage', 'nextDueOn'] as const;

/** What the list of cases can be narrowed by; saved filters and exports use the same. */
export const caseFilter = {
  text: optionalText(80),
  stages: z.array(z.enum(caseStages)).optional(),
  disputeTypes: z.array(z.string().max(40)).max(100).optional(),
  sources: z.array(z.enum(caseSources)).optional(),
  outcomes: z.array(z.enum(outcomes)).optional(),
  mediatorId: id.optional(),
  areaId: id.optional(),
  /** Entry of the directory of parties. */
  partyId: id.optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  closedFrom: civilDate.optional(),
  closedTo: civilDate.optional(),
  minAmountFen: fen.optional(),
  onlyWithoutNextAction: z.boolean().default(false),
};

export const mediation = {
  listCases: query({
    summary:
      'Cases with filter, sort and paging; text matches numbers, titles, people and last digits of a phone',
    access: caseReaders,
    input: z.strictObject({
      ...caseFilter,
      sort: z.enum(caseSorts).default('updatedAt'),
      descending: z.boolean().default(true),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(caseRow), total: z.int() }),
  }),
  readCase: query({
    summary: 'One case file, personal data masked',
    access: caseReaders,
    input: z.strictObject({ id }),
    output: caseView,
  }),
  revealCase: command({
    summary: 'One case file’s parties in full, for reading or editing (audited)',
    access: mediationStaff,
    repeatable: true,
    input: z.strictObject({ id }),
    output: z.object({ version, parties: z.array(caseParty) }),
  }),
  registerCase: command({
    summary: 'Register an application, own initiative or referral',
    access: mediationStaff,
    input: z.strictObject({ case: caseInput }),
    output: saved,
  }),
  updateCase: command({
    summary: 'Correct the registration while the case is open',
    access: mediationStaff,
    input: z.strictObject({ id, version, case: caseInput }),
    output: saved,
  }),
  checkParties: query({
    summary: 'Warnings on ID numbers, credit codes and roles of parties as they are typed',
    access: mediationStaff,
    input: z.strictObject({ parties: z.array(caseParty.partial().loose()).max(200) }),
    output: z.object({ findings: z.array(finding) }),
  }),
  acceptCase: command({
    summary: 'Accept: number by the committee’s pattern, notice of rights, consent of each party',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      acceptedOn: civilDate,
      rightsNotifiedOn: civilDate,
      consents: z
        .array(
          z.strictObject({
            partyId: id,
            consents: z.boolean(),
            /** The day of acceptance when not given. */
            on: civilDate.optional(),
            manner: z.enum(consentManners).default('notStated'),
          }),
        )
        .min(1),
      mediators: z
        .array(z.strictObject({ userId: id, lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }))
        .min(1)
        .max(20),
      /** Number of a paper case entered afterwards; checked for uniqueness. */
      manualNumber: optionalText(60),
    }),
    output: saved.extend({ number: z.string() }),
  }),
  declineCase: command({
    summary: 'Do not accept, with the reason',
    access: mediators,
    input: z.strictObject({ id, version, reason: text(500) }),
    output: saved,
  }),
  assignMediators: command({
    summary: 'Change who mediates',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      mediators: z
        .array(z.strictObject({ userId: id, lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }))
        .min(1)
        .max(20),
    }),
    output: saved,
  }),
  recordSession: command({
    summary: 'Record or correct the minutes of a mediation session',
    access: mediators,
    input: z.strictObject({
      caseId: id,
      sessionId: id.optional(),
      version: version.optional(),
      session: sessionFields,
    }),
    output: saved,
  }),
  checkAgreement: query({
    summary: 'Errors and warnings of an agreement as it is typed',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, agreement: agreementFields }),
    output: z.object({
      findings: z.array(finding),
      totalFen: z.int(),
      totalCapitals: z.string(),
      copies: z.int(),
    }),
  }),
  saveAgreement: command({
    summary: 'Save the agreement’s clauses (not yet issued)',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, version: version.optional(), agreement: agreementFields }),
    output: z.object({ version }),
  }),
  previewPaper: query({
    summary: 'Draft PDF of a paper of the case; an agreement may be passed as typed (audited)',
    access: mediationStaff,
    audited: { target: 'case', key: 'caseId' },
    input: z.strictObject({
      caseId: id,
      paper: z.enum(papers),
      /** Record that the paper is about (a session, a visit, a party …); empty where it is the case itself. */
      subject: z.union([id, z.literal('')]).default(''),
      agreement: agreementFields.optional(),
    }),
    output: pdf,
  }),
  issuePaper: command({
    summary: 'Issue a paper: numbered, registered with its bytes; an agreement must have no errors',
    access: mediationStaff,
    input: z.strictObject({
      caseId: id,
      paper: z.enum(papers),
      subject: z.union([id, z.literal('')]).default(''),
      /** Version of the agreement as shown; required for the agreement, which is frozen by being issued. */
      version: version.optional(),
    }),
    output: z.object({ documentId: id, number: z.string(), pages: z.int() }),
  }),
  recordSignatures: command({
    summary: 'Tick signatures, fingerprints and the seal; the last of them dates the effect',
    access: mediationStaff,
    input: z.strictObject({ caseId: id, version, acts: z.array(signatureAct).max(300) }),
    output: z.object({ version, effectiveOn: civilDate.nullable() }),
  }),
  closeCase: command({
    summary: 'Close a case whose agreement is in effect, with its outcome',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      outcome: z.enum(outcomes),
      on: civilDate,
      note: optionalText(1_000),
      prevention: z.array(prevention).max(4).default([]),
    }),
    output: saved,
  }),
  terminateCase: command({
    summary: 'End mediation without agreement and tell the parties the other routes (art. 26)',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      reason: z.enum(terminationReasons),
      on: civilDate,
      routesNotified: z.literal(true, 'field.routesNotified'),
      note: optionalText(1_000),
      /** Who refused to go on (art. 17), with the reason `refused`. */
      refusedBy: z.array(id).max(200).default([]),
      /** For the court: 争议焦点, 简案 / 繁案. */
      disputeFocus: optionalText(2_000),
      complexity: z.enum(complexities).nullable().default(null),
    }),
    output: saved,
  }),
  readWorkbench: query({
    summary: 'Cases due, overdue and without next action, for the signed-in account',
    access: everyRole,
    input: z.strictObject({ onlyMine: z.boolean().default(false) }),
    output: z.object({
      today: civilDate,
      counts: z.object({
        open: z.int(),
        overdue: z.int(),
        dueSoon: z.int(),
        withoutNextAction: z.int(),
        closedThisYear: z.int(),
        overduePerformance: z.int(),
        visitsDue: z.int(),
        confirmations: z.int(),
      }),
      due: z.array(caseRow),
      withoutNextAction: z.array(caseRow),
      /** What the thresholds of the reference data warn of, the most urgent first. */
      warnings: z.array(caseWarning),
      /** The committee’s own term, when it is about to end or over. */
      committeeTerm: z.object({ endsOn: civilDate, daysLeft: z.int() }).nullable(),
    }),
  }),
};
