import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { pointsAccountOf, pointsCode, post } from '../ledger-store.ts';
import { memberById } from '../member-store.ts';
import { decideDeeds, moneyPoints, type PointStanding } from '../point-actions.ts';
import { lastDayOf } from '../points.ts';
import { currentRules } from '../rules/rule-store.ts';
import { requireActive } from './spender-store.ts';

type Routes = 'timebank.readPointActions' | 'timebank.recordDeed';

export const deedHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readPointActions'(context) {
    const { pointActions } = await currentRules(context);
    return {
      rule: pointActions.rule,
      actions: pointActions.actions.map(({ code, name, points, per, extra }) => ({
        code,
        name,
        points,
        per,
        measuredIn: extra?.unit ?? null,
      })),
      dayPoints: pointActions.dayPoints,
      monthPoints: pointActions.monthPoints,
      moneyPoints: moneyPoints(pointActions),
    };
  },

  /** Limits count by the day of the deed; the points begin to run on the day on which they are booked. */
  async 'timebank.recordDeed'(context, { memberId, action, times, measured, doneOn, words }) {
    const { tx, services, today } = context;
    if (doneOn > today) throw fieldError('doneOn', 'field.dateInFuture', { today });
    const member = await memberById(tx, memberId);
    requireActive(member);
    const rules = await currentRules(context);
    if (!rules.pointActions.actions.some(({ code }) => code === action))
      throw fieldError('action', 'field.invalid');
    const already = await standingOf(tx, memberId, doneOn);
    const decision = decideDeeds([{ action, times, measured }], already, rules.pointActions);
    const full = decideDeeds([{ action, times, measured }], nothing, {
      ...rules.pointActions,
      actions: rules.pointActions.actions.map((rule) => ({ ...rule, dayPoints: null })),
      dayPoints: null,
      monthPoints: null,
      monthFen: null,
    }).points;
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
        inputs: { action, times, measured, steps: decision.steps, points: decision.points },
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
    context.audit(`member:${memberId}`, { action, points: decision.points, cut: full - decision.points });
    return { points: decision.points, cut: full - decision.points, transactionId };
  },
};

const nothing: PointStanding = { byAction: new Map(), dayPoints: 0, monthPoints: 0 };

/** Points that a member already has for deeds of a day and of its month; what was reversed does not count. */
async function standingOf(tx: Reader, memberId: string, doneOn: string): Promise<PointStanding> {
  const rows = await tx.all<{ served_on: string; action: string; points: number }>(
    `SELECT header.served_on, ifnull(json_extract(header.inputs, '$.action'), '') AS action, entry.amount AS points
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
  return { byAction, dayPoints: sum(ofDay), monthPoints: sum(rows) };
}
