import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { readStoredFile } from '../../../src-main/platform/files/file-store.ts';
import { accept, register } from '../../integration/mediation/case-kit.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

/*
 * The attack: evidence comes from outside, from telephones and memory sticks of people who quarrel. A file is named like a
 * path, to be written over a program; a picture is a page with a script; a row of the data file is bent with a SQLite
 * tool, so that the program hands out a file from elsewhere on the disk; a kept file is exchanged for another.
 */
let desk: TestDesk;
let file: CaseView;
beforeEach(async () => {
  desk = await openDesk({ now: '2026-07-01T01:30:00.000Z' });
  file = await accept(desk, await register(desk));
});
afterEach(() => desk.close());

const add = (name: string, content: string) =>
  desk.call('mediation.recordEvidence', {
    caseId: file.id,
    evidence: { name: '证据', providerPartyId: file.parties[0]!.id },
    file: { name, base64: Buffer.from(content, 'latin1').toString('base64') },
  });
const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));

describe('files from outside', () => {
  it.each([
    '../../../escaped.txt',
    '..\\..\\escaped.txt',
    '/etc/cron.d/escaped.txt',
    'C:\\Windows\\escaped.txt',
    'files/../escaped.txt',
    'x\u0000/../escaped.txt',
  ])('a name like %j writes nothing but a hash below the data folder', async (name) => {
    const around = dirname(desk.dataDir);
    const before = readdirSync(around).filter((one) => one.includes('escaped'));
    await add(name, `content of ${name}`);
    expect(readdirSync(around).filter((one) => one.includes('escaped'))).toEqual(before);
    expect(below(desk.dataDir).filter((one) => one.includes('escaped'))).toEqual([]);
    const kept = below(join(desk.dataDir, 'files')).filter((one) => one !== 'incoming' && one.length > 2);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^([0-9a-f]{2})\/\1[0-9a-f]{62}$/);
    const [row] = (await desk.call('mediation.readProceedings', { caseId: file.id })).evidence;
    expect(row!.file!.name).toBe('escaped.txt');
  });

  it('a page with a script that calls itself a picture is never shown as one', async () => {
    const { id } = await add(
      'photo.png',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    );
    const answer = await desk.ask('mediation.viewEvidence', { caseId: file.id, evidenceId: id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'file.notViewable' } });
  });

  it('a row bent to point elsewhere is refused by the database, and by the store even if it were there', async () => {
    await add('a.png', '\x89PNG\r\n\x1a\n1');
    await expect(desk.sql(`UPDATE files SET sha256 = '../../etc/passwd'`)).rejects.toThrow(/append-only/);
    await expect(
      readStoredFile(desk.dataDir, { sha256: '../../../../etc/passwd', bytes: 1 }),
    ).rejects.toMatchObject({ code: 'file.tampered' });
  });

  it('a kept file that was exchanged for another is not given out by any road', async () => {
    const { id } = await add('a.png', '\x89PNG\r\n\x1a\n1');
    const [name] = below(join(desk.dataDir, 'files')).filter((one) => one.length > 60);
    writeFileSync(join(desk.dataDir, 'files', name!), '\x89PNG\r\n\x1a\n2', 'latin1');
    for (const route of ['mediation.viewEvidence', 'mediation.saveEvidenceFile']) {
      const answer = await desk.ask(route, { caseId: file.id, evidenceId: id });
      expect(answer).toMatchObject({ ok: false, error: { code: 'file.tampered' } });
    }
    expect(desk.saved).toEqual([]);
  });

  it('the sweep at the start touches nothing that the store did not name', async () => {
    await add('a.png', '\x89PNG\r\n\x1a\n1');
    const foreign = join(desk.dataDir, 'files', 'note of a person.txt');
    mkdirSync(join(desk.dataDir, 'files', 'zz'), { recursive: true });
    writeFileSync(foreign, 'keep me');
    const { dataDir } = desk;
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    await desk.application.close();
    desk = await openDesk({ dataDir, initialise: false });
    expect(existsSync(foreign)).toBe(true);
    expect(below(join(dataDir, 'files')).filter((one) => one.length > 60)).toHaveLength(1);
  });

  it('an evidence file of one case is not reached through another case, nor by a coordinator', async () => {
    const { id } = await add('a.png', '\x89PNG\r\n\x1a\n1');
    const other = await register(desk);
    const answer = await desk.ask('mediation.viewEvidence', { caseId: other.id, evidenceId: id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'record.notFound' } });
    const coordinator = await desk.as(['coordinator']);
    for (const route of [
      'mediation.viewEvidence',
      'mediation.saveEvidenceFile',
      'mediation.readProceedings',
    ]) {
      const refused = await coordinator.ask(route, { caseId: file.id, evidenceId: id });
      expect(refused.ok, route).toBe(false);
    }
  });
});
