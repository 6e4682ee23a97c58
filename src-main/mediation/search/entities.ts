import { EntitySchema } from 'typeorm';
import { numberKey } from '../../platform/database/columns.ts';

/*
 * The indexes themselves, `case_names` and `case_texts`, are virtual tables of FTS5 (migration 0006): no entity can
 * describe them, and only index-store.ts and search-store.ts touch them.
 */

/** A case whose words changed since they were indexed; triggers put it here, `keepSearchWords` takes it out. */
export interface PendingCaseRecord {
  seq: number;
}

export const PendingCases = new EntitySchema<PendingCaseRecord>({
  name: 'case_search_pending',
  columns: { seq: numberKey },
});
