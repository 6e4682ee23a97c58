import { z } from 'zod';
import { routes } from '../../contract/index.ts';
import type { Route } from '../../contract/route.ts';
import { readArguments, type Command } from './usage.ts';

export const routesCommand: Command = {
  summary: 'list everything the program can be asked',
  help: `Usage: fengqiao routes [--json]

Lists every route: name, kind, who may call it, and what it does. This is the complete list of what the window can do.

  --json    as JSON, with the JSON Schema of each input and output
`,
  async run(argv) {
    const { values } = readArguments(argv, { json: { type: 'boolean', default: false } });
    const list = Object.entries(routes).map(([name, route]) => describe(name, route));
    if (values.json) {
      process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    } else {
      const width = Math.max(...list.map((route) => route.name.length));
      for (const route of list) {
        const who = typeof route.roles === 'string' ? route.roles : route.roles.join(', ');
        process.stdout.write(
          `${route.name.padEnd(width)}  ${route.kind.padEnd(7)}  ${route.summary} [${who}]\n`,
        );
      }
    }
    return 0;
  },
};

function describe(name: string, route: Route) {
  return {
    name,
    kind: route.kind,
    summary: route.summary,
    roles: route.access,
    input: z.toJSONSchema(route.input, { io: 'input' }),
    output: z.toJSONSchema(route.output, { io: 'output' }),
  };
}
