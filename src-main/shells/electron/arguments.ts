import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * The data folder named by the person: `--data DIR` before the environment variable FENGQIAO_DATA, as an absolute
 * path; undefined when neither is given. Electron's and Chromium's own switches in `argv` are passed over.
 */
export function chosenDataDir(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): string | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const chosen = typeof values.data === 'string' ? values.data : env['FENGQIAO_DATA'];
  return chosen ? path.resolve(cwd, chosen) : undefined;
}
