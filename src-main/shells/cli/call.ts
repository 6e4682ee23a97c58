import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Envelope } from '../../contract/errors.ts';
import { routes, type RouteName } from '../../contract/index.ts';
import { dataDirOf, openTerminalDesk, type Desk } from './desk.ts';
import { readPassword } from './password.ts';
import { dataHelp, readArguments, UsageError, type Command } from './usage.ts';

export const callCommand: Command = {
  summary: 'call one route and print its envelope',
  help: `Usage: fengqiao call ROUTE [--json FILE|-] [--user NAME] [--data DIR] [--command-id ID]

Calls one route as the window would and prints the answer as JSON: {"ok":true,"value":…} or {"ok":false,"error":…}.
Waits for the long task that the call may have started.

  --json FILE   input of the route; - reads standard input; default {}
  --user NAME   account to sign in with; the password comes from FENGQIAO_PASSWORD or is asked for
  --command-id  UUID that makes a repetition of the same command answer the first result
${dataHelp}

Exit code: 0 done, 2 refused, 1 internal error.
`,
  async run(argv) {
    const { values, positionals } = readArguments(argv, {
      json: { type: 'string' },
      user: { type: 'string' },
      data: { type: 'string' },
      'command-id': { type: 'string' },
    });
    const [route, ...more] = positionals;
    if (route === undefined || more.length > 0) throw new UsageError('name exactly one route');
    const input = await readInput(values.json);
    const desk = await openTerminalDesk(dataDirOf(values.data));
    try {
      const answer =
        (await signIn(desk, route, values.user)) ?? (await desk.call(route, input, values['command-id']));
      if (answer.ok) desk.connection.onEvent(showProgress);
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
      await desk.application.idle();
      return exitCode(answer);
    } finally {
      await desk.close();
    }
  },
};

export function exitCode(answer: Envelope): number {
  if (answer.ok) return 0;
  return answer.error.code === 'internal' ? 1 : 2;
}

/** Signs in where the route needs it; answers the refusal when that fails. */
async function signIn(desk: Desk, route: string, user: string | undefined): Promise<Envelope | undefined> {
  const open = Object.hasOwn(routes, route) && routes[route as RouteName].access === 'anyone';
  if (user === undefined || open) return undefined;
  const answer = await desk.call('people.signIn', {
    username: user,
    password: await readPassword(`password of ${user}`),
  });
  return answer.ok ? undefined : answer;
}

async function readInput(source: string | undefined): Promise<unknown> {
  if (source === undefined) return {};
  const body = source === '-' ? await text(process.stdin) : await readFile(source, 'utf8');
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new UsageError(`the input is not JSON: ${source === '-' ? 'standard input' : source}`);
  }
}

function showProgress(event: { name: string; payload: unknown }): void {
  if (event.name === 'job.progress') process.stderr.write(`${JSON.stringify(event.payload)}\n`);
}
