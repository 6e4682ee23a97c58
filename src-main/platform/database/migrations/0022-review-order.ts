import type { Migration } from './migration.ts';

/** The review list in its order of days, whatever its state: with the index by state alone the whole list was sorted. */
export const reviewOrder0022: Migration = {
  name: '0022-review-order',
  statements: ['CREATE INDEX timebank_review_items_recent ON timebank_review_items (served_on DESC, id)'],
};
