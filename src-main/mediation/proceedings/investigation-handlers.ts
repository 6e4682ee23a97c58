import { notFound, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { keepCase } from '../case-store.ts';
import { changedColumns, courseOf, nextNumber, requireHeld } from './course-store.ts';
import { Investigations } from './entities.ts';

export const investigationHandlers: Pick<HandlersOf<'mediation'>, 'mediation.recordInvestigation'> = {
  async 'mediation.recordInvestigation'(context, { caseId, investigationId, version, investigation }) {
    const { tx, services, today } = context;
    const { row, stage, recorded } = await courseOf(
      context,
      caseId,
      'recordInvestigation',
      investigation.heldOn,
    );
    // A committee may look into a matter before anybody applies: no earliest day.
    requireHeld('investigation', investigation, today, null);
    const columns = {
      held_on: investigation.heldOn,
      starts_at: investigation.startsAt,
      ends_at: investigation.endsAt,
      place: investigation.place,
      participants: investigation.participants,
      asked: investigation.asked,
      asked_relation: investigation.askedRelation,
      matter: investigation.matter,
      record: investigation.record,
      investigator: investigation.investigator,
      recorder: investigation.recorder,
      in_dossier: investigation.inDossier ? 1 : 0,
    };
    await keepCase(context, row, { stage }, false);
    if (investigationId !== undefined) {
      const before = await tx.find(Investigations).findOneBy({ id: investigationId, case_id: caseId });
      if (!before) throw notFound('investigation');
      requireVersion(before.version, version);
      await tx.update(Investigations, before.id, { ...columns, version: before.version + 1 });
      context.audit(`case:${caseId}`, {
        investigation: before.number,
        corrected: changedColumns(before, columns),
      });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    const number = await nextNumber(tx, 'investigations', caseId);
    await tx.insert(Investigations, { id, case_id: caseId, version: 1, number, ...columns, ...recorded });
    context.audit(`case:${caseId}`, {
      investigation: number,
      heldOn: investigation.heldOn,
      late: recorded.late === 1,
    });
    return { id, version: 1 };
  },
};
