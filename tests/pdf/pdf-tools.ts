/** Looking at real PDFs with other people's programs (poppler-utils, qpdf). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentTemplates } from '../../src-main/document-templates.ts';
import { createEngine, type DocumentRequest, type Engine } from '../../src-main/platform/documents/engine.ts';
import { CREATED_AT } from './sample-data.ts';

export const FONTS_DIR = join(import.meta.dirname, '../../resources/fonts');

let shared: Engine | undefined;
/** One engine for a test file: fonts are parsed once. */
export const engine = (): Engine =>
  (shared ??= createEngine({ fontsDir: FONTS_DIR, templates: documentTemplates }));

export const render = (kind: string, data: unknown, extra: Partial<DocumentRequest> = {}): Uint8Array =>
  engine().render({ kind, data, createdAt: CREATED_AT, ...extra }).bytes;

/** Text in the order it was written, page breaks as form feeds. */
export const textOf = (bytes: Uint8Array): string =>
  run('pdftotext', ['-raw', '-enc', 'UTF-8'], bytes, ['-']);

/** The same without any white space: what must be found is found wherever a line ended. */
export const solidTextOf = (bytes: Uint8Array): string => solid(textOf(bytes));

export const solid = (text: string): string => text.replace(/\s/gu, '');

export interface EmbeddedFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly unicode: boolean;
}

export function fontsOf(bytes: Uint8Array): EmbeddedFont[] {
  const lines = run('pdffonts', [], bytes).split('\n').slice(2).filter(Boolean);
  return lines.map((line) => {
    const [emb, sub, uni] = line.trim().split(/\s+/).slice(-5, -2);
    return {
      name: line.split(/\s+/)[0]!,
      embedded: emb === 'yes',
      subset: sub === 'yes',
      unicode: uni === 'yes',
    };
  });
}

/** Keys and values of pdfinfo. */
export function infoOf(bytes: Uint8Array): Record<string, string> {
  const pairs = run('pdfinfo', ['-isodates'], bytes)
    .split('\n')
    .filter((line) => line.includes(':'));
  return Object.fromEntries(
    pairs.map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** The structure tree with its text, as pdfinfo prints it. */
export const structureOf = (bytes: Uint8Array): string => run('pdfinfo', ['-struct-text'], bytes);

/** Throws with qpdf's words when the file is damaged. */
export const checkFile = (bytes: Uint8Array): string => run('qpdf', ['--check'], bytes);

/** The file with streams unpacked, as latin-1 text. */
export const unpacked = (bytes: Uint8Array): string =>
  run('qpdf', ['--stream-data=uncompress', '--object-streams=disable'], bytes, ['-'], 'latin1');

/** Left and right edges, in points, of every word on every page. */
export function wordBoxesOf(bytes: Uint8Array): { xMin: number; xMax: number; yMin: number; yMax: number }[] {
  const html = run('pdftotext', ['-bbox'], bytes, ['-']);
  return [...html.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map(
    (match) => ({
      xMin: Number(match[1]),
      yMin: Number(match[2]),
      xMax: Number(match[3]),
      yMax: Number(match[4]),
    }),
  );
}

function run(
  program: string,
  before: readonly string[],
  bytes: Uint8Array,
  after: readonly string[] = [],
  encoding: BufferEncoding = 'utf8',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, bytes);
    const result = spawnSync(program, [...before, file, ...after], {
      encoding,
      maxBuffer: 256 * 1024 * 1024,
    });
    if (result.error) {
      throw new Error(
        `${program} is needed to look at the PDFs and could not be started (${result.error.message}). ` +
          'On Debian: apt-get install -y --no-install-recommends poppler-utils qpdf',
      );
    }
    if (result.status !== 0)
      throw new Error(`${program} ended with ${result.status}: ${result.stderr}${result.stdout}`);
    return result.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
