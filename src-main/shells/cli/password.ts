import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './usage.ts';

/** The password from FENGQIAO_PASSWORD, else asked for without showing it. Never an option: those are seen by `ps`. */
export async function readPassword(prompt: string): Promise<string> {
  const given = process.env['FENGQIAO_PASSWORD'];
  if (given) return given;
  if (!process.stdin.isTTY)
    throw new UsageError('no password: set FENGQIAO_PASSWORD, or run in a terminal to be asked');
  process.stderr.write(`${prompt}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once('SIGINT', () => reject(new UsageError('cancelled')));
      reader.question('', resolve);
    });
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
