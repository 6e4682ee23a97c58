import type { Migration } from './migration.ts';

const course = 'registered accepted mediating agreed performing closed declined terminated';

/** What the list of cases filters by, in every index that it is sorted by: judging a case reads no row. */
const judged = 'seq, stage, dispute_type, applied_on, source, outcome, closed_on, amount_fen';

const orders: Record<string, string> = {
  updated: `updated_at, ${judged}`,
  applied: `applied_on, ${judged.replace(' applied_on,', '')}`,
  number: `number, ${judged}`,
  title: `title, ${judged}`,
  stage: `instr('${course}', stage), ${judged}`,
  next_due: `next_due_on, ${judged}`,
};

/** Lists of 100,000 lines, whatever they are filtered and sorted by: from indexes alone until the page is known. */
export const lists0011: Migration = {
  name: '0011-list-indexes',
  statements: [
    ...Object.entries(orders).flatMap(([name, columns]) => [
      `DROP INDEX cases_by_${name}`,
      `CREATE INDEX cases_by_${name} ON cases (${columns})`,
    ]),
    // Names are looked for in the middle: no order of an index helps, but a narrow one is gone through soon.
    'DROP INDEX enquiries_by_day',
    `CREATE INDEX enquiries_by_day ON enquiries
      (received_on, id, kind, result, follow_up_on, search_keys, phone)`,
    'DROP INDEX parties_recent',
    'CREATE INDEX parties_recent ON parties (updated_at, id, kind, search_keys, phone, id_number)',
  ],
};
