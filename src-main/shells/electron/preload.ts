import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Envelope } from '../../contract/errors.ts';
import { eventNames, routeNames } from '../../contract/route-names.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';

/*
 * The only door between the page and the main process. It runs sandboxed, holds no npm package, and lets through
 * the names of the contract and nothing else: the page never sees ipcRenderer, a channel or an event object.
 */
const knownRoutes: ReadonlySet<string> = new Set(routeNames);
const knownEvents: ReadonlySet<string> = new Set(eventNames);

/** Resolves to an envelope, always; nothing is thrown across the bridge. */
async function call(route: unknown, input: unknown, commandId?: unknown): Promise<Envelope> {
  if (typeof route !== 'string' || !knownRoutes.has(route)) {
    return { ok: false, error: { code: 'route.unknown', message: 'No such route.' } };
  }
  try {
    return (await ipcRenderer.invoke(CALL_CHANNEL, { route, input, commandId })) as Envelope;
  } catch {
    return { ok: false, error: { code: 'internal', message: 'The main process did not answer.' } };
  }
}

/** Calls `listener` with the payload of each event of that name; the returned function stops it. */
function on(name: unknown, listener: unknown): () => void {
  if (typeof name !== 'string' || !knownEvents.has(name) || typeof listener !== 'function') {
    throw new TypeError('No such event.');
  }
  const hear = listener as (payload: unknown) => void;
  const forward = (_event: IpcRendererEvent, message: { name: string; payload: unknown }) => {
    if (message.name === name) hear(message.payload);
  };
  ipcRenderer.on(EVENT_CHANNEL, forward);
  return () => {
    ipcRenderer.off(EVENT_CHANNEL, forward);
  };
}

contextBridge.exposeInMainWorld('api', { call, on });
