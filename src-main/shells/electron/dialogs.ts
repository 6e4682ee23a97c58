import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { AppError } from '../../platform/app-error.ts';
import { outputFolder } from '../../platform/files/output-folder.ts';
import type { Ports } from '../../platform/ports.ts';
import { tellProblem } from './failures.ts';
import { safeFileName, withExtension } from './file-name.ts';
import { texts } from './texts.ts';

const LARGEST_FILE = 200 * 1024 * 1024;

/** The system's own dialogs. The folder chosen last is offered again until the program ends. */
export function createDialogs(): Ports['dialogs'] {
  let folder = app.getPath('documents');

  return {
    async saveFile({ suggestedName, filters, bytes }) {
      const options = { defaultPath: path.join(folder, safeFileName(suggestedName)), filters };
      const parent = parentWindow();
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      if (chosen.canceled || !chosen.filePath) return 'cancelled';
      const target = withExtension(
        chosen.filePath,
        filters.flatMap((filter) => filter.extensions),
      );
      try {
        await writeDurably(target, bytes);
      } catch (error) {
        await tellProblem(texts.saveFailed, error);
        return 'cancelled';
      }
      folder = path.dirname(target);
      return { savedAs: target };
    },

    async openFile({ filters }) {
      const options = { defaultPath: folder, filters, properties: ['openFile' as const] };
      const parent = parentWindow();
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      const file = chosen.filePaths[0];
      if (chosen.canceled || !file) return 'cancelled';
      if ((await stat(file)).size > LARGEST_FILE) {
        throw new AppError('file.tooLarge', { params: { limit: LARGEST_FILE / 1024 / 1024 } });
      }
      folder = path.dirname(file);
      return { name: path.basename(file), bytes: await readFile(file) };
    },

    async chooseFolder() {
      const options = {
        defaultPath: folder,
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const parent = parentWindow();
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      const target = chosen.filePaths[0];
      if (chosen.canceled || !target) return 'cancelled';
      folder = target;
      return outputFolder(target);
    },
  };
}

function parentWindow(): BrowserWindow | undefined {
  return (
    BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find((window) => window.isVisible())
  );
}

/** On the disk before it is reported as saved, and never half a file under the chosen name. */
async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(target), `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
