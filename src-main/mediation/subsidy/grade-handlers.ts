import { userNames } from '../../people/public.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, type CaseContext } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { ruleSetOn } from './assess.ts';
import { SubsidyExclusions } from './entities.ts';
import { exclusionsOf, mediatorsToChoose } from './exclusion-store.ts';
import { gradesOf, insertGrade } from './grade-store.ts';
import { ruleSetsOf } from './rule-store.ts';

type GradeRoutes =
  | 'mediation.readCaseGrade'
  | 'mediation.gradeCase'
  | 'mediation.listSubsidyExclusions'
  | 'mediation.saveSubsidyExclusion';

export const gradeHandlers: Pick<HandlersOf<'mediation'>, GradeRoutes> = {
  async 'mediation.readCaseGrade'(context, { caseId }) {
    const row = await caseById(context, caseId);
    const grades = await gradesOf(context.tx, caseId);
    const names = await userNames(
      context.tx,
      grades.map((grade) => grade.graded_by),
    );
    const current = grades[0];
    return {
      seen: current?.number ?? 0,
      current: current ? { classCode: current.class_code, className: current.class_name } : null,
      history: grades.map((grade) => ({
        number: grade.number,
        className: grade.class_name,
        reason: grade.reason,
        by: names.get(grade.graded_by) ?? '',
        at: grade.graded_at,
      })),
      classes: (await rulesFor(context, row))?.classes ?? [],
    };
  },

  async 'mediation.gradeCase'(context, { caseId, seen, classCode, reason }) {
    const row = await caseById(context, caseId);
    if (row.stage === 'registered' || row.stage === 'declined') {
      throw new AppError('case.stageForbids', {
        params: { stage: row.stage, event: 'grade', reason: 'notAccepted' },
      });
    }
    const last = (await gradesOf(context.tx, caseId))[0]?.number ?? 0;
    requireVersion(last, seen);
    const rules = await rulesFor(context, row);
    if (!rules) throw new AppError('subsidy.noRules');
    const chosen = rules.classes.find(({ code }) => code === classCode);
    if (!chosen) throw fieldError('classCode', 'field.unknownReference');
    await insertGrade(context, {
      case_id: caseId,
      number: last + 1,
      class_code: chosen.code,
      class_name: chosen.name,
      rule_set_id: rules.id,
      reason,
    });
    context.audit(`case:${caseId}`, { grade: chosen.code, number: last + 1 });
    return { number: last + 1 };
  },

  async 'mediation.listSubsidyExclusions'({ tx, actor }) {
    const rows = await exclusionsOf(tx, actor.committee.id);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        version: row.version,
        userId: row.user_id,
        name: row.name,
        reason: row.reason,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        active: row.active === 1,
      })),
      mediators: await mediatorsToChoose(tx, actor.committee.id),
    };
  },

  async 'mediation.saveSubsidyExclusion'({ tx, actor, services, now, audit }, { id, version, exclusion }) {
    if (exclusion.validTo !== null && exclusion.validTo < exclusion.validFrom) {
      throw fieldError('exclusion.validTo', 'field.endBeforeStart');
    }
    const known = await mediatorsToChoose(tx, actor.committee.id);
    if (!known.some(({ userId }) => userId === exclusion.userId)) {
      throw fieldError('exclusion.userId', 'field.unknownReference');
    }
    const columns = {
      reason: exclusion.reason,
      valid_from: exclusion.validFrom,
      valid_to: exclusion.validTo,
      active: exclusion.active ? 1 : 0,
      updated_at: now,
    };
    const trail = { userId: exclusion.userId, from: exclusion.validFrom, to: exclusion.validTo };
    if (id === undefined) {
      const newId = services.ids.next();
      await tx.insert(SubsidyExclusions, {
        id: newId,
        version: 1,
        user_id: exclusion.userId,
        created_by: actor.userId,
        created_at: now,
        ...columns,
      });
      audit(`subsidyExclusion:${newId}`, { added: true, ...trail });
      return { id: newId, version: 1 };
    }
    const row = await tx.find(SubsidyExclusions).findOneBy({ id });
    if (!row) throw notFound('exclusion');
    requireVersion(row.version, version);
    if (row.user_id !== exclusion.userId) throw fieldError('exclusion.userId', 'field.invalid');
    await tx.update(SubsidyExclusions, id, { ...columns, version: row.version + 1 });
    audit(`subsidyExclusion:${id}`, { active: exclusion.active, ...trail });
    return { id, version: row.version + 1 };
  },
};

/** The version whose classes a case is graded by: that of the day it ended, or of today while it is open. */
async function rulesFor(context: CaseContext, row: CaseRecord) {
  const on = row.closed_on ?? row.terminated_on ?? context.today;
  return ruleSetOn(await ruleSetsOf(context.tx, context.actor.committee.id), on);
}
