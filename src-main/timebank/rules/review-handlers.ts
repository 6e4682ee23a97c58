import { requireVersion, fieldError } from '../../platform/app-error.ts';
import { addDays, civilDate } from '../../platform/dates.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { userNames } from '../../people/public.ts';
import { ReviewItems } from './entities.ts';
import { AT_ONCE, startReview } from './long-jobs.ts';
import { inOrder, reviewServices } from './review.ts';
import {
  addSuspicions,
  coveredByItems,
  findReview,
  reviewCounts,
  reviewItemById,
  serviceCount,
  servicePage,
} from './review-store.ts';
import { currentRules } from './rule-store.ts';

type ReviewRoutes = 'timebank.runReview' | 'timebank.listReview' | 'timebank.decideReview';

/** Without a first day a look goes back a year; months before it are read to know what is usual for a member. */
const LOOK_BACK_DAYS = 366;
const USUAL_DAYS = 190;

export const reviewHandlers: Pick<HandlersOf<'timebank'>, ReviewRoutes> = {
  async 'timebank.runReview'(context, input) {
    const from = civilDate(input.from ?? addDays(context.today, -LOOK_BACK_DAYS));
    const range = { from: addDays(from, -USUAL_DAYS), to: input.to ?? '9999-12-31' };
    const rules = await currentRules(context);
    const total = await serviceCount(context.tx, range);
    if (total > AT_ONCE) {
      const job = startReview(context, { ...range, sayFrom: from }, rules, total);
      context.audit([], { from, to: input.to ?? '', job: job.id });
      return { jobId: job.id, looked: 0, found: 0, added: 0 };
    }
    const { services } = await servicePage(context.tx, range, { after: 0, limit: AT_ONCE + 1 });
    const all = reviewServices(inOrder(services), rules, await coveredByItems(context.tx));
    const found = all.filter(({ servedOn }) => servedOn >= from);
    const added = await addSuspicions(context, found);
    const done = {
      jobId: null,
      looked: services.filter(({ servedOn }) => servedOn >= from).length,
      found: found.length,
      added,
    };
    context.audit([], { from, to: input.to ?? '', ...done });
    return done;
  },

  async 'timebank.listReview'({ tx }, filter) {
    const { rows, total } = await findReview(tx, filter);
    const names = await userNames(
      tx,
      rows.flatMap((row) => [row.entered_by, row.decided_by].filter((user) => user !== null)),
    );
    return {
      total,
      counts: await reviewCounts(tx),
      rows: rows.map((row) => ({
        id: row.id,
        version: row.version,
        rule: row.rule,
        ruleVersion: row.rule_version,
        memberId: row.member_id,
        memberName: row.member_name ?? '',
        volunteerNumber: row.volunteer_number ?? '',
        enteredBy: names.get(row.entered_by ?? '') ?? '',
        servedOn: row.served_on,
        params: JSON.parse(row.params) as Record<string, string | number>,
        transactionIds: JSON.parse(row.transactions) as string[],
        state: row.state,
        note: row.note,
        foundAt: row.found_at,
        decidedBy: names.get(row.decided_by ?? '') ?? '',
        decidedAt: row.decided_at,
      })),
    };
  },

  async 'timebank.decideReview'(context, { id, version, state, note }) {
    const row = await reviewItemById(context.tx, id);
    requireVersion(row.version, version);
    if (state !== 'open' && note === '') throw fieldError('note', 'field.required');
    const open = state === 'open';
    const changes = {
      ...{ state, note, version: version + 1 },
      decided_by: open ? null : context.actor.userId,
      decided_at: open ? null : context.now,
    };
    await context.tx.update(ReviewItems, id, changes);
    context.audit(`reviewItem:${id}`, { rule: row.rule, from: row.state, to: state });
    return { id, version: version + 1 };
  },
};
