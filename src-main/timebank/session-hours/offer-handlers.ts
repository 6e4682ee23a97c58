import { userNames } from '../../people/public.ts';
import { AppError, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf, QueryContext } from '../../platform/router/handlers.ts';
import { post } from '../ledger-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { helperAccounts, inputsStored, recordHours } from '../work/service-credit-store.ts';
import { entriesOf } from '../work/settlement.ts';
import { HourOffers, type HourOfferRow } from './entities.ts';
import { isOrWasVolunteer } from './link-store.ts';
import { assessOffer, findOffers, hourOfferById, type ListedOffer } from './offer-store.ts';

type Routes = 'timebank.listSessionHours' | 'timebank.acceptSessionHours' | 'timebank.refuseSessionHours';

export const offerHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.listSessionHours'(context, filter) {
    const { rows, total } = await findOffers(context.tx, filter, context.actor.userId);
    const names = await userNames(
      context.tx,
      rows.flatMap(({ decided_by }) => decided_by ?? []),
    );
    const views = [];
    for (const row of rows) views.push(await viewOf(context, row, names.get(row.decided_by ?? '') ?? ''));
    return { rows: views, total };
  },

  /** As a service for which nobody pays: the helper’s credit and his permanent hours, by the one decision. */
  async 'timebank.acceptSessionHours'(context, { id, version, lateReason }) {
    const { tx, services, actor, now } = context;
    const offer = await openOffer(context, id, version);
    const { decision, service, doubts } = await assessOffer(context, offer);
    if (!decision) throw new AppError('service.typeGone');
    if (decision.chargedMinutes === 0) throw new AppError('service.worthNothing');
    if (doubts.some(({ severity }) => severity === 'error')) throw new AppError('sessionHours.hasErrors');
    const transactionId = services.ids.next();
    const occasion = `session:${id}`;
    const { rule, coinMinutes, donatedMinutes, points } = decision.credit;
    const [posted] = await post(context, [
      {
        id: transactionId,
        kind: 'credit',
        servedOn: offer.served_on,
        text: service.activity,
        sourceClass: service.sourceClass,
        sheetLineId: null,
        occasion,
        ...(lateReason === '' ? {} : { lateReason }),
        rule,
        inputs: { hourOfferId: id, ...inputsStored(decision) },
        entries: entriesOf(decision, {
          recipient: null,
          helper: await helperAccounts(context, offer.member_id, decision),
        }),
        reversesId: null,
        reason: '',
      },
    ]);
    await recordHours(context, service, {
      transactionId,
      recordedAt: posted?.recorded_at ?? now,
      occasion,
      rule,
    });
    await tx.update(HourOffers, id, {
      state: 'accepted',
      version: offer.version + 1,
      decided_by: actor.userId,
      decided_at: now,
      transaction_id: transactionId,
    });
    context.audit([`hourOffer:${id}`, `member:${offer.member_id}`], {
      coinMinutes,
      donatedMinutes,
      doubts: doubts.length,
      ...(lateReason === '' ? {} : { late: true }),
    });
    return { id, version: offer.version + 1, transactionId, coinMinutes, donatedMinutes, points };
  },

  async 'timebank.refuseSessionHours'(context, { id, version, reason }) {
    const offer = await openOffer(context, id, version);
    await context.tx.update(HourOffers, id, {
      state: 'refused',
      version: offer.version + 1,
      reason,
      decided_by: context.actor.userId,
      decided_at: context.now,
    });
    context.audit([`hourOffer:${id}`, `member:${offer.member_id}`], { refused: true });
    return { id, version: offer.version + 1 };
  },
};

/** Nobody decides about his own hours, whichever account he decides with. */
async function openOffer(context: CommandContext, id: string, version: number): Promise<HourOfferRow> {
  const { tx, actor } = context;
  const offer = await hourOfferById(tx, id);
  if (offer.state !== 'open') throw new AppError('sessionHours.settled');
  requireVersion(offer.version, version);
  const own =
    offer.offered_by === actor.userId || (await isOrWasVolunteer(tx, actor.userId, offer.member_id));
  if (own) throw new AppError('sessionHours.ownOffer');
  return offer;
}

async function viewOf(context: QueryContext, row: ListedOffer, decidedBy: string) {
  const open = row.state === 'open' ? await assessOffer(context, row) : null;
  const { serviceTypes } = await currentRules(context);
  return {
    id: row.id,
    version: row.version,
    member: { id: row.member_id, name: row.name, volunteerNumber: row.volunteer_number },
    servedOn: row.served_on,
    minutes: row.minutes,
    serviceName: serviceTypes.get(row.service_type)?.name ?? row.service_type,
    offeredAt: row.offered_at,
    state: row.state,
    reason: row.reason,
    decidedBy,
    transactionSeq: row.transaction_seq,
    reversed: row.reversed === 1,
    own: row.own === 1,
    preview: open?.decision
      ? {
          coinMinutes: open.decision.credit.coinMinutes,
          donatedMinutes: open.decision.credit.donatedMinutes,
          points: open.decision.credit.points,
        }
      : null,
    doubts: open?.doubts ?? [],
  };
}
