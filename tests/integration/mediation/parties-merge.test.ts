import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { caseForm, partyForm, register } from './case-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.error.code : String(error)),
  );

/** The same woman on two cases: once with her number and no phone, once with a phone and a slip in her name. */
async function twice() {
  const idNumber = '320113198001011236';
  const one = await register(
    desk,
    caseForm({
      parties: [
        partyForm({ name: '杨秀英', phone: '', idType: 'residentId', idNumber, occupation: '教师' }),
        partyForm({ role: 'respondent', name: '某公司', kind: 'organisation' }),
      ],
    }),
  );
  const other = await register(
    desk,
    caseForm({
      parties: [
        partyForm({ name: '杨秀瑛', phone: '13800001111', idType: 'residentId', idNumber }),
        partyForm({ role: 'respondent', name: '某公司', kind: 'organisation' }),
      ],
    }),
  );
  return {
    one,
    other,
    survivorId: one.parties[0]!.directoryId,
    mergedId: other.parties[0]!.directoryId,
  };
}
const merge = (survivorId: string, mergedId: string, take: ('phone' | 'name')[] = ['phone']) =>
  desk.call('people.mergeParties', { survivorId, survivorVersion: 1, mergedId, mergedVersion: 1, take });
const listed = async (text: string) => (await desk.call('people.searchParties', { text })).rows;
const casesOf = async (partyId: string) => (await desk.call('mediation.listCases', { partyId })).rows.length;

describe('doubles in the directory', () => {
  it('are found by number, by name with birth or phone, and by the name of an organisation', async () => {
    const { survivorId, mergedId } = await twice();
    const { groups } = await desk.call('people.listPartyDoubles', {});
    expect(groups.map(({ reason, parties }) => [reason, parties.length])).toEqual([
      ['idNumber', 2],
      ['organisationName', 2],
    ]);
    expect(groups[0]!.parties.map(({ id }) => id).sort()).toEqual([survivorId, mergedId].sort());
    // Masked: who looks for doubles sees no more than the list does.
    expect(JSON.stringify(groups)).not.toContain('320113198001011236');
    for (const phone of ['13912345678', '13912345678', '13999999999'])
      await desk.call('people.saveParty', { party: { name: '同名', phone } });
    const again = await desk.call('people.listPartyDoubles', {});
    expect(again.groups.find(({ reason }) => reason === 'namePhone')?.parties).toHaveLength(2);
  });

  it('merged: the survivor takes the chosen fields, cases keep their names and are found under it', async () => {
    const { other, survivorId, mergedId } = await twice();
    const compared = await desk.call('people.comparePartyDoubles', { survivorId, mergedId });
    expect(compared.differs).toEqual(['name', 'occupation', 'phone']);
    expect(compared.suggested).toEqual(['phone']);
    const saved = await merge(survivorId, mergedId, compared.suggested as ['phone']);
    const full = await desk.call('people.revealParty', { id: survivorId });
    expect(full).toMatchObject({
      name: '杨秀英',
      phone: '13800001111',
      occupation: '教师',
      version: saved.version,
    });
    expect((await listed('杨秀')).map(({ id }) => id)).toEqual([survivorId]);
    expect((await desk.call('mediation.readCase', { id: other.id })).parties[0]!.name).toBe('杨秀瑛');
    expect([await casesOf(survivorId), await casesOf(mergedId)]).toEqual([2, 1]);
    const gone = await desk.call('people.readParty', { id: mergedId });
    expect(gone.mergedInto).toEqual({ id: survivorId, name: '杨秀英' });
    expect((await desk.call('people.readParty', { id: survivorId })).merged).toMatchObject([
      { id: mergedId },
    ]);
    const [trail] = await desk.sql<{ about: string; details: string }>(
      `SELECT about, details FROM audit_rows WHERE route = 'people.mergeParties'`,
    );
    expect(JSON.parse(trail!.about)).toEqual([`party:${survivorId}`, `party:${mergedId}`]);
    expect(trail!.details).not.toContain('杨秀');
  });

  it('a case that names the merged entry again is written down under the one that stays', async () => {
    const { survivorId, mergedId } = await twice();
    await merge(survivorId, mergedId);
    const third = await register(
      desk,
      caseForm({
        parties: [
          partyForm({ name: '杨秀瑛', directoryId: mergedId }),
          partyForm({ role: 'respondent', name: '李雷' }),
        ],
      }),
    );
    expect(third.parties[0]!.directoryId).toBe(survivorId);
    expect(await casesOf(survivorId)).toBe(3);
  });

  it('taken back: both are as they were; refused once the survivor was changed or merged on', async () => {
    const { survivorId, mergedId } = await twice();
    const before = await desk.call('people.revealParty', { id: survivorId });
    await merge(survivorId, mergedId, ['phone', 'name']);
    await desk.call('people.undoPartyMerge', { id: mergedId, version: 2 });
    expect(await desk.call('people.revealParty', { id: survivorId })).toEqual({ ...before, version: 3 });
    expect((await listed('杨秀')).map(({ id }) => id).sort()).toEqual([survivorId, mergedId].sort());
    expect(await casesOf(survivorId)).toBe(1);

    const again = { survivorId, survivorVersion: 3, mergedId, mergedVersion: 3, take: ['phone' as const] };
    await desk.call('people.mergeParties', again);
    const { id: _id, version, ...fields } = await desk.call('people.revealParty', { id: survivorId });
    await desk.call('people.saveParty', {
      id: survivorId,
      version,
      party: { ...fields, occupation: '退休' },
    });
    expect(await refusal(desk.call('people.undoPartyMerge', { id: mergedId, version: 4 }))).toBe(
      'party.changedSinceMerge',
    );
  });

  it('nothing is merged into itself, into what is gone, into another kind, or over a change not seen', async () => {
    const { one, survivorId, mergedId } = await twice();
    const organisation = one.parties[1]!.directoryId;
    expect(await refusal(merge(survivorId, survivorId))).toBe('party.merged');
    expect(await refusal(merge(survivorId, organisation))).toBe('party.otherKind');
    await merge(survivorId, mergedId);
    expect(await refusal(merge(survivorId, mergedId))).toBe('party.merged');
    expect(await refusal(merge(mergedId, survivorId))).toBe('party.merged');
    const { id: _id, version: _version, ...fields } = await desk.call('people.revealParty', { id: mergedId });
    const change = { id: mergedId, version: 2, party: fields };
    expect(await refusal(desk.call('people.saveParty', change))).toBe('party.merged');
    const third = await desk.call('people.saveParty', { party: { name: '杨秀英' } });
    const stale = {
      survivorId: third.id,
      survivorVersion: 1,
      mergedId: survivorId,
      mergedVersion: 1,
      take: [],
    };
    expect(await refusal(desk.call('people.mergeParties', stale))).toBe('record.stale');
    // Not even with a tool for the file: no circle, no second target, no change of what was merged.
    await expect(
      desk.sql('UPDATE parties SET merged_into = ? WHERE id = ?', [mergedId, survivorId]),
    ).rejects.toThrow('party.merged');
    await expect(desk.sql(`UPDATE parties SET name = 'x' WHERE id = ?`, [mergedId])).rejects.toThrow(
      'party.merged',
    );
    await expect(desk.sql('DELETE FROM party_merges')).rejects.toThrow('party.merged');
  });

  it('told apart: the pair is not proposed again nor merged, until that is taken back', async () => {
    const { survivorId, mergedId } = await twice();
    const third = await desk.call('people.saveParty', {
      party: { name: '杨秀英', idType: 'residentId', idNumber: '320113198001011236' },
    });
    const apart = (one: string, other: string, note = '') =>
      desk.call('people.tellPartiesApart', {
        oneId: one,
        oneVersion: 1,
        otherId: other,
        otherVersion: 1,
        note,
      });
    const asked = async () =>
      (await desk.call('people.listPartyDoubles', {})).groups
        .filter(({ reason }) => reason === 'idNumber')
        .map(({ parties }) => parties.map(({ id }) => id).sort());
    const saved = await apart(mergedId, survivorId, '双胞胎，户口本已核对');
    // Each may still be the third one.
    expect(await asked()).toEqual([[survivorId, mergedId, third.id].sort()]);
    const listed = await desk.call('people.listPartyDoubles', {});
    expect(listed.groups[0]!.apart).toMatchObject([{ id: saved.id }]);
    expect(listed.apart).toHaveLength(1);
    const [pair] = listed.apart;
    expect([pair!.one.name, pair!.other.name].sort()).toEqual(['杨秀瑛', '杨秀英'].sort());
    expect(pair!.note).toBe('双胞胎，户口本已核对');
    expect(await refusal(merge(survivorId, mergedId))).toBe('party.apart');
    expect(await refusal(apart(survivorId, mergedId))).toBe('party.apart');
    // What was said of an entry holds for the one that it was merged into.
    await desk.call('people.mergeParties', {
      survivorId: third.id,
      survivorVersion: 1,
      mergedId: survivorId,
      mergedVersion: 1,
      take: [],
    });
    expect(await asked()).toEqual([]);
    expect(
      await refusal(
        desk.call('people.mergeParties', {
          survivorId: third.id,
          survivorVersion: 2,
          mergedId,
          mergedVersion: 1,
          take: [],
        }),
      ),
    ).toBe('party.apart');
    const stale = { id: saved.id, version: 7 };
    expect(await refusal(desk.call('people.undoPartiesApart', stale))).toBe('record.stale');
    await desk.call('people.undoPartiesApart', { id: saved.id, version: 1 });
    expect(await asked()).toEqual([[mergedId, third.id].sort()]);
    const [trail] = await desk.sql<{ about: string; details: string }>(
      `SELECT about, details FROM audit_rows WHERE route = 'people.tellPartiesApart'`,
    );
    expect(JSON.parse(trail!.about)).toEqual([`party:${mergedId}`, `party:${survivorId}`]);
    expect(trail!.details).not.toContain('双胞胎');
  });

  it('told apart is kept: no statement deletes it, takes it back twice or merges past it', async () => {
    const { survivorId, mergedId } = await twice();
    const { id } = await desk.call('people.tellPartiesApart', {
      oneId: survivorId,
      oneVersion: 1,
      otherId: mergedId,
      otherVersion: 1,
    });
    await expect(desk.sql('DELETE FROM party_distinctions')).rejects.toThrow('party.apart');
    await expect(
      desk.sql('UPDATE parties SET merged_into = ? WHERE id = ?', [survivorId, mergedId]),
    ).rejects.toThrow('party.apart');
    await desk.call('people.undoPartiesApart', { id, version: 1 });
    expect(await refusal(desk.call('people.undoPartiesApart', { id, version: 2 }))).toBe('party.apart');
    await merge(survivorId, mergedId);
  });

  it('settled pairs do not crowd out the others: the fifty groups that are shown are open ones', async () => {
    for (let index = 0; index < 52; index += 1)
      for (let twin = 0; twin < 2; twin += 1)
        await desk.call('people.saveParty', {
          party: { name: `同名${index}`, phone: `1390000${1000 + index}` },
        });
    const first = await desk.call('people.listPartyDoubles', {});
    expect(first.groups).toHaveLength(50);
    for (const { parties } of first.groups)
      await desk.call('people.tellPartiesApart', {
        oneId: parties[0]!.id,
        oneVersion: 1,
        otherId: parties[1]!.id,
        otherVersion: 1,
      });
    expect((await desk.call('people.listPartyDoubles', {})).groups).toHaveLength(2);
  });

  it('is mediation staff’s: neither a coordinator nor an auditor sees or merges entries', async () => {
    const { survivorId, mergedId } = await twice();
    for (const role of ['coordinator', 'auditor'] as const) {
      const other = await desk.as([role]);
      for (const ask of [
        other.ask('people.listPartyDoubles', {}),
        other.ask('people.comparePartyDoubles', { survivorId, mergedId }),
        other.ask('people.tellPartiesApart', {
          ...{ oneId: survivorId, oneVersion: 1, otherId: mergedId, otherVersion: 1 },
        }),
        other.ask('people.mergeParties', {
          ...{ survivorId, survivorVersion: 1, mergedId, mergedVersion: 1, take: [] },
        }),
      ])
        expect(await ask).toMatchObject({ error: { code: 'session.roleMissing' } });
    }
  });
});
