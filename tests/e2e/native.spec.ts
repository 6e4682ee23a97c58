import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { cleanEnvironment, type Desk, launchCommand, launchDesk, temporaryFolder } from './support/desk.ts';
import {
  answerMessageBox,
  answerPrintDialog,
  answerSaveDialog,
  catchOpenedFiles,
  openedFiles,
  printedCopies,
} from './support/native.ts';

/*
 * Where the program meets the system: saving, printing and opening a document, a page that dies, data that cannot be
 * opened. Only the person's answer in the native dialog is put in; everything around it is the real program.
 */
let desk: Desk;
let documentId: string;

test.beforeAll(async () => {
  desk = await launchDesk();
  await call('people.initialise', {
    committee: { name: '栖霞区尧化街道人民调解委员会', mark: '尧' },
    administrator: { username: 'admin', displayName: '王主任', password: 'a long password' },
  });
  const member = await call('timebank.saveMember', { member: { name: '李志愿', joinedOn: '2026-01-02' } });
  const issued = await call('timebank.issueStatement', { memberId: member['id'], month: '2026-01' });
  documentId = String(issued['documentId']);
});

test.afterAll(async () => {
  await desk?.close();
});

/** Calls a route from the page, as the bridge does; fails the test unless it answers ok. */
async function call(route: string, input: unknown): Promise<Record<string, unknown>> {
  const answer = await desk.page.evaluate(
    ([name, value, id]) => {
      const { api } = globalThis as unknown as { api: { call(...args: unknown[]): Promise<unknown> } };
      return api.call(name, value, id);
    },
    [route, input, randomUUID()] as const,
  );
  expect(answer).toMatchObject({ ok: true });
  return (answer as { value: Record<string, unknown> }).value;
}

test('“save as” writes exactly the kept bytes, adds the extension, and leaves nothing when cancelled', async () => {
  const folder = temporaryFolder();
  await answerSaveDialog(desk, path.join(folder, '对账单'));
  const { savedAs } = await call('documents.saveAs', { id: documentId });
  expect(savedAs).toBe(path.join(folder, '对账单.pdf'));
  const kept = (await call('documents.read', { id: documentId }))['pdf'] as { base64: string };
  expect(readFileSync(String(savedAs)).equals(Buffer.from(kept.base64, 'base64'))).toBe(true);

  await answerSaveDialog(desk, 'cancel');
  expect(await call('documents.saveAs', { id: documentId })).toEqual({ savedAs: null });
});

test('a folder that cannot be written is told in words, not reported as saved', async () => {
  const shown = desk.app.evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          resolve((args.at(-1) as { message: string }).message);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
      }),
  );
  await answerSaveDialog(desk, path.join(desk.dataDir, 'no such folder', 'x.pdf'));
  expect(await call('documents.saveAs', { id: documentId })).toEqual({ savedAs: null });
  expect(await shown).toContain('文件没有保存');
});

test('printing loads the real pages in a hidden window and passes on the number of copies', async () => {
  await answerPrintDialog(desk, 'print');
  expect(await call('documents.print', { id: documentId, copies: 3 })).toEqual({ printed: true });
  expect(await printedCopies(desk)).toEqual([3]);
  await answerPrintDialog(desk, 'cancel');
  expect(await call('documents.print', { id: documentId, copies: 1 })).toEqual({ printed: false });
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('opening hands a private read-only copy to the system, which is gone when the program has ended', async () => {
  const own = await launchDesk({ dataDir: desk.dataDir + '-open' });
  const before = desk;
  desk = own;
  await call('people.initialise', {
    committee: { name: '栖霞区尧化街道人民调解委员会', mark: '尧' },
    administrator: { username: 'admin', displayName: '王主任', password: 'a long password' },
  });
  const member = await call('timebank.saveMember', { member: { name: '李志愿', joinedOn: '2026-01-02' } });
  const issued = await call('timebank.issueStatement', { memberId: member['id'], month: '2026-01' });
  await catchOpenedFiles(own);
  await call('documents.open', { id: issued['documentId'] });
  const [file = ''] = await openedFiles(own);
  desk = before;
  expect(file).toMatch(/\.pdf$/);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o400);
  await own.close();
  expect(existsSync(file)).toBe(false);
});

test('a page that dies is opened again when the person says so', async () => {
  await answerMessageBox(desk, 0);
  await desk.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const shown = () =>
    desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents?.executeJavaScript(
        `document.querySelector('#root').childElementCount`,
      ) as Promise<number>;
    });
  await expect.poll(shown).toBeGreaterThan(0);
});

test('data that is not ours is told in words, left untouched, and the program ends with exit code 1', async () => {
  const dataDir = temporaryFolder();
  const file = path.join(dataDir, 'fengqiao.sqlite');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, 'this is a shopping list, not a database\n'.repeat(200));
  const before = readFileSync(file);
  const { executablePath, args } = await launchCommand(['--data', dataDir]);
  const app = await _electron.launch({ executablePath, args, env: cleanEnvironment() });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await app.firstWindow();
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title, content) => process.stderr.write(`BOX ${title}: ${content}\n`);
  });
  expect(await ended).toBe(1);
  expect(said).toContain('BOX 枫桥工作台无法启动: 数据文件无法读取');
  expect(readFileSync(file).equals(before)).toBe(true);
});
