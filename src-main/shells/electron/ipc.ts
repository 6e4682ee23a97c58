import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Application, Connection } from '../../application.ts';
import { answerCall, type CallDoor } from './calls.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { isDeskAddress } from './origin.ts';

export interface CallDesk {
  /** Lets this window call; it gets its own connection, that is, its own session. */
  admit(contents: WebContents): void;
  /** Resolves when every call that was accepted has been answered. */
  settled(): Promise<void>;
}

/** Opens the one channel into the main process. Calls wait until the application is ready. */
export function openCallDesk(application: () => Promise<Application>, report: CallDoor['report']): CallDesk {
  const connections = new Map<number, Promise<Connection>>();
  const running = new Set<Promise<unknown>>();
  const admitted = new Map<number, WebContents>();

  const door: CallDoor = {
    connectionOf(windowId) {
      const contents = admitted.get(windowId);
      if (!contents) return undefined;
      const known = connections.get(windowId);
      if (known) return known;
      const connection = application().then((ready) => connect(ready, contents));
      connections.set(windowId, connection);
      return connection;
    },
    report,
  };

  ipcMain.handle(CALL_CHANNEL, (event, message: unknown) => {
    const answer = answerCall(door, senderOf(event), message);
    running.add(answer);
    void answer.finally(() => running.delete(answer));
    return answer;
  });

  const settled = async () => {
    await Promise.allSettled(running);
  };

  const admit = (contents: WebContents) => {
    const windowId = contents.id;
    admitted.set(windowId, contents);
    contents.once('destroyed', () => {
      admitted.delete(windowId);
      const connection = connections.get(windowId);
      connections.delete(windowId);
      // What the page sent before it closed (a last draft) is still carried out.
      void settled().then(async () => (await connection)?.close());
    });
  };

  return { admit, settled };
}

function connect(application: Application, contents: WebContents): Connection {
  const connection = application.connect({ kind: 'window', label: `window ${contents.id}` });
  connection.onEvent(({ name, payload }) => {
    if (contents.isDestroyed() || !isDeskAddress(contents.getURL())) return;
    contents.send(EVENT_CHANNEL, { name, payload });
  });
  return connection;
}

function senderOf(event: IpcMainInvokeEvent) {
  const frame = event.senderFrame;
  return {
    windowId: event.sender.id,
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
    frameUrl: frame?.url ?? null,
  };
}
