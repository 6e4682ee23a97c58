import type { Migration } from './migration.ts';

export const dossier0008: Migration = {
  name: '0008-dossier-and-archive',
  statements: [],
};
