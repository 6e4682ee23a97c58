import { parseArgs, type ParseArgsConfig } from 'node:util';

export interface Command {
  /** One line for the overview. */
  summary: string;
  help: string;
  /** Answers the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

/** The command line is wrong; the message says what, the help follows. */
export class UsageError extends Error {}

/** `parseArgs` whose complaints become `UsageError`. */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export const dataHelp = `  --data DIR    data folder; default: FENGQIAO_DATA, else the folder the window uses`;
