import { notFound } from '../platform/app-error.ts';
import { appendAudit } from '../platform/audit/audit.ts';
import type { Reader } from '../platform/database/handles.ts';
import { documentError } from '../platform/documents/refusals.ts';
import { drawDraft, registerDocument, type Draft } from '../platform/documents/registry.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import { finished, type CommandContext, type HandlersOf } from '../platform/router/handlers.ts';
import { begunPeriod, type StatementPeriod } from './booking-period.ts';
import { assertStatements } from './closing/assertion-store.ts';
import type { StatementBatchData } from './documents/statement-data.ts';
import { memberById } from './member-store.ts';
import { documentTitled, frameOf, issueStatements, suffixOf } from './statement-issue-store.ts';
import { byPlace, statementFacts, type AssertedFacts, type StatementChoice } from './statement-store.ts';
import { hasMovement, statementData } from './statement.ts';

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
    const { services, now, actor } = context;
    const job = services.jobs.start('timebank.issueStatementBatch', async (run) => {
      if (final) {
        const issued = await run.read((tx) => documentTitled(tx, paper.kind, paper.owner, paper.title));
        if (issued) return issued.documentId;
      }
      const { data, facts } = await run.read((tx) =>
        batchData(context, tx, period, { onlyWithMovement, large, order, memberIds }),
      );
      run.progress(0, data.statements.length);
      const rendered = await services.renderer
        .render(
          { kind: paper.kind, data, createdAt: now },
          { signal: run.signal, onProgress: (done, total) => run.progress(done, total) },
        )
        .catch((error: unknown) => {
          throw documentError(error);
        });
      return run.commit(async (tx) => {
        // Another job may have issued the same closed month meanwhile: one final paper, one number.
        const rival = final ? await documentTitled(tx, paper.kind, paper.owner, paper.title) : undefined;
        if (rival) return rival.documentId;
        const booking = { ...context, tx };
        const { number } = await issueNumber(booking, {
          kind: 'statement',
          on: context.today,
          ownerId: job.id,
        });
        const { documentId } = await registerDocument(
          { tx, services, now, actor },
          { ...paper, number, data },
          rendered,
        );
        await assertStatements(tx, documentId, month, facts);
        await appendAudit(tx, {
          at: services.clock.now(),
          user_id: actor.userId,
          user_name: actor.displayName,
          client: 'job',
          route: 'timebank.issueStatementBatch',
          command_id: context.commandId,
          outcome: 'done',
          about: [paper.owner, `document:${documentId}`],
          details: { number, job: job.id },
        });
        return documentId;
      });
    });
    context.audit(paper.owner, { job: job.id, onlyWithMovement, large });
    return { jobId: job.id };
  },
};

async function batchData(
  context: CommandContext,
  tx: Reader,
  period: StatementPeriod,
  options: StatementChoice & { large: boolean },
): Promise<{ data: StatementBatchData; facts: AssertedFacts[] }> {
  const frame = await frameOf(context, tx, { period, large: options.large });
  const all = await statementFacts(tx, period);
  const wanted = options.memberIds && new Set(options.memberIds);
  const chosen = all.filter(
    (facts) => (!options.onlyWithMovement || hasMovement(facts)) && (!wanted || wanted.has(facts.memberId)),
  );
  if (chosen.length === 0) throw notFound('statement');
  const facts = options.order === 'grid' ? byPlace(chosen, ({ member }) => member.place) : chosen;
  return { data: { statements: facts.map((one) => statementData(one, frame)) }, facts };
}

function selectionName({ onlyWithMovement, order, memberIds }: StatementChoice): string {
  const who = memberIds ? `选定的${memberIds.length}名成员` : onlyWithMovement ? '有变动的成员' : '全体成员';
  return order === 'grid' ? `${who}（按网格）` : who;
}
