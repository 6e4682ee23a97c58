import { AppError, notFound } from '../platform/app-error.ts';
import { appendAudit } from '../platform/audit/audit.ts';
import type { Reader } from '../platform/database/handles.ts';
import { documentError } from '../platform/documents/refusals.ts';
import {
  drawDraft,
  issueDocument,
  registerDocument,
  type DocumentKind,
  type Draft,
} from '../platform/documents/registry.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import {
  finished,
  type CommandContext,
  type HandlersOf,
  type QueryContext,
} from '../platform/router/handlers.ts';
import { periodName, statementPeriod, type StatementPeriod } from './booking-period.ts';
import type { StatementBatchData } from './documents/statement-data.ts';
import { headOf } from './ledger-store.ts';
import { memberById } from './member-store.ts';
import { currentRules } from './rules/rule-store.ts';
import { assertStatements } from './closing/assertion-store.ts';
import { statementFacts, type AssertedFacts } from './statement-store.ts';
import { hasMovement, statementData, type StatementFrame } from './statement.ts';

type StatementRoutes =
  'timebank.previewStatement' | 'timebank.issueStatement' | 'timebank.issueStatementBatch';

export const statementHandlers: Pick<HandlersOf<'timebank'>, StatementRoutes> = {
  'timebank.previewStatement': finished<'timebank.previewStatement', Draft>({
    async read(context, { memberId, month, large }) {
      const period = begun(month, context);
      const { facts, frame } = await factsOf(context, context.tx, memberId, period, large);
      const title = `${facts.member.name} ${suffixOf(period, large)}`;
      return { kind: 'timebank.statement', title, data: statementData(facts, frame), now: context.now };
    },
    finish: drawDraft,
  }),

  async 'timebank.issueStatement'(context, { memberId, month, large }) {
    const period = begun(month, context);
    const owner = `member:${memberId}`;
    const suffix = suffixOf(period, large);
    if (period.closed) {
      const issued = await documentTitled(context.tx, 'timebank.statement', owner, `% ${suffix}`);
      if (issued) {
        context.audit(owner, { month, document: issued.documentId, again: true });
        return issued;
      }
    }
    const { facts, frame } = await factsOf(context, context.tx, memberId, period, large);
    const { number } = await issueNumber(context, {
      kind: 'statement',
      on: context.today,
      ownerId: memberId,
    });
    const issued = await issueDocument(context, {
      kind: 'timebank.statement',
      number,
      title: `${facts.member.name} ${suffix}`,
      owner,
      data: statementData(facts, frame, number),
    });
    await assertStatements(context.tx, issued.documentId, month, [facts]);
    context.audit(owner, { month, document: issued.documentId, number });
    return issued;
  },

  async 'timebank.issueStatementBatch'(context, { month, onlyWithMovement, large, order, memberIds }) {
    const period = begun(month, context);
    const selection = selectionName({ onlyWithMovement, order, memberIds });
    // A choice of members has no name of its own: it is printed afresh each time.
    const final = period.closed && memberIds === undefined;
    const paper = {
      kind: 'timebank.statementBatch' as const,
      owner: `batch:${month}`,
      title: `${suffixOf(period, large)} ${selection}`,
    };
    const { services, now, actor } = context;
    const job = services.jobs.start('timebank.statementBatch', async (run) => {
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

/** Errors: `period.notBegun` for a month that has not begun. */
function begun(month: string, context: QueryContext | CommandContext): StatementPeriod {
  const period = statementPeriod(month, context.today);
  if (!period) throw new AppError('period.notBegun', { params: { month } });
  return period;
}

/** The part of a title that names a statement’s period; closed and running periods never share one. */
function suffixOf(period: StatementPeriod, large: boolean): string {
  return `${periodName(period)} 积分·时长对账单${large ? '（大字）' : ''}`;
}

async function factsOf(
  context: QueryContext | CommandContext,
  tx: Reader,
  memberId: string,
  period: StatementPeriod,
  large: boolean,
): Promise<{ facts: AssertedFacts; frame: StatementFrame }> {
  await memberById(tx, memberId);
  const [facts] = await statementFacts(tx, period, memberId);
  if (!facts) throw notFound('member');
  return { facts, frame: await frameOf(context, tx, period, large) };
}

async function batchData(
  context: CommandContext,
  tx: Reader,
  period: StatementPeriod,
  options: BatchChoice & { large: boolean },
): Promise<{ data: StatementBatchData; facts: AssertedFacts[] }> {
  const frame = await frameOf(context, tx, period, options.large);
  const all = await statementFacts(tx, period);
  const wanted = options.memberIds && new Set(options.memberIds);
  const chosen = all.filter(
    (facts) => (!options.onlyWithMovement || hasMovement(facts)) && (!wanted || wanted.has(facts.memberId)),
  );
  if (chosen.length === 0) throw notFound('statement');
  // The members come by volunteer number; a stable sort keeps that order inside each grid.
  if (options.order === 'grid') chosen.sort((a, b) => a.member.place.localeCompare(b.member.place, 'zh-CN'));
  return { data: { statements: chosen.map((facts) => statementData(facts, frame)) }, facts: chosen };
}

interface BatchChoice {
  onlyWithMovement: boolean;
  order: 'number' | 'grid';
  memberIds?: readonly string[] | undefined;
}

function selectionName({ onlyWithMovement, order, memberIds }: BatchChoice): string {
  const who = memberIds ? `选定的${memberIds.length}名成员` : onlyWithMovement ? '有变动的成员' : '全体成员';
  return order === 'grid' ? `${who}（按网格）` : who;
}

async function frameOf(
  context: QueryContext | CommandContext,
  tx: Reader,
  period: StatementPeriod,
  large: boolean,
): Promise<StatementFrame> {
  const { actor, today, now } = context;
  const rules = await currentRules({ ...context, tx });
  return {
    organisation: actor.committee.name,
    handler: actor.displayName,
    period,
    head: (await headOf(tx)).hash,
    now,
    today,
    sourceNames: rules.sourceNames,
    notes: rules.statementNotes,
    large,
  };
}

/** The first document of an owner whose title fits, when there is one. */
async function documentTitled(tx: Reader, kind: DocumentKind, owner: string, pattern: string) {
  return tx.get<{ documentId: string; number: string; pages: number }>(
    'SELECT id AS documentId, number, pages FROM documents WHERE owner = ? AND kind = ? AND title LIKE ? ORDER BY issued_at, id LIMIT 1',
    [owner, kind, pattern],
  );
}
