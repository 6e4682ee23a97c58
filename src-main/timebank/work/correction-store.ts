import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { LedgerTransactions, type ServiceRecordRow } from '../entities.ts';
import type { TransactionRow } from '../ledger.ts';
import { post } from '../ledger-store.ts';
import type { CorrectionRow } from './entities.ts';
import { coinAccountOf } from './request-store.ts';
import { decideService, helperAccounts, inputsStored, recordHours } from './service-credit-store.ts';
import { entriesOf } from './settlement.ts';

export interface BookedService {
  transaction: TransactionRow;
  record: ServiceRecordRow;
  /** Who paid for it, where it was a service between two members. */
  recipientId: string | null;
}

/**
 * A member’s service as it was booked and still stands. Errors: `record.notFound`, `correction.notService`,
 * `ledger.alreadyReversed`.
 */
export async function serviceBookedAs(
  tx: Reader,
  transactionId: string,
  memberId: string,
): Promise<BookedService> {
  const transaction = await tx.find(LedgerTransactions).findOneBy({ id: transactionId });
  if (!transaction) throw notFound('transaction');
  const undone = await tx.get('SELECT 1 FROM ledger_transactions WHERE reverses_id = ?', [transactionId]);
  if (undone) throw new AppError('ledger.alreadyReversed');
  const record = await tx.get<ServiceRecordRow>(
    'SELECT * FROM service_records WHERE transaction_id = ? AND member_id = ? AND reverses_id IS NULL',
    [transactionId, memberId],
  );
  if (!record) throw new AppError('correction.notService');
  const payer = await tx.get<{ member_id: string }>(
    `SELECT account.member_id FROM ledger_entries AS entry JOIN ledger_accounts AS account ON account.id = entry.account_id
     WHERE entry.transaction_seq = ? AND entry.amount < 0 AND account.kind = 'member' AND account.unit = 'minute'`,
    [transaction.seq],
  );
  return { transaction, record, recipientId: payer?.member_id ?? null };
}

/** The same service with other minutes, decided by the rules in force today. Who paid before pays what it is worth now. */
export async function bookAnew(
  context: CommandContext,
  correction: CorrectionRow,
  { transaction, record, recipientId }: BookedService,
  reason: string,
): Promise<TransactionRow> {
  const service = {
    memberId: correction.member_id,
    serviceType: record.service_type,
    servedOn: record.served_on,
    minutes: correction.wanted_minutes,
    sourceClass: record.source_class,
  };
  const decision = await decideService(context, service);
  const occasion = `correction:${correction.id}`;
  const entries = entriesOf(decision, {
    recipient: recipientId === null ? null : await coinAccountOf(context, recipientId),
    helper: await helperAccounts(context, service.memberId, decision),
  });
  const [booked] = await post(context, [
    {
      id: context.services.ids.next(),
      kind: recipientId === null ? 'credit' : 'service',
      servedOn: service.servedOn,
      text: transaction.text,
      sourceClass: service.sourceClass,
      sheetLineId: null,
      occasion,
      lateReason: reason,
      rule: decision.credit.rule,
      inputs: { correctionId: correction.id, corrects: transaction.seq, ...inputsStored(decision) },
      entries,
      reversesId: null,
      reason: '',
    },
  ]);
  const row = booked as TransactionRow;
  await recordHours(context, service, {
    transactionId: row.id,
    recordedAt: row.recorded_at,
    occasion,
    activity: record.activity,
    rule: decision.credit.rule,
  });
  return row;
}
