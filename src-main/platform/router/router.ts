import type { z } from 'zod';
import type { CallError, Envelope, FieldProblem } from '../../contract/errors.ts';
import { routes, type RouteName } from '../../contract/index.ts';
import type { Route } from '../../contract/route.ts';
import { AppError } from '../app-error.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Database } from '../database/gateway.ts';
import type { Reader, Writer } from '../database/handles.ts';
import { civilDateOfInstant } from '../dates.ts';
import type { Services } from '../services.ts';
import { fingerprintOf, recall, remember, type CommandKey } from './command-memory.ts';
import type { CallContext, CommandContext, Handlers, PrepareContext, QueryContext } from './handlers.ts';
import type { Actor, Session } from './session.ts';

export interface CallRequest {
  route: string;
  input: unknown;
  /** Made by the client, once for each intent; required with a command. */
  commandId?: string | undefined;
}

/** The connection that calls: its session is read and replaced here, never by the page behind it. */
export interface Caller {
  client: string;
  session: Session;
  /** What this connection was shown in full and has an audit row of. */
  seen: Set<string>;
}

export interface RouterOptions {
  database: Database;
  handlers: Handlers;
  services: Services;
  /** Reads an account afresh, so that a deactivated one stops at its next call. Null: gone or inactive. */
  loadActor(tx: Reader, userId: string): Promise<Actor | null>;
  onChanged(capability: string): void;
  onUnexpected(error: unknown, route: string): string;
}

/** The one road of every request: session → role → parse → one transaction → handler → audit → envelope. */
export function createRouter(
  options: RouterOptions,
): (caller: Caller, request: CallRequest) => Promise<Envelope> {
  return async (caller, request) => {
    try {
      const route = routeOf(request.route);
      const name = request.route as RouteName;
      checkAccess(route, caller.session);
      const input = parse(route, request.input);
      const userId = caller.session.actor?.userId ?? null;
      const call = { options, caller, userId, name, route, input };
      const value = route.kind === 'query' ? await runQuery(call) : await runCommand(call, request.commandId);
      return { ok: true, value: structuredClone(value) };
    } catch (error) {
      return { ok: false, error: errorOf(error, request.route, options) };
    }
  };
}

interface Call {
  options: RouterOptions;
  caller: Caller;
  /** The account that asked, as of the moment of asking. */
  userId: string | null;
  name: RouteName;
  route: Route;
  input: unknown;
}

async function runQuery(call: Call): Promise<unknown> {
  const { options, name, route, input } = call;
  const handler = asFinished(options.handlers[name]);
  const material = await options.database.read(async (tx) => {
    const actor = await freshActor(call, tx);
    return handler.read(contextOf<QueryContext>(call, actor, options.services.clock.now(), { tx }), input);
  });
  const value = route.output.parse(
    handler.finish ? await handler.finish(options.services, material) : material,
  );
  if (route.audited) await auditView(call, route.audited);
  return value;
}

/** Who saw what in full: once for each target in a session, or a live preview would fill the trail. */
async function auditView(call: Call, { target, key }: NonNullable<Route['audited']>): Promise<void> {
  const { caller, name, userId, input } = call;
  const about = `${target}:${String((input as Record<string, unknown>)[key])}`;
  const seen = `${userId} ${name} ${about}`;
  if (caller.seen.has(seen)) return;
  await call.options.database.write((tx) =>
    appendAudit(tx, {
      at: call.options.services.clock.now(),
      user_id: userId,
      user_name: caller.session.actor?.displayName ?? '',
      client: caller.client,
      route: name,
      command_id: null,
      outcome: 'done',
      about: [about],
      details: { viewed: true },
    }),
  );
  caller.seen.add(seen);
}

async function runCommand(call: Call, commandId: string | undefined): Promise<unknown> {
  const { options, caller, userId, name, route, input } = call;
  const { clock } = options.services;
  const key = { ...keyOf(commandId), name, userId, fingerprint: fingerprintOf(name, route, userId, input) };
  const remembers = route.trace !== 'none' && route.repeatable !== true;
  const handler = asPrepared(options.handlers[name]);
  let prepared: unknown;
  if (handler.prepare) {
    // What is prepared may leave the house (a saved file): the account is read afresh before, not only at the commit.
    const { before, actor } = await options.database.read(async (tx) => ({
      before: remembers ? await recall(tx, key) : undefined,
      actor: await freshActor(call, tx),
    }));
    if (before) return before.value;
    const context = contextOf<PrepareContext>(call, actor, clock.now(), {
      read: (work) => options.database.read(work),
    });
    prepared = await handler.prepare(context, input);
  }

  let nextSession: Session | undefined;
  const outcome = await options.database.write(async (tx): Promise<Outcome> => {
    // Asked only here, with the write lock held: who waited behind a long writer is booked when he is booked, and what
    // has lapsed meanwhile has lapsed. So the times of the rows stand in the order in which they were written.
    const now = clock.now();
    const before = remembers ? await recall(tx, key) : undefined;
    if (before) return { value: before.value, repeated: true };
    const actor = await freshActor(call, tx);
    const trail = { about: [] as string[], details: {} as Record<string, unknown> };
    const context = contextOf<CommandContext>(call, actor, now, {
      tx,
      commandId: key.id,
      audit(about, details) {
        trail.about.push(...(typeof about === 'string' ? [about] : about));
        Object.assign(trail.details, details);
      },
      setSession: (next) => void (nextSession = next),
    });
    const row = (result: 'done' | 'refused', who: Actor | null) => ({
      at: now,
      user_id: who?.userId ?? null,
      user_name: who?.displayName ?? '',
      client: caller.client,
      route: name,
      command_id: key.id,
      outcome: result,
      about: trail.about,
      details: trail.details,
    });
    try {
      const value = route.output.parse(await handler.commit(context, input, prepared));
      if (route.trace !== 'none') await appendAudit(tx, row('done', nextSession?.actor ?? actor));
      if (remembers) await remember(tx, key, value, now);
      return { value };
    } catch (error) {
      if (!(error instanceof AppError) || !error.keep) throw error;
      trail.details['refusal'] = error.code;
      await appendAudit(tx, row('refused', actor));
      return { refusal: error };
    }
  });
  if (outcome.refusal) throw outcome.refusal;
  if (nextSession) Object.assign(caller.session, nextSession);
  if (!outcome.repeated && route.trace !== 'none') {
    for (const capability of [name.split('.')[0] ?? name, ...(route.touches ?? [])])
      options.onChanged(capability);
  }
  return outcome.value;
}

/** How a command ended inside its transaction: with a value, the value of its first time, or a refusal that is kept. */
interface Outcome {
  value?: unknown;
  repeated?: boolean;
  refusal?: AppError;
}

function routeOf(name: string): Route {
  if (!Object.hasOwn(routes, name)) throw new AppError('route.unknown', { params: { route: name } });
  return routes[name as RouteName];
}

function checkAccess(route: Route, session: Session): void {
  if (route.access === 'anyone') return;
  if (session.state === 'none' || !session.actor) throw new AppError('session.required');
  if (session.state === 'locked' && !route.whileLocked) throw new AppError('session.locked');
  if (route.access !== 'signedIn') requireRole(route, session.actor);
}

function requireRole(route: Route, actor: Actor): void {
  if (typeof route.access === 'string') return;
  const allowed = route.access;
  if (!actor.roles.some((role) => allowed.includes(role))) throw new AppError('session.roleMissing');
}

/**
 * Reads the account again inside the unit of work: its roles of a minute ago do not count. A call that waited while its
 * session was locked, ended or taken over by another account is refused.
 */
async function freshActor(call: Call, tx: Reader | Writer): Promise<Actor | null> {
  const { caller, route, userId } = call;
  if (route.access !== 'anyone') {
    if ((caller.session.actor?.userId ?? null) !== userId) throw new AppError('session.required');
    checkAccess(route, caller.session);
  }
  if (userId === null) return null;
  const actor = await call.options.loadActor(tx, userId);
  if (!actor) {
    if (route.access === 'anyone') return null;
    throw new AppError('session.accountInactive');
  }
  requireRole(route, actor);
  return actor;
}

/** What every handler gets. Without a session there is no `actor`: asking for one is refused. */
function contextOf<C extends PrepareContext | QueryContext | CommandContext>(
  call: Call,
  actor: Actor | null,
  now: string,
  own: Omit<C, keyof CallContext>,
): C {
  const { options, caller } = call;
  const context = {
    session: caller.session,
    now,
    today: civilDateOfInstant(now),
    services: options.services,
    ...own,
  };
  return Object.defineProperty(context, 'actor', {
    enumerable: actor !== null,
    get() {
      if (!actor) throw new AppError('session.required');
      return actor;
    },
  }) as unknown as C;
}

function keyOf(commandId: string | undefined): Pick<CommandKey, 'id'> {
  if (commandId === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(commandId)) {
    throw new AppError('command.idRequired');
  }
  return { id: commandId.toLowerCase() };
}

interface AnyPrepared {
  prepare?: (context: PrepareContext, input: unknown) => Promise<unknown>;
  commit: (context: CommandContext, input: unknown, prepared: unknown) => Promise<unknown>;
}

function asPrepared(handler: Handlers[RouteName]): AnyPrepared {
  return (typeof handler === 'function' ? { commit: handler } : handler) as AnyPrepared;
}

interface AnyFinished {
  read: (context: QueryContext, input: unknown) => Promise<unknown>;
  finish?: (services: Services, material: unknown) => Promise<unknown>;
}

function asFinished(handler: Handlers[RouteName]): AnyFinished {
  return (typeof handler === 'function' ? { read: handler } : handler) as AnyFinished;
}

function parse(route: Route, input: unknown): unknown {
  const result = route.input.safeParse(input ?? {});
  if (result.success) return result.data;
  throw new AppError('input.invalid', { fields: fieldsOf(result.error) });
}

/** First problem of each field, by dotted path. */
export function fieldsOf(error: z.ZodError): Record<string, FieldProblem> {
  const fields: Record<string, FieldProblem> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    const params: Record<string, string | number> = {};
    if ('maximum' in issue) params['maximum'] = Number(issue.maximum);
    if ('minimum' in issue) params['minimum'] = Number(issue.minimum);
    if ('keys' in issue) params['keys'] = issue.keys.join(', ');
    fields[path] ??= { code: issue.message, params };
  }
  return fields;
}

function errorOf(error: unknown, route: string, options: RouterOptions): CallError {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.code,
      ...(error.fields ? { fields: error.fields } : {}),
      ...(error.params ? { params: error.params } : {}),
    };
  }
  return { code: 'internal', message: 'unexpected error', ref: options.onUnexpected(error, route) };
}
