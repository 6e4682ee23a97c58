/** What the statements of migration 0008 are put together from. */

export const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
export const flag = (column: string) => `CHECK (${column} IN (0, 1))`;
export const version = 'version INTEGER NOT NULL CHECK (version > 0)';

export const refuse = (name: string, event: string, table: string, code: string, condition?: string) =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table}${condition === undefined ? '' : ` WHEN ${condition}`}
   BEGIN SELECT RAISE(ABORT, '${code}'); END`;

/** A row that was written is never changed, removed or replaced. */
export const appendOnly = (table: string, key: string) => [
  refuse(`${table}_no_update`, 'UPDATE', table, `${table} is append-only`),
  refuse(`${table}_no_delete`, 'DELETE', table, `${table} is append-only`),
  refuse(
    `${table}_no_replace`,
    'INSERT',
    table,
    `${table} is append-only`,
    `EXISTS (SELECT 1 FROM ${table} WHERE ${key} = NEW.${key})`,
  ),
];
