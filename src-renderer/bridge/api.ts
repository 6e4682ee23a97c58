import type { Envelope, CallError } from '../../src-main/contract/errors.ts';
import type {
  EventName,
  EventPayloads,
  RouteInput,
  RouteName,
  RouteOutput,
} from '../../src-main/contract/index.ts';

/** What the preload puts on the window: the only way out of it. */
export interface WindowApi {
  call(route: RouteName, input: unknown, commandId?: string): Promise<Envelope>;
  on<E extends EventName>(event: E, listener: (payload: EventPayloads[E]) => void): () => void;
}

declare global {
  interface Window {
    api: WindowApi;
  }
}

/** A refusal as an exception, for code that awaits: `failure.error` is the envelope's own error. */
export class CallFailure extends Error {
  readonly error: CallError;
  constructor(error: CallError) {
    super(error.code);
    this.name = 'CallFailure';
    this.error = error;
  }
}

/**
 * Asks the main process.
 * @param commandId made once per intent of the person for a command, and the same again on a retry; none for a query.
 * @throws CallFailure with the code of `contract/errors.ts`; a broken line counts as `internal`.
 */
export async function call<N extends RouteName>(
  name: N,
  input: RouteInput<N>,
  commandId?: string,
): Promise<RouteOutput<N>> {
  let envelope: Envelope;
  try {
    envelope = await window.api.call(name, input, commandId);
  } catch (cause) {
    throw new CallFailure({ code: 'internal', message: String(cause) });
  }
  if (!envelope.ok) throw new CallFailure(envelope.error);
  return envelope.value as RouteOutput<N>;
}

/** The refusal inside anything thrown. */
export function toCallError(thrown: unknown): CallError {
  return thrown instanceof CallFailure ? thrown.error : { code: 'internal', message: String(thrown) };
}
