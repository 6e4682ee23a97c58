import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { assess, refusalOf, relate } from '../../integration/timebank/circle-kit.ts';
import { scan } from '../../integration/mediation/dossier/dossier-kit.ts';
import { addMember } from '../../integration/timebank/play.ts';

/*
 * The attack: a household register or a certificate of disability is kept as proof, and somebody without a place in the
 * time bank opens it, finds its name in a list, an export, the trail or the log, looks at it unseen, exchanges the file
 * on the disk, or hangs it on another member by SQL.
 */
let desk: TestDesk;
let member: string;
let relation: string;
let file: string;
const secret = '王志明残疾证3201131950';
beforeEach(async () => {
  desk = await openDesk();
  member = await addMember(desk, '王志明');
  relation = (await relate(desk, member, await addMember(desk, '王小明'))).id;
  const kept = await desk.call('timebank.attachProofFile', {
    ...{ kind: 'relation', recordId: relation },
    file: { name: `${secret}.png`, base64: scan },
  });
  file = kept.id!;
});
afterEach(() => desk.close());

it('opens to staff of the time bank and the auditor only, and only staff may add or take back', async () => {
  const record = { kind: 'relation', recordId: relation } as const;
  const mediator = await desk.as(['mediator']);
  for (const [route, input] of [
    ['timebank.viewProofFile', { id: file }],
    ['timebank.listProofFiles', record],
    ['timebank.attachProofFile', { ...record, file: { name: 'x.png', base64: scan } }],
    ['timebank.withdrawProofFile', { id: file, version: 1, reason: '删' }],
  ] as const)
    expect(await mediator.ask(route, input), route).toMatchObject({ error: { code: 'session.roleMissing' } });
  const auditor = await desk.as(['auditor']);
  expect((await auditor.call('timebank.viewProofFile', { id: file })).base64).toBe(scan);
  for (const [route, input] of [
    ['timebank.attachProofFile', { ...record, file: { name: 'x.png', base64: scan } }],
    ['timebank.withdrawProofFile', { id: file, version: 1, reason: '删' }],
  ] as const)
    expect(await auditor.ask(route, input), route).toMatchObject({ error: { code: 'session.roleMissing' } });
});

it('leaves a row in the trail for everybody who looks, and its name nowhere but with the record', async () => {
  const clerk = await desk.as(['clerk']);
  await clerk.call('timebank.viewProofFile', { id: file });
  const looked = await desk.sql<{ user_id: string; about: string }>(
    `SELECT user_id, about FROM audit_rows WHERE route = 'timebank.viewProofFile'`,
  );
  expect(looked).toEqual([{ user_id: clerk.userId, about: JSON.stringify([`proofFile:${file}`]) }]);
  await assess(desk, member);
  const tables = await desk.sql<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('circle_files', 'files') AND name NOT LIKE 'sqlite_%'`,
  );
  for (const { name } of tables) {
    const rows = await desk.sql(`SELECT * FROM "${name}"`);
    expect(JSON.stringify(rows), name).not.toContain('残疾证');
  }
  for (const [route, input] of [
    ['timebank.readCircle', { memberId: member }],
    ['timebank.listMembers', { text: '王' }],
    ['timebank.readMember', { id: member }],
    ['timebank.readEligibility', { memberId: member }],
  ] as const)
    expect(JSON.stringify(await desk.call(route, input)), route).not.toContain('残疾证');
});

it('is not shown when the content on the disk is another one, or gone', async () => {
  const [row] = await desk.sql<{ sha256: string }>('SELECT sha256 FROM files');
  const path = join(desk.dataDir, 'files', row!.sha256.slice(0, 2), row!.sha256);
  await writeFile(path, Buffer.from('%PDF-another'));
  expect(await refusalOf(desk.call('timebank.viewProofFile', { id: file }))).toBe('file.tampered');
});

it('hangs on its record for ever: raw SQL neither moves, renames, deletes nor revives it', async () => {
  const other = await relate(desk, member, await addMember(desk, '陌生人'), {
    kind: 'friend',
    proofKind: 'statement',
  });
  const copy = (about: string) =>
    `INSERT INTO circle_files SELECT 'x', 1, ${about}, file_id, file_name, added_on, added_by, NULL, NULL, '' FROM circle_files`;
  for (const attack of [
    `UPDATE circle_files SET about_id = '${other.id}'`,
    `UPDATE circle_files SET file_name = '别的.png'`,
    'DELETE FROM circle_files',
    `INSERT OR REPLACE INTO circle_files SELECT * FROM circle_files`,
    copy(`'assessment', '${other.id}'`),
    copy(`'relation', '${member}'`),
  ])
    await expect(desk.sql(attack), attack).rejects.toThrow('circle.appendOnly');
  await desk.call('timebank.withdrawProofFile', { id: file, version: 1, reason: '错了' });
  const revive = `UPDATE circle_files SET withdrawn_on = NULL, withdrawn_by = NULL, withdraw_reason = ''`;
  await expect(desk.sql(revive)).rejects.toThrow('circle.appendOnly');
});
