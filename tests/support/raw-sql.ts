import sqlite3 from 'sqlite3';

/** One statement on a connection of its own: what an attacker with the file, or another program, could do. */
export async function rawSql<T>(file: string, text: string, params: unknown[] = []): Promise<T[]> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  try {
    return await new Promise<T[]>((resolve, reject) =>
      database.all(text, params, (error, rows) => (error ? reject(error) : resolve(rows as T[]))),
    );
  } finally {
    await new Promise<void>((resolve) => database.close(() => resolve()));
  }
}
