import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outputFolder } from '../../../src-main/platform/files/output-folder.ts';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'folder-'));
});
afterEach(() => rm(path, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

it('gives a taken name a number, and leaves a file with the same bytes alone', async () => {
  const folder = outputFolder(path);
  expect(await folder.write('a.pdf', bytes('1'))).toEqual({ name: 'a.pdf', already: false });
  expect(await folder.write('a.pdf', bytes('2'))).toEqual({ name: 'a (2).pdf', already: false });
  expect(await folder.write('a.pdf', bytes('3'))).toEqual({ name: 'a (3).pdf', already: false });
  expect(await folder.write('a.pdf', bytes('2'))).toEqual({ name: 'a (2).pdf', already: true });
  expect((await readdir(path)).sort()).toEqual(['a (2).pdf', 'a (3).pdf', 'a.pdf']);
  expect(await readFile(join(path, 'a.pdf'), 'utf8')).toBe('1');
});

it('lets two writers of one name at once both keep their file', async () => {
  const folder = outputFolder(path);
  const names = await Promise.all(['1', '2', '3', '4'].map((text) => folder.write('a.pdf', bytes(text))));
  expect(new Set(names.map(({ name }) => name)).size).toBe(4);
  const texts = await Promise.all(names.map(({ name }) => readFile(join(path, name), 'utf8')));
  expect(texts.sort()).toEqual(['1', '2', '3', '4']);
});

it.each(['../evil.pdf', '..\\evil.pdf', '/etc/evil.pdf', 'a/b/evil.pdf', '\u202eevil.pdf'])(
  'a name such as %j does not lead out of the folder',
  async (name) => {
    expect(await outputFolder(path).write(name, bytes('x'))).toEqual({ name: 'evil.pdf', already: false });
    expect(await readdir(path)).toEqual(['evil.pdf']);
  },
);

it('a folder of the same name is stepped around; a missing folder is told', async () => {
  await mkdir(join(path, 'a.pdf'));
  expect(await outputFolder(path).write('a.pdf', bytes('x'))).toMatchObject({ name: 'a (2).pdf' });
  await expect(outputFolder(join(path, 'none')).write('a.pdf', bytes('x'))).rejects.toMatchObject({
    code: 'folder.notWritable',
  });
});
