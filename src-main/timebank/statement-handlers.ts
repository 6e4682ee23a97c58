import { notFound } from '../platform/app-error.ts';
import { drawDraft, type Draft } from '../platform/documents/registry.ts';
import { finished, type HandlersOf } from '../platform/router/handlers.ts';
import { begunPeriod } from './booking-period.ts';
import { memberById } from './member-store.ts';
import { startStatementBatch } from './statement-batch-jobs.ts';
import { frameOf, issueStatements, suffixOf } from './statement-issue-store.ts';
import { statementFacts, type StatementChoice } from './statement-store.ts';
import { statementData } from './statement.ts';

type StatementRoutes =
  'timebank.previewStatement' | 'timebank.issueStatement' | 'timebank.issueStatementBatch';

export const statementHandlers: Pick<HandlersOf<'timebank'>, StatementRoutes> = {
  'timebank.previewStatement': finished<'timebank.previewStatement', Draft>({
    async read(context, { memberId, month, large }) {
      const period = begunPeriod(month, context.today);
      await memberById(context.tx, memberId);
      const [facts] = await statementFacts(context.tx, period, [memberId]);
      if (!facts) throw notFound('member');
      const frame = await frameOf(context, context.tx, { period, large });
      const title = `${facts.member.name} ${suffixOf({ period, large })}`;
      return { kind: 'timebank.statement', title, data: statementData(facts, frame), now: context.now };
    },
    finish: drawDraft,
  }),

  async 'timebank.issueStatement'(context, { memberId, month, large }) {
    const period = begunPeriod(month, context.today);
    await memberById(context.tx, memberId);
    const [issued] = await issueStatements(context, { month, period, large }, [memberId]);
    if (!issued) throw notFound('member');
    const { documentId, number, pages, again } = issued;
    context.audit(`member:${memberId}`, {
      month,
      document: documentId,
      ...(again ? { again } : { number }),
    });
    return { documentId, number, pages };
  },

  async 'timebank.issueStatementBatch'(context, { month, onlyWithMovement, large, order, memberIds }) {
    const period = begunPeriod(month, context.today);
    const selection = selectionName({ onlyWithMovement, order, memberIds });
    // A choice of members has no name of its own: it is printed afresh each time.
    const final = period.closed && memberIds === undefined;
    const paper = {
      kind: 'timebank.statementBatch' as const,
      owner: `batch:${month}`,
      title: `${suffixOf({ period, large })} ${selection}`,
    };
    const choice = { onlyWithMovement, order, memberIds };
    const job = startStatementBatch(context, { month, period, large, choice, paper, final });
    context.audit(paper.owner, { job: job.id, onlyWithMovement, large });
    return { jobId: job.id };
  },
};

function selectionName({ onlyWithMovement, order, memberIds }: StatementChoice): string {
  const who = memberIds ? `选定的${memberIds.length}名成员` : onlyWithMovement ? '有变动的成员' : '全体成员';
  return order === 'grid' ? `${who}（按网格）` : who;
}
