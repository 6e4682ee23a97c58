import { fieldError } from '../../platform/app-error.ts';
import { civilDate } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { Assessments } from './entities.ts';
import { assessmentsOf, eligibilityFor, lastAssessmentSeq } from './eligibility-store.ts';
import { assessmentsDue, membersInNeed } from './in-need-store.ts';

type Routes =
  | 'timebank.readEligibility'
  | 'timebank.assessRecipient'
  | 'timebank.listAssessmentsDue'
  | 'timebank.listInNeed';

export const recipientHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readEligibility'(context, { memberId }) {
    const { verdict, rule, age, coinMinutes, byFund, inNeed, ways } = await eligibilityFor(context, memberId);
    return {
      ...{ verdict, rule, age, coinMinutes, byFund, inNeed },
      ways: ways.map((way) => ({ ...way, missing: [...way.missing] })),
      assessments: await assessmentsOf(context.tx, memberId, context.today),
    };
  },

  async 'timebank.assessRecipient'(context, { memberId, assessment }) {
    const { tx, services, actor, now } = context;
    const { kind } = await memberById(tx, memberId);
    if (kind !== 'person') throw fieldError('memberId', 'field.personOnly');
    const id = services.ids.next();
    const seq = (await lastAssessmentSeq(tx, memberId)) + 1;
    await tx.insert(Assessments, {
      id,
      member_id: memberId,
      seq,
      classes: JSON.stringify([...new Set(assessment.classes)]),
      evidence: assessment.evidence,
      decided_by: assessment.decidedBy,
      valid_from: assessment.from,
      valid_until: assessment.until,
      review_on: assessment.reviewOn,
      recorded_by: actor.userId,
      recorded_at: now,
    });
    // Which classes is a matter of the person’s: the trail says only that there was one.
    context.audit([`member:${memberId}`, `assessment:${id}`], {
      seq,
      from: assessment.from,
      until: assessment.until,
    });
    return { id, seq };
  },

  async 'timebank.listAssessmentsDue'({ tx, today }) {
    return { rows: await assessmentsDue(tx, civilDate(today)) };
  },

  'timebank.listInNeed': (context) => membersInNeed(context),
};
