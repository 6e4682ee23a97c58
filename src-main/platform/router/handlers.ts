import type { CommandName, HandlerOutput, ParsedInput, QueryName, RouteName } from '../../contract/index.ts';
import type { Reader, Writer } from '../database/handles.ts';
import type { CivilDate } from '../dates.ts';
import type { Services } from '../services.ts';
import type { Actor, Session } from './session.ts';

export interface CallContext {
  /** The signed-in account; reading it on a route for `anyone` without a session is refused. */
  readonly actor: Actor;
  readonly session: Session;
  /** Instant of this unit of work, taken when it has the file: every row that it writes carries the same one. */
  readonly now: string;
  /** Civil date of `now` in Asia/Shanghai. */
  readonly today: CivilDate;
  readonly services: Services;
}

export interface QueryContext extends CallContext {
  readonly tx: Reader;
}

export interface CommandContext extends CallContext {
  readonly tx: Writer;
  readonly commandId: string;
  /** For the audit row: what was touched (`case:<id>`) and what changed, never with personal data in it. */
  audit(about: string | string[], details?: Record<string, unknown>): void;
  /** The session of this connection becomes `next` when the command has committed. */
  setSession(next: Session): void;
}

/** What runs before the transaction of a command: slow hashing, native dialogs. Sees no handle. */
export interface PrepareContext extends CallContext {
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>;
}

export type QueryHandler<N extends QueryName> =
  ((context: QueryContext, input: ParsedInput<N>) => Promise<HandlerOutput<N>>) | FinishedQuery<N>;

/** A query with a slow end that needs no data any more (drawing a draft): others may read meanwhile. */
export interface FinishedQuery<N extends QueryName, Material = unknown> {
  read(context: QueryContext, input: ParsedInput<N>): Promise<Material>;
  finish(services: Services, material: Material): Promise<HandlerOutput<N>>;
}

/** Types `Material` once, where the query is written. */
export function finished<N extends QueryName, Material>(
  handler: FinishedQuery<N, Material>,
): FinishedQuery<N> {
  return handler;
}

export type CommandHandler<N extends CommandName> =
  ((context: CommandContext, input: ParsedInput<N>) => Promise<HandlerOutput<N>>) | PreparedCommand<N>;

/** A command with a part outside the transaction; `Prepared` travels from one to the other. */
export interface PreparedCommand<N extends CommandName, Prepared = unknown> {
  prepare(context: PrepareContext, input: ParsedInput<N>): Promise<Prepared>;
  commit(context: CommandContext, input: ParsedInput<N>, prepared: Prepared): Promise<HandlerOutput<N>>;
}

/** Types `Prepared` once, where the command is written. */
export function prepared<N extends CommandName, Prepared>(
  handler: PreparedCommand<N, Prepared>,
): PreparedCommand<N> {
  return handler;
}

/** Exhaustive: a route without handler, or a handler without route, does not compile. */
export type Handlers = {
  [N in RouteName]: N extends QueryName ? QueryHandler<N> : N extends CommandName ? CommandHandler<N> : never;
};

/** The handlers of one capability. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<RouteName, `${Prefix}.${string}`>>;
