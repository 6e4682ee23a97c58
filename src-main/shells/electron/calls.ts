import { randomUUID } from 'node:crypto';
import type { CallError, Envelope } from '../../contract/errors.ts';
import { isDeskAddress } from './origin.ts';

/** Who sent a message, as far as the check needs it. `frameUrl` is null when the frame has gone since. */
export interface Sender {
  windowId: number;
  isMainFrame: boolean;
  frameUrl: string | null;
}

/** The part of an application connection that answers calls. */
export interface Caller {
  call(request: { route: string; input: unknown; commandId?: string }): Promise<Envelope>;
}

export interface CallDoor {
  /** The connection of a window that this program opened itself; undefined for any other sender. */
  connectionOf(windowId: number): Promise<Caller> | undefined;
  /** Receives the reference number shown to the person, the kind of the error and its stack without the message. */
  report(ref: string, what: string): void;
}

const LONGEST_NAME = 100;

/**
 * Answers one message of the call channel. Refuses every sender but the main frame of our own page in a window of
 * ours, checks the outer shape (the router checks the route and parses the input), and never throws.
 */
export async function answerCall(door: CallDoor, sender: Sender, message: unknown): Promise<Envelope> {
  if (!sender.isMainFrame || !isDeskAddress(sender.frameUrl)) return refuse('route.forbiddenSender');
  const connection = door.connectionOf(sender.windowId);
  if (!connection) return refuse('route.forbiddenSender');
  const request = readRequest(message);
  if (!request) return refuse('input.invalid');
  try {
    return await (await connection).call(request);
  } catch (error) {
    const ref = randomUUID().slice(0, 8);
    door.report(ref, withoutMessage(error));
    return { ok: false, error: { code: 'internal', message: 'Unexpected error.', ref } };
  }
}

function readRequest(message: unknown): { route: string; input: unknown; commandId?: string } | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  const { route, input, commandId } = message as Record<string, unknown>;
  if (!isName(route)) return undefined;
  if (commandId === undefined || commandId === null) return { route, input };
  return isName(commandId) ? { route, input, commandId } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME;
}

function refuse(code: CallError['code']): Envelope {
  return { ok: false, error: { code, message: 'Refused by the window shell.' } };
}

/** Messages of errors may quote what was typed; a log holds no personal data. */
function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
