import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate, daysBetween } from '../../platform/dates.ts';
import type { CommandContext, HandlersOf, QueryContext } from '../../platform/router/handlers.ts';
import { inMonthsThrough } from '../closed-months.ts';
import { locksOf } from '../closing/closing-store.ts';
import { pointsAccountOf, pointsCode, post } from '../ledger-store.ts';
import { memberById } from '../member-store.ts';
import { decideDeeds, moneyPoints, type PointStanding, type StoredDeed } from '../point-actions.ts';
import { lastDayOf } from '../points.ts';
import type { TimebankRules } from '../rules.ts';
import type { Suspicion } from '../rules/review.ts';
import { addSuspicions } from '../rules/review-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import type { DoubtRules } from '../sheet-check.ts';
import { requireActive } from './spender-store.ts';

type Routes = 'timebank.readPointActions' | 'timebank.previewDeed' | 'timebank.recordDeed';

export const deedHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readPointActions'(context) {
    const { pointActions, doubts } = await currentRules(context);
    return {
      rule: pointActions.rule,
      actions: pointActions.actions.map(({ code, name, points, per, dayPoints, extra }) => ({
        ...{ code, name, points, per, dayPoints, extra },
      })),
      lateDays: doubts.lateDays,
      dayPoints: pointActions.dayPoints,
      monthPoints: pointActions.monthPoints,
      moneyPoints: moneyPoints(pointActions),
      monthFen: pointActions.monthFen,
    };
  },

  async 'timebank.previewDeed'(context, deed) {
    const { decision, cut, lateness, sameDay } = await assessDeed(context, deed);
    return {
      ...{ points: decision.points, cut, needsReason: lateness.needsReason, sameDay },
      steps: decision.steps.map(({ kind, before, after, limit }) => ({
        kind,
        before,
        after,
        limit: limit ?? null,
      })),
    };
  },

  /** Limits count by the day of the deed; the points begin to run on the day on which they are booked. */
  async 'timebank.recordDeed'(context, { words, lateReason, again, ...deed }) {
    const { services, today } = context;
    const { memberId, action, times, measured, doneOn } = deed;
    const { rules, already, decision, cut, lateness, sameDay } = await assessDeed(context, deed);
    if (lateness.needsReason && lateReason === '') {
      throw new AppError('points.lateReasonMissing', {
        params: { days: lateness.days },
        fields: { lateReason: { code: 'field.required' } },
      });
    }
    // Points are booked at once: what two clerks enter from one notebook would stand twice, and nobody would look again.
    if (sameDay && !again) {
      throw new AppError('points.deedStands', {
        params: sameDay,
        fields: { again: { code: 'field.required' } },
      });
    }
    // A deed over the limits is no booking; the refusal says so, and nothing is silently dropped.
    if (decision.points === 0) throw new AppError('points.capReached');
    const transactionId = services.ids.next();
    const account = await pointsAccountOf(context, memberId);
    await post(context, [
      {
        id: transactionId,
        kind: 'points',
        servedOn: doneOn,
        text: words,
        sourceClass: null,
        sheetLineId: null,
        rule: `${rules.pointActions.rule} ${rules.points.rule}`,
        ...(lateness.needsReason ? { lateReason } : {}),
        inputs: {
          ...{ action, times, measured, steps: decision.steps, points: decision.points },
          already: {
            actionPoints: already.byAction.get(action) ?? 0,
            ...{ dayPoints: already.dayPoints, monthPoints: already.monthPoints },
          },
        } satisfies StoredDeed,
        entries: [
          { account: 'issue:points', amount: -decision.points },
          {
            account,
            amount: decision.points,
            opens: [[decision.points, lastDayOf(rules.points.expiry, civilDate(today))]],
          },
        ],
        reversesId: null,
        reason: '',
      },
    ]);
    if (lateness.late)
      await addSuspicions(context, [lateDeed(context, { memberId, transactionId, doneOn }, rules, lateness)]);
    context.audit(`member:${memberId}`, { action, points: decision.points, cut, late: lateness.needsReason });
    return { points: decision.points, cut, transactionId };
  },
};

interface DeedAsked {
  memberId: string;
  action: string;
  times: number;
  measured: number;
  doneOn: string;
}

/**
 * What a deed gives after everything that the member has, what the limits cut, and how late it comes. Errors:
 * `input.invalid` (a day to come, an action that the table does not have), as `requireActive`, `ledger.monthFinal`.
 */
async function assessDeed(context: QueryContext | CommandContext, deed: DeedAsked) {
  const { tx, today } = context;
  const { memberId, action, times, measured, doneOn } = deed;
  if (doneOn > today) throw fieldError('doneOn', 'field.dateInFuture', { today });
  requireActive(await memberById(tx, memberId));
  const rules = await currentRules(context);
  const { pointActions } = rules;
  if (!pointActions.actions.some(({ code }) => code === action)) throw fieldError('action', 'field.invalid');
  const lateness = await latenessOf(context, doneOn, rules.doubts);
  const asked = [{ action, times, measured }];
  const { times: sameTimes, ...already } = await standingOf(tx, memberId, doneOn, action);
  const decision = decideDeeds(asked, already, pointActions);
  const unlimited = {
    ...pointActions,
    ...{ dayPoints: null, monthPoints: null, monthFen: null },
    actions: pointActions.actions.map((rule) => ({ ...rule, dayPoints: null })),
  };
  const cut = decideDeeds(asked, nothing, unlimited).points - decision.points;
  const sameDay = sameTimes > 0 ? { times: sameTimes, points: already.byAction.get(action) ?? 0 } : null;
  return { rules, already, decision, cut, lateness, sameDay };
}

/**
 * How late a deed is entered: after more days than the rule of doubts allows, or into a month that is closed, only with a
 * reason. Error: `ledger.monthFinal` for a month that is closed for good, but for an administrator, as with services.
 */
async function latenessOf(context: QueryContext | CommandContext, doneOn: string, rules: DoubtRules) {
  const locks = await locksOf(context.tx);
  if (inMonthsThrough(doneOn, locks.finalThrough) && !context.actor.roles.includes('administrator'))
    throw new AppError('ledger.monthFinal');
  const days = daysBetween(civilDate(doneOn), civilDate(context.today));
  const late = days > rules.lateDays;
  return { days, late, needsReason: late || inMonthsThrough(doneOn, locks.closedThrough) };
}

/** A late deed stands on the review list like a late service. */
function lateDeed(
  { actor, today }: CommandContext,
  deed: { memberId: string; transactionId: string; doneOn: string },
  { doubts }: TimebankRules,
  { days }: { days: number },
): Suspicion {
  return {
    ...{ rule: 'lateEntry', ruleVersion: doubts.rule, memberId: deed.memberId, enteredBy: actor.userId },
    key: JSON.stringify(['lateEntry', deed.transactionId]),
    servedOn: deed.doneOn,
    params: { days, limit: doubts.lateDays, enteredOn: today },
    transactions: [deed.transactionId],
  };
}

const nothing: PointStanding = { byAction: new Map(), dayPoints: 0, monthPoints: 0 };

/**
 * Points that a member already has for deeds of a day and of its month, and how often this action was done that day; what
 * was reversed does not count.
 */
async function standingOf(
  tx: Reader,
  memberId: string,
  doneOn: string,
  asked: string,
): Promise<PointStanding & { times: number }> {
  const rows = await tx.all<{ served_on: string; action: string; times: number; points: number }>(
    `SELECT header.served_on, ifnull(json_extract(header.inputs, '$.action'), '') AS action,
       ifnull(json_extract(header.inputs, '$.times'), 1) AS times, entry.amount AS points
     FROM ledger_entries AS entry JOIN ledger_transactions AS header ON header.seq = entry.transaction_seq
     WHERE entry.account_id = (SELECT id FROM ledger_accounts WHERE code = ?)
       AND header.kind = 'points' AND header.served_on LIKE ? AND entry.amount > 0
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = header.id)`,
    [pointsCode(memberId), `${doneOn.slice(0, 7)}-%`],
  );
  const ofDay = rows.filter((row) => row.served_on === doneOn);
  const byAction = new Map<string, number>();
  for (const { action, points } of ofDay) byAction.set(action, (byAction.get(action) ?? 0) + points);
  const sum = (list: typeof rows) => list.reduce((total, { points }) => total + points, 0);
  const times = ofDay.filter(({ action }) => action === asked).reduce((total, row) => total + row.times, 0);
  return { byAction, dayPoints: sum(ofDay), monthPoints: sum(rows), times };
}
