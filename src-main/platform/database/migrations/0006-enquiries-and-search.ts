import type { Migration } from './migration.ts';

export const search0006: Migration = {
  name: '0006-enquiries-and-search',
  statements: [],
};
