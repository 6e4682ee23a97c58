#!/usr/bin/env node
// The `fengqiao` command: the terminal shell of the same application. Builds it first where it was never built.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, isBuilt } from './build.mjs';
import { outDir, Plain, say } from './project.mjs';
import { setupPackages } from './setup.mjs';

try {
  if (!isBuilt()) {
    await setupPackages();
    await ensureBuild({ quietStdout: true });
  }
  await import(pathToFileURL(path.join(outDir, 'main/cli.js')).href);
} catch (error) {
  say(error instanceof Plain ? error.message : String(error?.stack ?? error));
  process.exitCode = 1;
}
