import type { Writer } from '../../platform/database/handles.ts';
import type { AssertedFacts } from '../statement-store.ts';
import { StatementAssertions, type AssertionRow } from './entities.ts';

/**
 * Keeps what issued statements say of each account, so that the self-audit can recompute it ever after. The database
 * refuses an assertion that is not true when it is made (`closing.totalsDiffer`).
 */
export async function assertStatements(
  tx: Writer,
  documentId: string,
  assertions: readonly Assertion[],
): Promise<void> {
  const rows = assertions.map((one): AssertionRow => ({ ...one, document_id: documentId }));
  if (rows.length > 0) await tx.insert(StatementAssertions, rows);
}

export type Assertion = Omit<AssertionRow, 'document_id'>;

/** What the statements of a month are going to say: one assertion for the coins of each member, one for the points. */
export function assertionsOf(month: string, facts: readonly AssertedFacts[]): Assertion[] {
  return facts.flatMap((one): Assertion[] => {
    const common = {
      member_id: one.memberId,
      month,
      after_seq: one.after,
      through_seq: one.upTo,
    };
    const coins: Assertion = {
      ...common,
      account_id: one.account,
      unit: 'minute',
      opening: one.opening,
      closing: one.coins.reduce((balance, line) => balance + line.minutes, one.opening),
    };
    if (!one.points || one.pointsAccount === null) return [coins];
    const { opening, lines } = one.points;
    const closing = lines.reduce((balance, line) => balance + line.points, opening);
    return [coins, { ...common, account_id: one.pointsAccount, unit: 'point', opening, closing }];
  });
}
