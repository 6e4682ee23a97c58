import { z } from 'zod';
import { command, coordinators, query, timebankStaff } from '../route.ts';
import { civilDate, id, instant, minutes, none, optionalText, personal, text } from '../values.ts';
import { hardshipClasses, transferCircles } from './rule-bodies.ts';
import { workReaders } from './work-values.ts';

/** A member that a form asks for: left empty, it says so. */
export const chosenId = z.string().min(1).pipe(id);

/** How two members belong together; read the same from both sides. */
export const relationKinds = ['spouse', 'lineal', 'relative', 'friend'] as const;

/** What was shown when a relation or a representation was written down. */
export const proofKinds = [
  'householdRegister',
  'marriageCertificate',
  'birthCertificate',
  'courtPaper',
  'committeeLetter',
  'authorisation',
  'statement',
  'other',
] as const;

/** A guardian acts in everything; a proxy in what he was given. */
export const representativeKinds = ['guardianOfMinor', 'guardianOfAdult', 'proxy'] as const;
export const representationScopes = ['requests', 'counter', 'transfers'] as const;
export type RepresentationScope = (typeof representationScopes)[number];

/** What can be done by a representative: a request written down, an order at the counter, a transfer of coins. */
export const actKinds = ['request', 'order', 'transaction'] as const;

/** `running` today · `coming` begins later · `over` its last day is past · `ended` by somebody, with a reason. */
export const termStates = ['running', 'coming', 'over', 'ended'] as const;

const term = { from: civilDate, until: civilDate.nullable().default(null) };
const proof = { proofKind: z.enum(proofKinds), proofNote: optionalText(200).meta(personal) };

interface Termed {
  from: string;
  until: string | null;
  proofKind: string;
  proofNote: string;
}

/** The last day not before the first; a proof of no listed kind is described. */
function checkTerm({ from, until, proofKind, proofNote }: Termed, context: z.RefinementCtx): void {
  if (until !== null && until < from)
    context.addIssue({ code: 'custom', path: ['until'], message: 'field.endBeforeStart' });
  if (proofKind === 'other' && proofNote === '')
    context.addIssue({ code: 'custom', path: ['proofNote'], message: 'field.required' });
}

export const relationFields = z
  .strictObject({ otherId: chosenId, kind: z.enum(relationKinds), ...proof, ...term })
  .superRefine(checkTerm);

export const representativeFields = z
  .strictObject({
    kind: z.enum(representativeKinds),
    /** A proxy’s; a guardian has all of them. */
    scopes: z.array(z.enum(representationScopes)).max(3).default([]),
    /** A member; else somebody outside, by name and telephone. */
    representativeId: id.nullable().default(null),
    name: optionalText(40),
    phone: optionalText(40).meta(personal),
    ...proof,
    ...term,
  })
  .superRefine((value, context) => {
    checkTerm(value, context);
    const missing = (path: string) =>
      context.addIssue({ code: 'custom', message: 'field.required', path: [path] });
    if (value.kind === 'proxy' && value.scopes.length === 0) missing('scopes');
    if (value.representativeId === null && value.name === '') missing('name');
    if (value.representativeId === null && value.phone === '') missing('phone');
  });
export type RepresentativeFields = z.output<typeof representativeFields>;

export const assessmentFields = z
  .strictObject({
    /** Classes of need that were found; none: looked at, and none applies. */
    classes: z.array(z.enum(hardshipClasses)).max(7).default([]),
    /** What was seen: certificate, visit, list of the street. */
    evidence: text(300),
    decidedBy: text(60),
    ...term,
    /** When it is to be looked at again. */
    reviewOn: civilDate.nullable().default(null),
  })
  .superRefine(({ from, until, reviewOn }, context) => {
    if (until !== null && until < from)
      context.addIssue({ code: 'custom', path: ['until'], message: 'field.endBeforeStart' });
    if (reviewOn !== null && (reviewOn < from || (until !== null && reviewOn > until)))
      context.addIssue({ code: 'custom', path: ['reviewOn'], message: 'field.outsideTerm' });
  });

const person = z.object({ id, name: z.string(), volunteerNumber: z.string() });

const termView = {
  from: civilDate,
  until: civilDate.nullable(),
  state: z.enum(termStates),
  endedOn: civilDate.nullable(),
  endReason: z.string(),
};
const proofView = { proofKind: z.enum(proofKinds), proofNote: z.string() };

const relationView = z.object({
  id,
  other: person.extend({ active: z.boolean() }),
  kind: z.enum(relationKinds),
  ...proofView,
  ...termView,
  confirmedBy: z.string(),
  confirmedAt: instant,
  /** Why the region’s rule lets him receive no coins today, or null: he may. */
  refusal: z.string().nullable(),
});

const representativeView = z.object({
  id,
  kind: z.enum(representativeKinds),
  scopes: z.array(z.enum(representationScopes)),
  /** The member that he is; null: somebody outside. */
  member: person.nullable(),
  name: z.string(),
  /** Masked. */
  phone: z.string(),
  ...proofView,
  ...termView,
  recordedBy: z.string(),
  recordedAt: instant,
});

/** What is missing for one of the region’s ways to receive. */
export const missingParts = [
  'person',
  'ageUnknown',
  'tooYoung',
  'tooOld',
  'coins',
  'allClasses',
  'anyClass',
] as const;

/**
 * `anybody` the place has no such rule · `fits` one of the ways · `doubt` could fit, something was not shown yet ·
 * `outside` none of the ways, whatever is shown.
 */
export const eligibilityVerdicts = ['anybody', 'fits', 'doubt', 'outside'] as const;

export const receiverWay = z.object({
  fromAge: z.int().nullable(),
  toAge: z.int().nullable(),
  withCoins: z.boolean(),
  allOf: z.array(z.enum(hardshipClasses)),
  anyOf: z.array(z.enum(hardshipClasses)),
  byFund: z.boolean(),
  missing: z.array(z.enum(missingParts)),
});

const assessmentView = z.object({
  id,
  seq: z.int(),
  classes: z.array(z.enum(hardshipClasses)),
  evidence: z.string(),
  decidedBy: z.string(),
  from: civilDate,
  until: civilDate.nullable(),
  reviewOn: civilDate.nullable(),
  recordedBy: z.string(),
  recordedAt: instant,
  /** The one that counts today. */
  current: z.boolean(),
});

/** Somebody to whom the fund or a pool may give, and what he already got. */
const inNeedView = person.extend({
  classes: z.array(z.enum(hardshipClasses)),
  byFund: z.boolean(),
  /** Days since coins were last given to him, or since he was assessed. */
  waitingDays: z.int(),
  lastGivenOn: civilDate.nullable(),
  /** Out of pools and by the fund, this year and in all. */
  yearMinutes: minutes,
  allMinutes: minutes,
  availableMinutes: minutes,
});

const amount = z.int().min(1, 'field.tooSmall').max(1_000_000);

export const fundListFields = z.strictObject({
  /** Stands on the paper and on every booking: what it is issued for. */
  reason: text(100),
  rows: z
    .array(z.strictObject({ memberId: id, minutes: amount }))
    .min(1)
    .max(500),
});

export const circleRoutes = {
  readCircle: query({
    summary: 'Relatives and friends of a member with what was shown, and who acts for him; telephones masked',
    access: workReaders,
    input: z.strictObject({ memberId: id }),
    output: z.object({
      /** How far the region’s circle of transfers reaches, and from which age one may receive. */
      transferCircle: z.enum(transferCircles),
      transferFromAge: z.int().nullable(),
      rule: z.string(),
      /** The guardian as it was typed before guardians had records of their own. */
      guardianText: z.string(),
      relations: z.array(relationView),
      representatives: z.array(representativeView),
    }),
  }),
  recordRelation: command({
    summary: 'Two members are relatives or friends: how, and what was shown',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, relation: relationFields }),
    output: z.object({ id }),
  }),
  endRelation: command({
    summary: 'A relation no longer holds; it stays on file with the reason',
    access: timebankStaff,
    input: z.strictObject({ id, endedOn: civilDate, reason: text(200) }),
    output: z.object({ id }),
  }),
  recordRepresentative: command({
    summary: 'Somebody acts for a member: guardian or proxy, in what, from when to when',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, representative: representativeFields }),
    output: z.object({ id }),
  }),
  endRepresentative: command({
    summary: 'Somebody no longer acts for a member; it stays on file with the reason',
    access: timebankStaff,
    input: z.strictObject({ id, endedOn: civilDate, reason: text(200) }),
    output: z.object({ id }),
  }),
  revealRepresentative: command({
    summary: 'The telephone of a representative in full (audited)',
    access: timebankStaff,
    repeatable: true,
    input: z.strictObject({ id }),
    output: z.object({ id, phone: z.string() }),
  }),
  readEligibility: query({
    summary: 'Whether a member may receive by the region’s rule, what is missing, and his assessments',
    access: workReaders,
    input: z.strictObject({ memberId: id }),
    output: z.object({
      verdict: z.enum(eligibilityVerdicts),
      rule: z.string(),
      age: z.int().nullable(),
      coinMinutes: minutes,
      /** Whether the fund may issue to him, and a pool may grant. */
      byFund: z.boolean(),
      inNeed: z.boolean(),
      ways: z.array(receiverWay),
      assessments: z.array(assessmentView),
    }),
  }),
  assessRecipient: command({
    summary: 'A member’s classes of need, with the evidence; it takes the place of the assessment before',
    access: coordinators,
    input: z.strictObject({ memberId: id, assessment: assessmentFields }),
    output: z.object({ id, seq: z.int() }),
  }),
  listAssessmentsDue: query({
    summary: 'Assessments that end or are to be looked at again soon',
    access: workReaders,
    input: none,
    output: z.object({
      rows: z.array(
        person.extend({
          on: civilDate,
          /** It ends that day, or is to be looked at again. */
          why: z.enum(['until', 'review']),
        }),
      ),
    }),
  }),
  listInNeed: query({
    summary: 'Whom the fund and the pools may give to: those who wait longest first, with what each got',
    access: workReaders,
    input: none,
    output: z.object({ open: z.boolean(), fundOpen: z.boolean(), rows: z.array(inNeedView) }),
  }),
  issueFundList: command({
    summary:
      'The fund issues coins to several members at once, all or none, with a list for their signatures',
    access: coordinators,
    input: fundListFields,
    output: z.object({ id, number: z.string(), documentId: id, minutes }),
  }),
  listFundLists: query({
    summary: 'Lists by which the fund issued coins, newest first',
    access: workReaders,
    input: none,
    output: z.object({
      rows: z.array(
        z.object({
          id,
          number: z.string(),
          reason: z.string(),
          members: z.int(),
          minutes,
          issuedOn: civilDate,
          issuedBy: z.string(),
          documentId: id,
        }),
      ),
    }),
  }),
};
