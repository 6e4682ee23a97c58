import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EntitySchema } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caucus, joint, mediatedCase, secrets } from '../../integration/timebank/session-hours-kit.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';

/*
 * The attack: a coordinator, or whoever reads the time bank’s lists, statements, exports and tables, learns from a
 * mediator’s volunteer hours which case he sat in, who quarrels, or that he met one side alone (人民调解法 art. 15).
 */

let desk: TestDesk;
let scene: Awaited<ReturnType<typeof mediatedCase>>;
beforeEach(async () => {
  desk = await openDesk();
  scene = await mediatedCase(desk);
});
afterEach(() => desk.close());

const offer = (sessionId: string, minutes: number) =>
  scene.mediator.call('mediation.offerSessionHours', { caseId: scene.caseId, sessionId, minutes });

/** Every table that the time bank declares, also those that are still to come. */
async function tablesOfTimebank(): Promise<string[]> {
  const root = resolve(import.meta.dirname, '../../../src-main/timebank');
  const files = (await readdir(root, { recursive: true })).filter((name) => /(^|\/)entities\.ts$/.test(name));
  const rooms = await Promise.all(
    files.map(
      async (name) => (await import(pathToFileURL(join(root, name)).href)) as Record<string, unknown>,
    ),
  );
  return rooms.flatMap((room) =>
    Object.values(room).flatMap((one) => (one instanceof EntitySchema ? [one.options.name] : [])),
  );
}

describe('what the time bank keeps of a session', () => {
  it('is a member, a day and minutes: no word, number or id of the case in any of its tables', async () => {
    const sessionIds = [
      await joint(scene.mediator, scene.caseId),
      await caucus(scene.mediator, scene.caseId),
    ];
    const accepted = await offer(sessionIds[0]!, 90);
    const refused = await offer(sessionIds[1]!, 40);
    await scene.coordinator.call('timebank.acceptSessionHours', { id: accepted.id, version: 1 });
    await scene.coordinator.call('timebank.refuseSessionHours', {
      id: refused.id,
      version: 1,
      reason: '请核对',
    });
    await offer(sessionIds[1]!, 35);
    desk.clock.set('2026-08-01T02:00:00.000Z');
    await scene.coordinator.call('timebank.issueStatement', { memberId: scene.member, month: '2026-07' });
    const forbidden = [...Object.values(secrets), scene.caseId, scene.number, ...sessionIds].filter(Boolean);
    expect(forbidden.length).toBeGreaterThan(7);

    const read = await tablesOfTimebank();
    expect(read).toEqual(
      expect.arrayContaining([
        'hour_offers',
        'volunteer_links',
        'members',
        'service_records',
        'ledger_transactions',
      ]),
    );
    for (const table of read) await none(`SELECT * FROM ${table}`, table);
    await none(`SELECT * FROM documents WHERE kind LIKE 'timebank.%'`, 'documents');
    await none(
      `SELECT * FROM audit_rows WHERE route LIKE 'timebank.%' OR route LIKE '%SessionHours'`,
      'audit',
    );
    await none(
      `SELECT * FROM commands WHERE route LIKE 'timebank.%' OR route LIKE '%SessionHours'`,
      'commands',
    );

    async function none(select: string, where: string) {
      const text = JSON.stringify(await desk.sql(select));
      for (const word of forbidden) expect(text.includes(word), `${where}: ${word}`).toBe(false);
    }
  });

  it('is not told by any answer that a coordinator gets', async () => {
    const sessionId = await caucus(scene.mediator, scene.caseId);
    await offer(sessionId, 40);
    const { coordinator, member } = scene;
    const answers = JSON.stringify([
      await coordinator.call('timebank.listSessionHours', {}),
      await coordinator.call('timebank.readWorkbench', {}),
      await coordinator.call('timebank.listVolunteerMediators', {}),
      await desk.call('platform.listAudit', { about: `hourOffer:${(await offered())[0]!.id}` }),
    ]);
    for (const word of [...Object.values(secrets), scene.caseId, sessionId, '16:00', 'caucus']) {
      expect(answers.includes(word), word).toBe(false);
    }
    const answer = await coordinator.ask('mediation.readSessionHours', { caseId: scene.caseId });
    expect(answer).toMatchObject({ ok: false, error: { code: 'session.roleMissing' } });
    expect(member).not.toBe('');
  });

  it('does not tell a caucus from a joint session of the same length', async () => {
    await offer(await joint(scene.mediator, scene.caseId, { startsAt: '09:00', endsAt: '09:40' }), 40);
    await offer(await caucus(scene.mediator, scene.caseId), 40);
    const [one, other] = await offered();
    const told = ({ id: _id, nth: _nth, offered_at: _at, ...rest }: Record<string, unknown>) => rest;
    expect(told(one!)).toEqual(told(other!));
  });

  it('leaves no thread from the case: its audit trail and its timeline are as before', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const trail = () => desk.call('platform.listAudit', { about: `case:${scene.caseId}` });
    const [before, file] = [await trail(), await desk.call('mediation.readCase', { id: scene.caseId })];
    await offer(sessionId, 60);
    expect(await trail()).toEqual(before);
    expect(await desk.call('mediation.readCase', { id: scene.caseId })).toEqual(file);
  });

  const offered = () => desk.sql<{ id: string }>('SELECT * FROM hour_offers ORDER BY nth');
});

describe('whoever writes past the program', () => {
  const attack = async (sql: string, params: unknown[] = []) =>
    desk.sql(sql, params).then(
      () => 'done',
      (error: Error) => error.message.replace(/^.*SQLITE_CONSTRAINT: /, ''),
    );

  it('books no session twice, decides no own offer, and changes nothing that was decided', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    const first = await offer(sessionId, 90);
    const again = `INSERT INTO hour_offers SELECT 'x', 1, member_id, service_type, served_on, 2, minutes, 'open', '',
      offered_by, offered_at, NULL, NULL, NULL FROM hour_offers`;
    await desk.sql(again);
    const { userId } = scene.mediator;
    const thread = 'INSERT INTO session_hours (session_id, user_id, offer_id) VALUES (?, ?, ?)';
    expect(await attack(thread, [sessionId, userId, 'x'])).toContain('sessionHours.alreadyOffered');
    expect(await attack(`UPDATE session_hours SET offer_id = 'x'`)).toContain('sessionHours.alreadyOffered');
    expect(
      await attack(
        `UPDATE hour_offers SET state = 'refused', reason = 'r', decided_by = offered_by, decided_at = 'now'`,
      ),
    ).toContain('sessionHours.ownOffer');
    const { transactionId } = await scene.coordinator.call('timebank.acceptSessionHours', {
      id: first.id,
      version: 1,
    });
    expect(
      await attack(
        `UPDATE hour_offers SET state = 'accepted', decided_by = ?, decided_at = 'now', transaction_id = ? WHERE id = 'x'`,
        [scene.coordinator.userId, transactionId],
      ),
    ).toMatch(/sessionHours.notBooked|UNIQUE/);
    expect(await attack(`UPDATE hour_offers SET minutes = 600 WHERE state = 'accepted'`)).toContain(
      'sessionHours.settled',
    );
    expect(await attack('DELETE FROM hour_offers')).toContain('sessionHours.settled');
    expect(await attack('DELETE FROM session_hours')).toContain('sessionHours.settled');
    expect(await attack('DELETE FROM volunteer_links')).toContain('volunteerLink.ended');
  });

  it('offers no more than the clock of the session says, and for nobody else', async () => {
    const sessionId = await joint(scene.mediator, scene.caseId);
    await desk.sql(
      `INSERT INTO hour_offers SELECT 'long', 1, member_id, 'mediation', '2026-06-30', 1, 91, 'open', '', user_id, 'now', NULL, NULL, NULL
       FROM volunteer_links`,
    );
    const thread = 'INSERT INTO session_hours (session_id, user_id, offer_id) VALUES (?, ?, ?)';
    expect(await attack(thread, [sessionId, scene.mediator.userId, 'long'])).toContain(
      'sessionHours.differs',
    );
    expect(
      await attack(
        `INSERT INTO hour_offers SELECT 'other', 1, member_id, 'mediation', '2026-06-30', 2, 60, 'open', '', ?, 'now', NULL, NULL, NULL
         FROM volunteer_links`,
        [scene.colleague.userId],
      ),
    ).toContain('sessionHours.notLinked');
  });
});
