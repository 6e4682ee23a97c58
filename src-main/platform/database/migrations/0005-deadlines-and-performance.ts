import type { Migration } from './migration.ts';

export const performance0005: Migration = {
  name: '0005-deadlines-and-performance',
  statements: [],
};
