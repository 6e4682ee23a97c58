import { fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { MediationSessions } from '../entities.ts';
import { keepSearchWords } from '../search/index-store.ts';
import { caucusesInSight, readCaucusNote, requireItsMediator, writeCaucusNote } from './caucus-note-store.ts';
import { changedColumns, courseOf, nextNumber, requireHeld, requireParties } from './course-store.ts';
import { CaucusParties } from './entities.ts';

export const caucusHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.recordCaucus' | 'mediation.readCaucusNote'
> = {
  /** Leaves stage, next action and day of change of the case alone: all of them are shown to every reader of the case. */
  async 'mediation.recordCaucus'(context, { caseId, sessionId, version, caucus, note }) {
    const { tx, services, today, actor } = context;
    await requireItsMediator(tx, actor.userId, caseId);
    const { row, recorded } = await courseOf(context, caseId, 'recordSession', caucus.heldOn);
    requireHeld('caucus', caucus, today, row.applied_on);
    await requireParties(tx, caseId, 'caucus.partyIds', caucus.partyIds);
    const former = sessionId === undefined ? undefined : await formerParty(tx, sessionId);
    if (caucus.partyIds.length === 0 && !former) throw fieldError('caucus.partyIds', 'field.required');
    const columns = {
      held_on: caucus.heldOn,
      starts_at: caucus.startsAt,
      ends_at: caucus.endsAt,
      place: caucus.place,
      attendees: caucus.attendees,
      recorder: caucus.recorder,
    };

    if (sessionId !== undefined) {
      const before = await tx
        .find(MediationSessions)
        .findOneBy({ id: sessionId, case_id: caseId, kind: 'caucus' });
      const inSight = await caucusesInSight(context, caseId);
      if (!before || !inSight.has(sessionId)) throw notFound('session');
      requireVersion(before.version, version);
      await tx.update(MediationSessions, sessionId, { ...columns, version: before.version + 1 });
      await replaceParties(context, sessionId, caucus.partyIds);
      const noteVersion = note ? await writeCaucusNote(context, caseId, sessionId, note) : null;
      await keepSearchWords(tx, row.seq);
      context.audit(`case:${caseId}`, {
        caucus: [...inSight.keys()].indexOf(sessionId) + 1,
        corrected: changedColumns(before, columns),
        note: note !== undefined,
      });
      return { id: sessionId, version: before.version + 1, noteVersion };
    }

    const id = services.ids.next();
    const number = await nextNumber(tx, 'mediation_sessions', caseId);
    await tx.insert(MediationSessions, {
      id,
      case_id: caseId,
      version: 1,
      number,
      kind: 'caucus',
      minutes: '',
      result: '',
      ...columns,
      ...recorded,
    });
    await replaceParties(context, id, caucus.partyIds);
    const noteVersion = note ? await writeCaucusNote(context, caseId, id, note) : null;
    await keepSearchWords(tx, row.seq);
    context.audit(`case:${caseId}`, {
      caucus: (await caucusesInSight(context, caseId)).size,
      heldOn: caucus.heldOn,
      late: recorded.late === 1,
      note: note !== undefined,
    });
    return { id, version: 1, noteVersion };
  },

  async 'mediation.readCaucusNote'(context, { caseId, sessionId }) {
    return { note: await readCaucusNote(context, caseId, sessionId) };
  },
};

const formerParty = (tx: Reader, sessionId: string) =>
  tx.get('SELECT 1 FROM caucus_former_parties WHERE session_id = ?', [sessionId]);

async function replaceParties({ tx }: CommandContext, sessionId: string, ids: readonly string[]) {
  await tx.run('DELETE FROM caucus_parties WHERE session_id = ?', [sessionId]);
  const rows = [...new Set(ids)].map((party_id, position) => ({ session_id: sessionId, party_id, position }));
  if (rows.length > 0) await tx.insert(CaucusParties, rows);
}
