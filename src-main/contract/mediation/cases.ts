import { z } from 'zod';
import { command, mediationStaff, query } from '../route.ts';
import { civilDate, fen, id, optionalText, page, saved, version } from '../values.ts';
import {
  caseReaders,
  caseStages,
  caseWaits,
  caseSources,
  caseParty,
  caseInput,
  outcomes,
} from './case-values.ts';
import { caseRow, caseView } from './case-views.ts';
import { finding } from './finding.ts';

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
  /** What they wait for, as of today; the figures of the workbench. */
  waits: z.enum(caseWaits).optional(),
  /** Cases I mediate, and those I registered that nobody mediates yet. */
  onlyMine: z.boolean().default(false),
};

export const casesRoutes = {
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
};
