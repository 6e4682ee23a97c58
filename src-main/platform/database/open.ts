import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataSource, EntitySchema, MigrationInterface, QueryRunner } from 'typeorm';
import { connect, openGateway, type Database } from './gateway.ts';
import type { Migration } from './migrations/migration.ts';

/** Marks a file as ours: `PRAGMA application_id`, the bytes of “FqDk”. */
export const applicationId = 0x4671446b;

/** The file cannot be opened by this program; the message is for a person. */
export class UnusableFile extends Error {
  readonly reason: 'newer' | 'foreign' | 'damaged';
  constructor(reason: UnusableFile['reason'], message: string) {
    super(message);
    this.name = 'UnusableFile';
    this.reason = reason;
  }
}

export interface OpenOptions {
  file: string;
  entities: EntitySchema[];
  migrations: readonly Migration[];
  /** Instant used in the name of the copy that is made before migrating. */
  now: string;
  busyTimeout?: number;
}

/**
 * Opens a centre's file: refuses a newer or a foreign one without touching it, copies an older one before migrating it,
 * and migrates each step in its own transaction together with the check of its foreign keys.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  await mkdir(dirname(options.file), { recursive: true });
  const done = existsSync(options.file) ? await lookInto(options) : [];
  const missing = options.migrations.filter((migration) => !done.includes(typeormName(migration, options)));
  if (missing.length > 0) await migrate(options, done.length > 0);
  return openGateway(options);
}

/** Names of the migrations that the file has seen, by a connection that cannot write. */
async function lookInto(options: OpenOptions): Promise<string[]> {
  let source: DataSource | undefined;
  try {
    source = await connect(options, { readOnly: true });
    return await readDone(source, options);
  } catch (error) {
    if (error instanceof Error && error.message.includes('SQLITE_NOTADB')) {
      throw new UnusableFile('damaged', `${options.file} is not a database: it may be damaged or encrypted`);
    }
    throw error;
  } finally {
    await source?.destroy();
  }
}

async function migrate(options: OpenOptions, copyFirst: boolean): Promise<void> {
  const migrations = options.migrations.map((migration) => asClass(migration, options));
  const source = await connect(options, { readOnly: false, migrations });
  try {
    if (copyFirst) await copyBefore(source, options);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}

async function readDone(source: DataSource, options: OpenOptions): Promise<string[]> {
  const tables = await source.query<{ name: string }[]>(
    `SELECT name FROM sqlite_master WHERE type = 'table'`,
  );
  if (tables.length === 0) return [];
  const [mark] = await source.query<{ application_id: number }[]>('PRAGMA application_id');
  if (mark?.application_id !== applicationId) {
    throw new UnusableFile('foreign', `${options.file} was not made by Fengqiao Desk`);
  }
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const known = new Set(options.migrations.map((migration) => typeormName(migration, options)));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown) {
    throw new UnusableFile(
      'newer',
      `${options.file} was last used by a newer Fengqiao Desk (it has “${unknown.name}”): install that version or open a copy from before`,
    );
  }
  return rows.map((row) => row.name);
}

/** A whole copy beside the file, under a name of its own: an earlier copy is never written over. */
async function copyBefore(source: DataSource, options: OpenOptions): Promise<void> {
  const folder = join(dirname(options.file), 'before-migration');
  await mkdir(folder, { recursive: true });
  const stem = options.now.replace(/[:.]/g, '-');
  let copy = join(folder, `${stem}.sqlite`);
  for (let again = 2; existsSync(copy); again += 1) copy = join(folder, `${stem}-${again}.sqlite`);
  await source.query('VACUUM INTO ?', [copy]);
}

/** TypeORM orders migrations by the 13 digits at the end of their name. */
function typeormName(migration: Migration, options: OpenOptions): string {
  const place = options.migrations.indexOf(migration) + 1;
  return `${migration.name}-${String(place).padStart(13, '0')}`;
}

function asClass(
  migration: Migration,
  options: OpenOptions,
): new () => MigrationInterface & { name: string } {
  const name = typeormName(migration, options);
  return class {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of migration.statements) await runner.query(statement);
      // TypeORM switches foreign keys off while migrating: what that let through rolls the whole step back.
      const orphans = (await runner.query('PRAGMA foreign_key_check')) as unknown[];
      if (orphans.length > 0)
        throw new Error(`${migration.name} left ${orphans.length} rows without their parents`);
    }
    async down(): Promise<void> {
      throw new Error('migrations go forward only: open the copy that was made before');
    }
  };
}
