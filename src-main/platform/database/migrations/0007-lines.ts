import type { Migration } from './migration.ts';

export const lines0007: Migration = {
  name: '0007-lines',
  statements: [],
};
