import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { routes, type RouteName } from '../../contract/index.ts';
import { dataDirOf, openTerminalDesk } from './desk.ts';
import { exitCode, folderFor, showProgress, signIn } from './session.ts';
import { dataHelp, readArguments, UsageError, type Command } from './usage.ts';

export const callCommand: Command = {
  summary: 'call one route and print its envelope',
  help: `Usage: fengqiao call ROUTE [--json FILE|-] [--user NAME] [--data DIR] [--command-id ID] [--to DIR]

Calls one route as the window would and prints the answer as JSON: {"ok":true,"value":…} or {"ok":false,"error":…}.
Waits for the long task that the call may have started.

  --json FILE   input of the route; - reads standard input; default {}
  --user NAME   account to sign in with; the password comes from FENGQIAO_PASSWORD or is asked for
  --command-id  UUID that makes a repetition of the same command answer the first result
  --to DIR      where routes put files that the window would ask a place for; made if missing, nothing overwritten
${dataHelp}

Exit code: 0 done, 2 refused, 1 internal error.
`,
  async run(argv) {
    const { values, positionals } = readArguments(argv, {
      json: { type: 'string' },
      user: { type: 'string' },
      data: { type: 'string' },
      'command-id': { type: 'string' },
      to: { type: 'string' },
    });
    const [route, ...more] = positionals;
    if (route === undefined || more.length > 0) throw new UsageError('name exactly one route');
    const input = await readInput(values.json);
    const desk = await openTerminalDesk(dataDirOf(values.data), { to: await folderFor(values.to) });
    try {
      const refused = needsSession(route) ? await signIn(desk, values.user) : undefined;
      const answer = refused ?? (await desk.call(route, input, values['command-id']));
      if (answer.ok) desk.connection.onEvent(showProgress);
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
      await desk.application.idle();
      return exitCode(answer);
    } finally {
      await desk.close();
    }
  },
};

function needsSession(route: string): boolean {
  return !(Object.hasOwn(routes, route) && routes[route as RouteName].access === 'anyone');
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
