import { addDays } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { expiringPoints, pointsOf, writeOffExpired } from './points-store.ts';
import { currentRules } from './rule-store.ts';

type PointsRoutes = 'timebank.readPoints' | 'timebank.listExpiringPoints' | 'timebank.expirePoints';

export const pointsHandlers: Pick<HandlersOf<'timebank'>, PointsRoutes> = {
  async 'timebank.readPoints'(context, { memberId }) {
    const { tx, today } = context;
    await memberById(tx, memberId);
    const { warnDays } = (await currentRules(context)).points;
    const { lots, ...points } = await pointsOf(tx, memberId, today, warnDays);
    const soon = addDays(today, warnDays);
    const stateOf = (left: number, on: string | null) =>
      left === 0
        ? ('spent' as const)
        : on === null || on > soon
          ? ('open' as const)
          : on < today
            ? ('expired' as const)
            : ('soon' as const);
    return {
      ...points,
      warnDays,
      lots: lots.map((lot) => ({ ...lot, state: stateOf(lot.left, lot.expiresOn) })),
    };
  },

  async 'timebank.listExpiringPoints'(context, { page }) {
    const { warnDays } = (await currentRules(context)).points;
    const { rows, overLots } = await expiringPoints(context.tx, context.today, warnDays);
    return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length, overLots };
  },

  async 'timebank.expirePoints'(context) {
    const done = await writeOffExpired(context);
    context.audit([], done);
    return done;
  },
};
