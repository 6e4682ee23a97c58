import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Envelope } from '../../contract/errors.ts';
import type { Desk } from './desk.ts';
import { readPassword } from './password.ts';

/** Signs in as an account; answers the refusal when that fails. Nobody named: nothing is asked. */
export async function signIn(desk: Desk, user: string | undefined): Promise<Envelope | undefined> {
  if (user === undefined) return undefined;
  const answer = await desk.call('people.signIn', {
    username: user,
    password: await readPassword(`password of ${user}`),
  });
  return answer.ok ? undefined : answer;
}

/** 0 done, 2 refused, 1 internal error. */
export function exitCode(answer: Envelope): number {
  if (answer.ok) return 0;
  return answer.error.code === 'internal' ? 1 : 2;
}

/** A folder for files, made when it is missing. */
export async function folderFor(option: string | undefined): Promise<string | undefined> {
  if (option === undefined) return undefined;
  const folder = resolve(option);
  await mkdir(folder, { recursive: true });
  return folder;
}

export function showProgress(event: { name: string; payload: unknown }): void {
  if (event.name === 'job.progress') process.stderr.write(`${JSON.stringify(event.payload)}\n`);
}
