import type { EntitySchema, ObjectLiteral, Repository } from 'typeorm';

declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

/** Values that SQLite's STRICT tables hold. Booleans are stored as 0/1 by the caller; JSON as text. */
export type SqlValue = string | number | null | Uint8Array;

/** One consistent view of the file. Valid only inside the unit of work that it was given to. */
export interface Reader {
  readonly [readBrand]: true;
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  get<T>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
  /** Finders of a table; none that writes. */
  find<E extends ObjectLiteral>(entity: EntitySchema<E>): Finder<E>;
}

/** The one writing transaction. A query handler never holds one: its context is typed `Reader`. */
export interface Writer extends Reader {
  readonly [writeBrand]: true;
  /** INSERT, UPDATE or DELETE; answers the number of rows changed. Statements are kept prepared by their text. */
  run(sql: string, params?: readonly SqlValue[]): Promise<{ changes: number }>;
  /** INSERT of rows shaped like the entity, in one statement each chunk; the fast path for new rows. */
  insert<E extends ObjectLiteral>(entity: EntitySchema<E>, rows: E | readonly E[]): Promise<void>;
  /** UPDATE of the columns given, by primary key `id`; answers the number of rows changed. */
  update<E extends ObjectLiteral>(entity: EntitySchema<E>, id: string, changes: Partial<E>): Promise<number>;
  /** TypeORM's own repository on the transaction, where its conveniences are worth their cost. */
  repository<E extends ObjectLiteral>(entity: EntitySchema<E>): Repository<E>;
}

export type Finder<E extends ObjectLiteral> = Pick<
  Repository<E>,
  'find' | 'findBy' | 'findOne' | 'findOneBy' | 'count' | 'countBy' | 'existsBy'
>;
