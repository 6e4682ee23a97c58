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
  month: string,
  facts: readonly AssertedFacts[],
): Promise<void> {
  const rows = facts.flatMap((one): AssertionRow[] => {
    const common = {
      document_id: documentId,
      member_id: one.memberId,
      month,
      after_seq: one.after,
      through_seq: one.upTo,
    };
    const coins: AssertionRow = {
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
  if (rows.length > 0) await tx.insert(StatementAssertions, rows);
}
