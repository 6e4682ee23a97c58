import type { AgreementFields } from '../contract/mediation/agreement-values.ts';
import { isCivilDate } from '../platform/dates.ts';
import { formerConclusion } from './agreement-version-store.ts';
import { partiesOf } from './case-party-store.ts';
import type { CaseContext } from './case-store.ts';
import type { CheckInput } from './checks/input.ts';
import { calendarFor, termsOf } from './deadlines/terms-store.ts';
import type { CaseRecord } from './entities.ts';
import { lineFacts } from './lines/facts-store.ts';
import { mediatorsOf } from './mediator-store.ts';
import { dueDates, totalFen } from './totals.ts';

/** Gathers what the checker looks at: the agreement as typed, the case as it is on file. */
export async function checkInputOf(
  context: CaseContext,
  row: CaseRecord,
  agreement: AgreementFields,
): Promise<CheckInput> {
  const { services, actor } = context;
  const total = totalFen(agreement.clauses);
  const calendar = await calendarFor(context);
  const line = await lineFacts(context, row, total === 0 ? null : total);
  const terms = await termsOf(context, row);
  const sessions = (line.traffic?.insurances ?? []).flatMap((one) => one.sessionOn ?? []);
  return {
    agreement,
    parties: await partiesOf(context.tx, row.id),
    disputeType: row.dispute_type,
    claimedFen: row.claimed_fen,
    acceptedOn: row.accepted_on,
    termOn: row.due_on,
    formerConcludedOn: await formerConclusion(context.tx, row.id),
    mediatorCount: (await mediatorsOf(context.tx, row.id)).length,
    today: context.today,
    terms: services.reference.inForce('checkerTerms', actor.committee.region, context.today),
    daysOff: dueDates(agreement.clauses).filter((day) => isCivilDate(day) && calendar.isDayOff(day)),
    insurerToldBy: Object.fromEntries(
      sessions.flatMap((on) => {
        const by = terms('insurerNotice', on);
        return by === null ? [] : [[on, by]];
      }),
    ),
    line,
  };
}
