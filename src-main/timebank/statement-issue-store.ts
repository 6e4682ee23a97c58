import type { Reader } from '../platform/database/handles.ts';
import { documentError } from '../platform/documents/refusals.ts';
import { registerDocument, type DocumentKind } from '../platform/documents/registry.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, QueryContext } from '../platform/router/handlers.ts';
import { periodName, type StatementPeriod } from './booking-period.ts';
import { assertionsOf, assertStatements } from './closing/assertion-store.ts';
import { headOf } from './ledger-store.ts';
import { currentRules } from './rules/rule-store.ts';
import { statementFacts } from './statement-store.ts';
import { statementData, type StatementFrame } from './statement.ts';

/** What the statements of a month have in common. */
export interface StatementRun {
  /** `YYYY-MM`. */
  month: string;
  period: StatementPeriod;
  large: boolean;
}

export interface IssuedStatement {
  memberId: string;
  documentId: string;
  number: string;
  pages: number;
  /** Of a month that is over, and issued before: the same paper as then. */
  again: boolean;
}

const kind = 'timebank.statement';

/**
 * Issues the statements of a few members in the running transaction, drawn side by side. A month that is over is stated
 * once: the same paper is answered ever after. In the order asked for; a member who does not exist is left out.
 */
export async function issueStatements(
  context: CommandContext,
  run: StatementRun,
  memberIds: readonly string[],
): Promise<IssuedStatement[]> {
  const { tx, services, now } = context;
  const issued = new Map<string, IssuedStatement>();
  for (const memberId of run.period.closed ? memberIds : []) {
    const paper = await documentTitled(tx, kind, `member:${memberId}`, `% ${suffixOf(run)}`);
    if (paper) issued.set(memberId, { memberId, ...paper, again: true });
  }
  const missing = memberIds.filter((id) => !issued.has(id));
  if (missing.length > 0) {
    const frame = await frameOf(context, tx, run);
    const facts = new Map((await statementFacts(tx, run.period, missing)).map((one) => [one.memberId, one]));
    const papers = [];
    for (const memberId of missing) {
      const one = facts.get(memberId);
      if (!one) continue;
      const { number } = await issueNumber(context, {
        kind: 'statement',
        on: context.today,
        ownerId: memberId,
      });
      papers.push({ facts: one, number, data: statementData(one, frame, number) });
    }
    const drawn = await Promise.all(
      papers.map(({ data }) => services.renderer.render({ kind, data, createdAt: now })),
    ).catch((error: unknown) => {
      throw documentError(error);
    });
    for (const [index, { facts: one, number, data }] of papers.entries()) {
      const title = `${one.member.name} ${suffixOf(run)}`;
      const paper = { kind, number, title, owner: `member:${one.memberId}`, data } as const;
      const { documentId, pages } = await registerDocument(context, paper, drawn[index]!);
      await assertStatements(tx, documentId, assertionsOf(run.month, [one]));
      issued.set(one.memberId, { memberId: one.memberId, documentId, number, pages, again: false });
    }
  }
  return memberIds.flatMap((id) => issued.get(id) ?? []);
}

/** The part of a title that names a statement’s period; closed and running periods never share one. */
export function suffixOf({ period, large }: Pick<StatementRun, 'period' | 'large'>): string {
  return `${periodName(period)} 积分·时长对账单${large ? '（大字）' : ''}`;
}

export async function frameOf(
  context: QueryContext | CommandContext,
  tx: Reader,
  { period, large }: Pick<StatementRun, 'period' | 'large'>,
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
export async function documentTitled(tx: Reader, wanted: DocumentKind, owner: string, pattern: string) {
  return tx.get<{ documentId: string; number: string; pages: number }>(
    'SELECT id AS documentId, number, pages FROM documents WHERE owner = ? AND kind = ? AND title LIKE ? ORDER BY issued_at, id LIMIT 1',
    [owner, wanted, pattern],
  );
}
