import type { DayCalendar } from '../../platform/calendar/calendar.ts';
import { centreCalendar } from '../../platform/calendar/calendar-store.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { QueryContext } from '../../platform/router/handlers.ts';
import { termsFor, type CaseClock, type TermEndOf, type TermOf } from '../deadline.ts';
import type { CaseRecord } from '../entities.ts';
import { TermExtensions, TermSuspensions, type ExtensionRecord, type SuspensionRecord } from './entities.ts';

/** What both kinds of handler have that counting a term needs. */
export type TermContext = Pick<QueryContext, 'actor' | 'services' | 'today'> & { tx: Reader };
type Counted = Pick<CaseRecord, 'id' | 'dispute_type' | 'referral_source' | 'accepted_on' | 'applied_on'>;

/** The days off of the committee’s region, with those that the centre has set itself. */
export function calendarFor({ tx, services, actor }: TermContext): Promise<DayCalendar> {
  return centreCalendar(tx, services.reference, actor.committee.region);
}

/** Last days of the terms in force for a case. */
export async function termsOf(context: TermContext, row: Counted): Promise<TermEndOf> {
  const terms = await countedTermsOf(context, row);
  return (purpose, from, anchor) => terms(purpose, from, anchor)?.dueOn ?? null;
}

/**
 * Terms in force for a case, by the committee’s region and the day it was accepted (or applied for), with its own stops of
 * the clock and extensions. `days` may be passed when many cases are counted at once.
 */
export async function countedTermsOf(
  context: TermContext,
  row: Counted,
  days?: DayCalendar,
): Promise<TermOf> {
  const { reference } = context.services;
  return termsFor(
    reference.inForce('deadlines', context.actor.committee.region, row.accepted_on ?? row.applied_on),
    { disputeType: row.dispute_type, referralSource: row.referral_source },
    days ?? (await calendarFor(context)),
    await clockOf(context.tx, row.id),
  );
}

/** Stops of the clock of a case, earliest first, those taken back included. */
export const suspensionsOf = (tx: Reader, caseId: string): Promise<SuspensionRecord[]> =>
  tx.find(TermSuspensions).find({ where: { case_id: caseId }, order: { from_on: 'ASC', id: 'ASC' } });

export const extensionsOf = (tx: Reader, caseId: string): Promise<ExtensionRecord[]> =>
  tx.find(TermExtensions).find({ where: { case_id: caseId }, order: { to_on: 'ASC', id: 'ASC' } });

/** What counts of both; an open stop is taken to last until the day on which the result is expected. */
async function clockOf(tx: Reader, caseId: string): Promise<CaseClock> {
  const suspensions = await suspensionsOf(tx, caseId);
  const extensions = await extensionsOf(tx, caseId);
  return {
    pauses: suspensions
      .filter((one) => one.cancel_reason === '')
      .map((one) => ({ reason: one.reason, from: one.from_on, to: one.to_on ?? one.expected_on })),
    extensions: extensions
      .filter((one) => one.cancel_reason === '')
      .map((one) => ({ toOn: one.to_on, agreedOn: one.agreed_on })),
  };
}
