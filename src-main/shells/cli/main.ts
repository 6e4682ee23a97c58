import { callCommand } from './call.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { initCommand } from './init.ts';
import { routesCommand } from './routes.ts';
import { UsageError, type Command } from './usage.ts';

/*
 * The terminal: the same application and the same routes as the window, on plain Node.
 * Exit codes: 0 done, 2 refused (or called wrongly), 1 internal error.
 */
const commands: Record<string, Command> = {
  init: initCommand,
  routes: routesCommand,
  call: callCommand,
  export: exportCommand,
  demo: demoCommand,
};

const overview = `fengqiao — the terminal of Fengqiao Desk (枫桥工作台)

Usage: fengqiao <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(8)} ${command.summary}`)
  .join('\n')}

fengqiao <command> --help tells the options of one command.
`;

/** Runs one command line; answers the exit code. */
export async function runTerminal(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`fengqiao: there is no command “${name}”\n\n${overview}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`fengqiao ${name}: ${error.message}\n\n${command.help}`);
      return 2;
    }
    process.stderr.write(`fengqiao ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = await runTerminal(process.argv.slice(2));
