import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, testPassword, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

describe('first run', () => {
  it('makes the committee, its administrator and the area tree of the region, and signs in', async () => {
    const status = await desk.call('people.readStatus', {});
    expect(status).toMatchObject({
      initialised: true,
      session: { state: 'open', user: { username: 'admin', roles: ['administrator'] } },
    });
    const { areas, disputeTypes } = await desk.call('platform.readReference', {});
    expect(areas.filter((area) => area.level === 'street')).toHaveLength(9);
    expect(disputeTypes).toHaveLength(18);
  });

  it('happens once: a second one would hand the centre to a stranger', async () => {
    const again = await desk.ask('people.initialise', {
      committee: { name: '别的委员会', mark: '别' },
      administrator: { username: 'intruder', displayName: '某', password: testPassword },
    });
    expect(again).toMatchObject({ error: { code: 'setup.alreadyDone' } });
  });
});

describe('passwords', () => {
  it('are kept only as a slow hash with its own salt, nowhere in clear and in no fast hash', async () => {
    await desk.call('people.createUser', {
      username: 'clerk',
      displayName: '文员',
      password: testPassword,
      roles: ['clerk'],
    });
    const rows = await desk.sql<{ password_hash: string }>('SELECT password_hash FROM users');
    for (const row of rows) expect(row.password_hash).toMatch(/^scrypt\$65536\$8\$1\$/);
    expect(new Set(rows.map((row) => row.password_hash)).size).toBe(2);
    const everything = JSON.stringify([
      await desk.sql('SELECT * FROM commands'),
      await desk.sql('SELECT * FROM audit_rows'),
      await desk.sql('SELECT * FROM users'),
    ]);
    expect(everything).not.toContain(testPassword);
  });

  it('the fingerprint of a command with a password does not depend on it: nothing to guess against', async () => {
    const id = '01890000-0000-7000-8000-000000000001';
    const input = (password: string) => ({
      username: 'clerk',
      displayName: '文员',
      password,
      roles: ['clerk' as const],
    });
    const first = await desk.call('people.createUser', input('first password'), id);
    expect(await desk.call('people.createUser', input('other password'), id)).toEqual(first);
  });

  it('five wrong ones make an account wait; the wait ends by itself, and each failure is audited', async () => {
    const wrong = () => desk.ask('people.signIn', { username: 'admin', password: 'not it' });
    await desk.call('people.signOut', {});
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect(await wrong()).toMatchObject({ error: { code: 'session.wrongPassword' } });
    expect(await desk.ask('people.signIn', { username: 'admin', password: testPassword })).toMatchObject({
      error: { code: 'session.tooManyAttempts' },
    });
    desk.clock.advance(61_000);
    await desk.call('people.signIn', { username: 'ADMIN', password: testPassword });
    const failures = await desk.sql(
      `SELECT * FROM audit_rows WHERE route = 'people.signIn' AND outcome = 'refused'`,
    );
    expect(failures).toHaveLength(6);
  });

  it('an unknown name is refused in exactly the words of a wrong password: names cannot be found out', async () => {
    const unknown = await desk.ask('people.signIn', { username: 'nobody', password: 'x' });
    expect(unknown).toMatchObject({ error: { code: 'session.wrongPassword' } });
    expect(unknown).toEqual(await desk.ask('people.signIn', { username: 'admin', password: 'x' }));
  });
});

describe('accounts', () => {
  it('the last administrator cannot take the role away from itself', async () => {
    const [admin] = (await desk.call('people.listUsers', {})).rows;
    const change = {
      id: admin?.id ?? '',
      version: admin?.version ?? 0,
      displayName: '主任',
      areaId: null,
      active: true,
    };
    expect(await desk.ask('people.updateUser', { ...change, roles: ['clerk'] })).toMatchObject({
      error: { code: 'record.inUse' },
    });
    expect((await desk.call('people.listUsers', {})).rows[0]?.roles).toEqual(['administrator']);
  });

  it('a name is taken whatever its case', async () => {
    expect(
      await desk.ask('people.createUser', {
        username: 'Admin',
        displayName: '某',
        password: testPassword,
        roles: ['clerk'],
      }),
    ).toMatchObject({ error: { fields: { username: { code: 'field.taken' } } } });
  });
});

describe('the directory', () => {
  it('masks in lists, reveals by an audited command', async () => {
    const { id } = await desk.call('people.saveParty', {
      party: {
        name: '张某',
        phone: '13812345678',
        idNumber: '11010519491231002X',
        address: '栖霞区尧化街道某路1号',
      },
    });
    const list = await desk.call('people.searchParties', { text: 'zm' });
    expect(list.rows[0]).toMatchObject({
      name: '张某',
      phone: '138****5678',
      idNumber: '110***********002X',
      address: '栖霞区尧化街****',
    });
    expect(await desk.call('people.readParty', { id })).toMatchObject({
      id,
      version: 1,
      phone: '138****5678',
      idNumber: '110***********002X',
    });
    const coordinator = await desk.as(['coordinator']);
    for (const route of ['people.readParty', 'people.revealParty'] as const) {
      expect(await coordinator.ask(route, { id })).toMatchObject({ error: { code: 'session.roleMissing' } });
    }
    expect(await desk.call('people.revealParty', { id })).toMatchObject({ phone: '13812345678' });
    const [row] = (await desk.call('platform.listAudit', { about: `party:${id}` })).rows;
    expect(row).toMatchObject({ route: 'people.revealParty', user: '主任' });
    expect(JSON.stringify(await desk.sql('SELECT * FROM commands'))).not.toContain('13812345678');
    expect(JSON.stringify(await desk.sql('SELECT * FROM audit_rows'))).not.toContain('13812345678');
  });

  it('finds by name, pinyin, initials and the last digits of a phone', async () => {
    await desk.call('people.saveParty', { party: { name: '欧阳𬴊', phone: '13812345678' } });
    for (const text of ['欧阳', 'ouyang', 'oy', '5678', '𬴊']) {
      expect((await desk.call('people.searchParties', { text })).total, text).toBe(1);
    }
  });

  it('every spelling of the middle dot finds the same person', async () => {
    await desk.call('people.saveParty', { party: { name: '买买提·阿布都拉' } });
    for (const text of ['买买提•阿布都拉', '买买提・阿布都拉', '买买提．阿布都拉', '买买提阿布都拉']) {
      expect((await desk.call('people.searchParties', { text })).total, text).toBe(1);
    }
  });

  it('a change on an old version is refused', async () => {
    const { id } = await desk.call('people.saveParty', { party: { name: '张某' } });
    await desk.call('people.saveParty', { id, version: 1, party: { name: '张某某' } });
    expect(await desk.ask('people.saveParty', { id, version: 1, party: { name: '张三' } })).toMatchObject({
      error: { code: 'record.stale' },
    });
  });
});

describe('the audit trail', () => {
  it('is one chain: a changed, missing or invented row shows', async () => {
    await desk.call('people.saveParty', { party: { name: '张某' } });
    expect(await desk.call('platform.verifyAudit', {})).toMatchObject({ intact: true });
    for (const attack of [
      `UPDATE audit_rows SET user_name = '别人' WHERE seq = 2`,
      'DELETE FROM audit_rows WHERE seq = 2',
      `REPLACE INTO audit_rows SELECT seq, at, user_id, '别人', client, route, command_id, outcome, about, details, prev_hash, hash FROM audit_rows WHERE seq = 1`,
      `INSERT INTO audit_rows SELECT 99, at, user_id, user_name, client, route, command_id, outcome, about, details, prev_hash, hash FROM audit_rows WHERE seq = 1`,
    ]) {
      await expect(desk.sql(attack), attack).rejects.toThrow(/append-only|chain/);
    }
    // Somebody who takes the guards away first is still found out.
    await desk.sql('DROP TRIGGER audit_rows_no_update');
    await desk.sql(`UPDATE audit_rows SET user_name = '别人' WHERE seq = 2`);
    expect(await desk.call('platform.verifyAudit', {})).toMatchObject({ intact: false, brokenAt: 2 });
  });
});
