import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { scan } from '../mediation/dossier/dossier-kit.ts';
import { assess, refusalOf, relate, represent } from './circle-kit.ts';
import { membership, merge } from './membership/kit.ts';
import { addMember } from './play.ts';

/*
 * A scan of what was shown. The bugs these would catch: a proof that hangs on nothing or on another record, one that is
 * lost when doubles are merged, a file that says it is a picture and is none, one that changed on the disk unseen.
 */
let desk: TestDesk;
let member: string;
let son: string;
beforeEach(async () => {
  desk = await openDesk();
  member = await addMember(desk, '王志明');
  son = await addMember(desk, '王小明');
});
afterEach(() => desk.close());

const picture = (name: string) => ({ name, base64: scan });
const attach = (kind: 'relation' | 'representation' | 'assessment', recordId: string, name = '户口簿.png') =>
  desk.call('timebank.attachProofFile', { kind, recordId, file: picture(name) });
const filesOf = async (kind: 'relation' | 'representation' | 'assessment', recordId: string) =>
  (await desk.call('timebank.listProofFiles', { kind, recordId })).rows;

describe('files that prove a record of the circle', () => {
  it('stand with a relation, a representation and an assessment, are looked at and taken back', async () => {
    const records = [
      ['relation', (await relate(desk, member, son)).id],
      ['representation', (await represent(desk, member)).id],
      ['assessment', (await assess(desk, member)).id],
    ] as const;
    for (const [kind, recordId] of records) {
      const { id } = await attach(kind, recordId, `../${kind}.png`);
      const [file] = await filesOf(kind, recordId);
      expect(file).toMatchObject({ id, version: 1, name: `${kind}.png`, viewable: true });
      expect(await desk.call('timebank.viewProofFile', { id: id! })).toEqual({
        ...{ name: `${kind}.png`, mediaType: 'image/png', base64: scan },
      });
      await desk.call('timebank.withdrawProofFile', { id: id!, version: 1, reason: '是另一个人的' });
      expect(await filesOf(kind, recordId)).toEqual([]);
      expect(await refusalOf(desk.call('timebank.viewProofFile', { id: id! }))).toBe('record.notFound');
      const again = desk.call('timebank.withdrawProofFile', { id: id!, version: 2, reason: '再撤' });
      expect(await refusalOf(again)).toBe('record.notFound');
    }
  });

  it('are chosen in the dialog; a cancelled one, no record and no picture leave nothing', async () => {
    const { id } = await relate(desk, member, son);
    const ask = (recordId: string, file?: { name: string; base64: string }) =>
      desk.call('timebank.attachProofFile', { kind: 'relation', recordId, ...(file ? { file } : {}) });
    expect(await ask(id)).toEqual({ id: null });
    desk.opens = { name: '结婚证.png', bytes: Buffer.from(scan, 'base64') };
    expect((await ask(id)).id).not.toBeNull();
    expect(await refusalOf(ask(member))).toBe('record.notFound');
    const web = Buffer.from('<script>alert(1)</script>').toString('base64');
    expect(await refusalOf(ask(id, { name: '证明.png', base64: web }))).toBe('file.notViewable');
    expect(await refusalOf(ask(id, { name: '空.png', base64: '====' }))).toMatch(/file|input/);
    expect((await filesOf('relation', id)).map(({ name }) => name)).toEqual(['结婚证.png']);
  });

  it('go along with a merge of doubles, and back', async () => {
    const double = await addMember(desk, '王志明');
    const { id } = await relate(desk, double, son);
    await attach('relation', id);
    const found = async (memberId: string) => {
      const { relations } = await desk.call('timebank.readCircle', { memberId });
      const running = relations.filter(({ state }) => state === 'running');
      return Promise.all(
        running.map(async (row) => (await filesOf('relation', row.id)).map(({ name }) => name)),
      );
    };
    await merge(desk, member, double);
    expect(await found(member)).toEqual([['户口簿.png']]);
    const { version } = await membership(desk, double);
    await desk.call('timebank.takeBackMerge', { id: double, version, reason: '不是同一人' });
    expect([await found(member), await found(double)]).toEqual([[], [['户口簿.png']]]);
    expect(await desk.sql('SELECT count(*) AS n FROM files')).toEqual([{ n: 1 }]);
  });
});
