import type { AgreementFields } from '../contract/mediation.ts';
import { partiesOf } from './case-party-store.ts';
import type { CaseContext } from './case-store.ts';
import type { CheckInput } from './checks/input.ts';
import type { CaseRecord } from './entities.ts';
import { mediatorsOf } from './mediator-store.ts';

/** Gathers what the checker looks at: the agreement as typed, the case as it is on file. */
export async function checkInputOf(
  context: CaseContext,
  row: CaseRecord,
  agreement: AgreementFields,
): Promise<CheckInput> {
  return {
    agreement,
    parties: await partiesOf(context.tx, row.id),
    disputeType: row.dispute_type,
    claimedFen: row.claimed_fen,
    acceptedOn: row.accepted_on,
    termOn: row.due_on,
    mediatorCount: (await mediatorsOf(context.tx, row.id)).length,
    today: context.today,
    terms: context.services.reference.inForce('checkerTerms', context.actor.committee.region, context.today),
  };
}
