import { notFound } from '../platform/app-error.ts';
import { appendAudit } from '../platform/audit/audit.ts';
import type { JobView } from '../contract/platform.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { RenderedDocument } from '../platform/documents/engine.ts';
import { documentError } from '../platform/documents/refusals.ts';
import { registerDocument, type PiecedPaper } from '../platform/documents/registry.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { assertionsOf, assertStatements, type Assertion } from './closing/assertion-store.ts';
import { batchTitle, type StatementBatchData } from './documents/statement-data.ts';
import { documentTitled, frameOf, type StatementRun } from './statement-issue-store.ts';
import { statementFacts, statementMembers, type StatementChoice } from './statement-store.ts';
import { statementData } from './statement.ts';

export interface StatementBatch extends StatementRun {
  choice: StatementChoice;
  paper: Omit<PiecedPaper, 'number' | 'snapshot'>;
  /** Of a month that is over and by a choice that has a name: issued once, the same paper ever after. */
  final: boolean;
}

/** Members whose data is read, handed over and drawn before the next ones. */
const piece = 50;

/**
 * The statements of many members as one document. Read in one view of the file and drawn piece by piece: here stays of each
 * member only what the registry keeps. Errors of the job: `record.notFound` (nobody to write to), those of a paper that
 * cannot be drawn.
 */
export function startStatementBatch(context: CommandContext, batch: StatementBatch): JobView {
  const { services, actor } = context;
  const { paper, final } = batch;
  const job = services.jobs.start('timebank.issueStatementBatch', async (run) => {
    const issuedBefore = (tx: Reader) => documentTitled(tx, paper.kind, paper.owner, paper.title);
    const issued = final ? await run.read(issuedBefore) : undefined;
    if (issued) return issued.documentId;
    const { rendered, statements, assertions } = await run.read((tx) => draw(context, run, tx, batch));
    return run.commit(async (tx) => {
      // Another job may have issued the same closed month meanwhile: one final paper, one number.
      const rival = final ? await issuedBefore(tx) : undefined;
      if (rival) return rival.documentId;
      const booking = { ...context, tx, now: services.clock.now() };
      const { number } = await issueNumber(booking, {
        kind: 'statement',
        on: context.today,
        ownerId: job.id,
      });
      const snapshot = `{"statements":[${statements.join(',')}]}`;
      const { documentId } = await registerDocument(booking, { ...paper, number, snapshot }, rendered);
      await assertStatements(tx, documentId, assertions);
      await appendAudit(tx, {
        at: booking.now,
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
  return job;
}

interface DrawnBatch {
  rendered: RenderedDocument;
  /** JSON of the data of each. */
  statements: string[];
  assertions: Assertion[];
}

async function draw(
  context: CommandContext,
  run: JobRun,
  tx: Reader,
  { month, period, large, choice, paper }: StatementBatch,
): Promise<DrawnBatch> {
  const members = await statementMembers(tx, period, choice);
  if (members.length === 0) throw notFound('statement');
  const frame = await frameOf(context, tx, { period, large });
  const statements: string[] = [];
  const assertions: Assertion[] = [];
  async function* pieces(): AsyncGenerator<StatementBatchData> {
    for (let at = 0; at < members.length; at += piece) {
      const ids = members.slice(at, at + piece).map(({ id }) => id);
      const facts = new Map((await statementFacts(tx, period, ids)).map((one) => [one.memberId, one]));
      const ordered = ids.flatMap((id) => facts.get(id) ?? []);
      const data = { statements: ordered.map((one) => statementData(one, frame)) };
      statements.push(...data.statements.map((one) => JSON.stringify(one)));
      assertions.push(...assertionsOf(month, ordered));
      yield data;
    }
  }
  run.progress(0, members.length);
  const total = members.length;
  const request = { kind: paper.kind, createdAt: context.now, title: batchTitle(total), total };
  const rendered = await context.services.renderer
    .renderPieces(request, pieces(), {
      signal: run.signal,
      onProgress: (done) => run.progress(done, total),
    })
    .catch((error: unknown) => {
      throw documentError(error);
    });
  return { rendered, statements, assertions };
}
