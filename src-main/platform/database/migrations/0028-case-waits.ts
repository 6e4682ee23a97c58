import type { Migration } from './migration.ts';

/** What cases wait for is one filter now: saved views that asked for cases without a next action go on doing so. */
export const caseWaits0028: Migration = {
  name: '0028-case-waits',
  statements: [
    `UPDATE case_views SET body = json_set(body, '$.filter.waits', 'nothing')
     WHERE body ->> '$.filter.onlyWithoutNextAction'`,
    `UPDATE case_views SET body = json_remove(body, '$.filter.onlyWithoutNextAction')`,
  ],
};
