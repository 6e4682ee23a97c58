import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { OfferFields } from '../../contract/mediation/proceedings-fields.ts';

/**
 * The clause that an accepted offer becomes. It carries the id of the offer: so the agreement itself tells which offers
 * stand in it, and the same offer cannot enter it twice (`field.duplicate` of saving an agreement).
 */
export function clauseOfOffer(id: string, offer: OfferFields): Clause {
  return {
    id,
    kind: offer.kind,
    text: offer.text,
    debtorIds: offer.debtorIds,
    creditorIds: offer.creditorIds,
    amountFen: offer.kind === 'payment' ? offer.amountFen : null,
    amountText: '',
    dueOn: offer.dueOn,
    dueText: offer.dueText,
    manner: offer.manner,
    instalments: [],
  };
}
