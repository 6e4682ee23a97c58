import { shell } from 'electron';
import type { Ports } from '../../platform/ports.ts';
import { tellProblem } from './failures.ts';
import { viewableFileName } from './file-name.ts';
import type { HandedOutFiles } from './handed-out.ts';
import { texts } from './texts.ts';

/** Opens a read-only copy in the program that the system uses for its kind. */
export function createViewer(files: HandedOutFiles): Ports['viewer'] {
  return {
    async open({ name, bytes }) {
      const safe = viewableFileName(name);
      if (!safe) throw new Error('This kind of file is never handed to the system.');
      const problem = await shell.openPath(files.write(safe, bytes));
      if (problem !== '') await tellProblem(texts.openFailed, problem);
    },
  };
}
