import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { safeFileName, viewableFileName, withExtension } from '../../src-main/shells/electron/file-name.ts';
import { createHandedOutFiles } from '../../src-main/shells/electron/handed-out.ts';

describe('story: a party is named so that its document lands in another folder or starts a program', () => {
  const names: [string, string][] = [
    ['../../.bashrc', '_.._.bashrc'],
    ['..\\..\\autorun.inf', '_.._autorun.inf'],
    ['/etc/cron.d/x', '_etc_cron.d_x'],
    ['C:\\Windows\\x.pdf', 'C__Windows_x.pdf'],
    ['协议书.pdf:hidden.exe', '协议书.pdf_hidden.exe'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1', '_lpt1'],
    ['.hidden', 'hidden'],
    ['name. . ', 'name'],
    ['line\nbreak\u0000.pdf', 'linebreak.pdf'],
    // Shown as "协议书exe.pdf" although it ends in ".exe".
    ['协议书\u202Efdp.exe', '协议书fdp.exe'],
    ['', 'document'],
    ['...', 'document'],
  ];
  it.each(names)('%j becomes the plain name %j', (suggested, expected) => {
    expect(safeFileName(suggested)).toBe(expected);
  });

  it('no text whatever gives a path, a hidden file or an empty name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (suggested) => {
        const name = safeFileName(suggested);
        expect(path.posix.basename(name)).toBe(name);
        expect(path.win32.basename(name)).toBe(name);
        expect(name).not.toMatch(/^\.|[\p{Cc}\p{Cf}]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
      { numRuns: 500 },
    );
  });

  it('a long name keeps its extension and no half character', () => {
    const name = safeFileName(`${'𠮷'.repeat(90)}.pdf`);
    expect(name).toMatch(/^𠮷+\.pdf$/u);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  it('only documents are ever handed to the system', () => {
    expect(viewableFileName('协议书.pdf')).toBe('协议书.pdf');
    expect(viewableFileName('报表.XLSX')).toBe('报表.XLSX');
    for (const name of ['x.exe', 'x.desktop', 'x.pdf.bat', 'x.html', 'x', 'x.lnk', '协议书\u202Efdp.exe']) {
      expect(viewableFileName(name), name).toBeUndefined();
    }
  });

  it('a name typed without extension gets one, a typed one stays', () => {
    expect(withExtension('/a/协议书', ['pdf'])).toBe('/a/协议书.pdf');
    expect(withExtension('/a/协议书.PDF', ['pdf'])).toBe('/a/协议书.PDF');
    expect(withExtension('/a.b/协议书', ['pdf'])).toBe('/a.b/协议书.pdf');
  });
});

describe('story: documents stay behind in a folder that others can read', () => {
  let base: string;
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('copies are private and read-only, do not meet, and are gone after clearing', () => {
    base = mkdtempSync(path.join(tmpdir(), 'shell-files-'));
    const folder = path.join(base, 'handed-out');
    const files = createHandedOutFiles(folder);
    const [one, two] = [files.write('a.pdf', Buffer.from('1')), files.write('a.pdf', Buffer.from('2'))];
    expect([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')]).toEqual(['1', '2']);
    if (process.platform !== 'win32') {
      expect(statSync(one).mode & 0o777).toBe(0o400);
      expect(statSync(path.dirname(one)).mode & 0o777).toBe(0o700);
    }
    files.clear();
    expect(existsSync(folder)).toBe(false);
  });

  it('what a crash left behind is cleared at the next start', () => {
    base = mkdtempSync(path.join(tmpdir(), 'shell-files-'));
    const folder = path.join(base, 'handed-out');
    mkdirSync(path.join(folder, 'old'), { recursive: true });
    writeFileSync(path.join(folder, 'old/left.pdf'), 'x');
    createHandedOutFiles(folder);
    expect(readdirSync(base)).toEqual([]);
  });
});
