import type { Migration } from './migration.ts';

export const subsidy0009: Migration = {
  name: '0009-subsidy',
  statements: [],
};
