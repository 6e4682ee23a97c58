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
 * Opens a centre's file: refuses a newer or a foreign one, copies an older one before migrating it, migrates each step
 * in its own transaction, and checks foreign keys afterwards (TypeORM switches them off while migrating).
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  await mkdir(dirname(options.file), { recursive: true });
  const existed = existsSync(options.file);
  const source = await connectForMigration(options);
  try {
    const done = existed ? await readDone(source, options) : [];
    const missing = options.migrations.filter((migration) => !done.includes(typeormName(migration, options)));
    if (done.length > 0 && missing.length > 0) await copyBefore(source, options);
    if (missing.length > 0) {
      await source.runMigrations({ transaction: 'each' });
      const broken = await source.query<unknown[]>('PRAGMA foreign_key_check');
      if (broken.length > 0) throw new Error(`migration left ${broken.length} rows without their parents`);
    }
  } finally {
    await source.destroy();
  }
  return openGateway(options);
}

async function connectForMigration(options: OpenOptions): Promise<DataSource> {
  try {
    return await connect(options, {
      readOnly: false,
      migrations: options.migrations.map((m) => asClass(m, options)),
    });
  } catch (error) {
    if (error instanceof Error && error.message.includes('SQLITE_NOTADB')) {
      throw new UnusableFile('damaged', `${options.file} is not a database: it may be damaged or encrypted`);
    }
    throw error;
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

async function copyBefore(source: DataSource, options: OpenOptions): Promise<void> {
  const folder = join(dirname(options.file), 'before-migration');
  await mkdir(folder, { recursive: true });
  await source.query('VACUUM INTO ?', [join(folder, `${options.now.replace(/[:.]/g, '-')}.sqlite`)]);
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
    }
    async down(): Promise<void> {
      throw new Error('migrations go forward only: open the copy that was made before');
    }
  };
}
