import { z } from 'zod';
import { caseReaders, caseStages } from './case-values.ts';
import { command, query } from '../route.ts';
import { civilDate, id, none, text } from '../values.ts';

/** Hits that a page of answers holds. */
export const SEARCH_PAGE = 50;

/** Where a word was found; the order is that of a line of answers. */
export const searchFields = [
  'number',
  'agreementNumber',
  'title',
  'party',
  'representative',
  'phone',
  'facts',
  'requests',
  'minutes',
  'result',
  'agreementFacts',
  'clauses',
  'document',
] as const;
export type SearchField = (typeof searchFields)[number];

/** Plain text with the places of the words in it, as [start, end) in UTF-16 units: the window marks them, no HTML. */
export const marked = z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) });
export type Marked = z.output<typeof marked>;

/** Where a list of answers goes on. `names`: hits by number, title or person come first, newest first. */
export const searchCursor = z.strictObject({ group: z.enum(['names', 'texts']), before: z.int().min(0) });
export type SearchCursor = z.output<typeof searchCursor>;

export const searchHit = z.object({
  id,
  number: marked.nullable(),
  title: marked,
  stage: z.enum(caseStages),
  appliedOn: civilDate,
  /** The parties, as many as a line shows; those that were found are among them. */
  parties: z.array(marked),
  partyCount: z.int(),
  /** Every other place where a word was found, with some text around it; a phone is masked. */
  found: z.array(z.object({ field: z.enum(searchFields), snippet: marked })),
});
export type SearchHit = z.output<typeof searchHit>;

export const searchRoutes = {
  search: query({
    summary: 'Cases by numbers, titles, people, last digits of a phone, facts, minutes, clauses and papers',
    access: caseReaders,
    input: z.strictObject({
      text: text(80),
      cursor: searchCursor.optional(),
      limit: z.int().min(1).max(SEARCH_PAGE).default(SEARCH_PAGE),
    }),
    output: z.object({
      hits: z.array(searchHit),
      /**
       * Where to go on; `null` when everything was looked through. It may come with fewer hits than asked for, even
       * none: one call looks at a bounded number of cases.
       */
      next: searchCursor.nullable(),
      /** Cases that are not indexed yet (after an update of the program); 0: answers are complete. */
      pending: z.int(),
    }),
  }),
  readSearchIndex: query({
    summary: 'How many cases there are, and how many of them wait to be indexed',
    access: caseReaders,
    input: none,
    output: z.object({ cases: z.int(), pending: z.int() }),
  }),
  rebuildSearch: command({
    summary: 'Make the search index of all cases anew',
    access: ['administrator'],
    input: none,
    output: z.object({ jobId: id }),
  }),
};
