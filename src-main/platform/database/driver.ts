import sqlite3 from 'sqlite3';

/*
 * The one place that knows which SQLite driver this is (decision 0002). TypeORM is handed this module in the place of
 * `sqlite3`. Two differences matter:
 * - BEGIN takes the write lock at once, so that two processes queue at the start instead of failing in the middle.
 * - A ROLLBACK passes when SQLite has already rolled back by itself (disk full, I/O error). Stock TypeORM then keeps
 *   its depth counter, turns the next COMMITs into savepoint releases, and loses everything at exit.
 */

type Callback = (this: unknown, error: Error | null, rows?: unknown[]) => void;

class GuardedDatabase extends sqlite3.Database {
  override all(sql: string, ...rest: unknown[]): this {
    const callback = rest.at(-1);
    if (sql === 'BEGIN TRANSACTION') return this.forward('BEGIN IMMEDIATE', rest);
    if (sql === 'ROLLBACK' && typeof callback === 'function') {
      const done = callback as Callback;
      const tolerant: Callback = function (error, rows) {
        done.call(this, error && alreadyRolledBack(error) ? null : error, rows ?? []);
      };
      return this.forward(sql, [...rest.slice(0, -1), tolerant]);
    }
    return this.forward(sql, rest);
  }

  private forward(sql: string, rest: unknown[]): this {
    return (super.all as (...args: unknown[]) => this).call(this, sql, ...rest);
  }
}

function alreadyRolledBack(error: Error): boolean {
  return error.message.includes('no transaction is active');
}

/** What TypeORM's `driver` option takes. `verbose()` would trace the stack of every statement: left out. */
export const guardedDriver = {
  ...sqlite3,
  Database: GuardedDatabase,
  verbose: () => guardedDriver,
};

export const openReadOnly = sqlite3.OPEN_READONLY;

/** Driver errors as the gateway tells them apart. */
export function driverCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('driverError' in error) return driverCode(error.driverError);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Statements kept prepared by their text: three times faster than preparing each time (stack.md). */
export class StatementCache {
  private readonly database: sqlite3.Database;
  private readonly kept = new Map<string, Promise<sqlite3.Statement>>();

  constructor(database: unknown) {
    this.database = database as sqlite3.Database;
  }

  async all<T>(sql: string, params: readonly unknown[]): Promise<T[]> {
    const statement = await this.prepare(sql);
    return new Promise((resolve, reject) => {
      statement.all(params, (error: Error | null, rows: unknown[]) =>
        error ? reject(error) : resolve(rows as T[]),
      );
    });
  }

  async run(sql: string, params: readonly unknown[]): Promise<{ changes: number }> {
    const statement = await this.prepare(sql);
    return new Promise((resolve, reject) => {
      statement.run(params, function (error: Error | null) {
        if (error) reject(error);
        else resolve({ changes: this.changes });
      });
    });
  }

  async close(): Promise<void> {
    const statements = await Promise.allSettled(this.kept.values());
    this.kept.clear();
    await Promise.all(
      statements.map(
        (settled) =>
          new Promise<void>((resolve) =>
            settled.status === 'fulfilled' ? settled.value.finalize(() => resolve()) : resolve(),
          ),
      ),
    );
  }

  private prepare(sql: string): Promise<sqlite3.Statement> {
    const found = this.kept.get(sql);
    if (found) return found;
    const made = new Promise<sqlite3.Statement>((resolve, reject) => {
      const statement = this.database.prepare(sql, (error: Error | null) =>
        error ? reject(error) : resolve(statement),
      );
    });
    // A text with as many marks as there are ids would fill the cache: only the usual ones are kept.
    if (this.kept.size < 400) {
      this.kept.set(sql, made);
      made.catch(() => this.kept.delete(sql));
    }
    return made;
  }
}
