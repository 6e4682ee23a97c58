import type { Migration } from './migration.ts';

export const proceedings0004: Migration = {
  name: '0004-proceedings',
  statements: [],
};
