import { addDays } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { lotsOver, writeOff } from './expiry-store.ts';
import { AT_ONCE, startExpiry } from './long-jobs.ts';
import { expiringPoints, overLotCount, pointsOf } from './points-store.ts';
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
    return expiringPoints(context.tx, { today: context.today, soon: warnDays }, page);
  },

  async 'timebank.expirePoints'(context) {
    const { tx, today } = context;
    if ((await overLotCount(tx, today)) > AT_ONCE) {
      const job = startExpiry(context);
      context.audit([], { job: job.id });
      return { jobId: job.id, lots: 0, points: 0, members: 0 };
    }
    const done = await writeOff(context, await lotsOver(tx, today));
    context.audit([], { ...done });
    return { jobId: null, ...done };
  },
};
