import { AppError } from '../../platform/app-error.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { reverseHours } from '../hours-store.ts';
import { heldOnAccount } from '../hold-store.ts';
import type { Entry, NewTransaction, TransactionRow } from '../ledger.ts';
import { balanceOfAccount, post, postReversal } from '../ledger-store.ts';
import { mergeEntries } from '../ledger.ts';
import type { CorrectionRow } from './entities.ts';
import { planCorrection, type Free } from './correction-plan.ts';
import { entriesBooked, type BookedService } from './correction-store.ts';
import { coinAccountOf } from './request-store.ts';
import {
  decideService,
  helperAccounts,
  inputsStored,
  recordHours,
  type Service,
} from './service-credit-store.ts';
import { entriesOf } from './settlement.ts';

interface Corrected {
  reversal: TransactionRow;
  /** Null when nothing is left of the service. */
  booked: TransactionRow | null;
}

/**
 * Replaces a booking by what it should have been, in the transaction of the command: its reversal and the new booking,
 * each naming the other. Only the difference has to be there: coins that were spent meanwhile stay spent.
 * Errors: `correction.helperShort`, `correction.recipientShort`, `correction.poolShort`, `correction.pointsShort` (even
 * the difference is spent, with what is missing), `service.worthNothing`.
 */
export async function replaceBooking(
  context: CommandContext,
  correction: CorrectionRow,
  booked: BookedService,
  reason: string,
): Promise<Corrected> {
  const anew = correction.wanted_minutes === 0 ? null : await newBooking(context, correction, booked, reason);
  const before = entriesBooked(booked.transaction);
  const plan = planCorrection(
    before,
    anew?.transaction.entries ?? [],
    await freeOf(context, [...before, ...(anew?.transaction.entries ?? [])]),
  );
  if (plan.order === 'impossible') throw await shortage(context, booked, plan);

  const reverse = () => reverseBooking(context, booked, reason, anew?.transaction.id ?? null);
  if (plan.order === 'reverseFirst') {
    const reversal = await reverse();
    return { reversal, booked: anew ? await bookAnew(context, anew) : null };
  }
  await bookAdvances(context, correction, plan.advances, 'given');
  const fresh = anew ? await bookAnew(context, anew) : null;
  const reversal = await reverse();
  await bookAdvances(context, correction, plan.advances, 'returned');
  return { reversal, booked: fresh };
}

interface NewBooking {
  service: Service;
  transaction: NewTransaction & { occasion: string };
}

/** The same service with other minutes, decided by the rules in force today. Who paid before pays what it is worth now. */
async function newBooking(
  context: CommandContext,
  correction: CorrectionRow,
  { transaction, record, recipientId, coinMinutes }: BookedService,
  reason: string,
): Promise<NewBooking> {
  const service: Service = {
    memberId: correction.member_id,
    serviceType: record.service_type,
    servedOn: record.served_on,
    minutes: correction.wanted_minutes,
    sourceClass: record.source_class,
    activity: record.activity,
  };
  const decision = await decideService(context, service, { transactionId: transaction.id, coinMinutes });
  if (decision.chargedMinutes === 0) throw new AppError('service.worthNothing');
  const entries = entriesOf(decision, {
    recipient: recipientId === null ? null : await coinAccountOf(context, recipientId),
    helper: await helperAccounts(context, service.memberId, decision),
  });
  return {
    service,
    transaction: {
      id: context.services.ids.next(),
      kind: recipientId === null ? 'credit' : 'service',
      servedOn: service.servedOn,
      text: transaction.text,
      sourceClass: service.sourceClass,
      sheetLineId: null,
      occasion: `correction:${correction.id}`,
      lateReason: reason,
      rule: decision.credit.rule,
      inputs: { correctionId: correction.id, corrects: transaction.seq, ...inputsStored(decision) },
      entries: mergeEntries(entries),
      reversesId: null,
      reason: '',
    },
  };
}

async function bookAnew(context: CommandContext, { service, transaction }: NewBooking) {
  const [row] = await post(context, [transaction]);
  const posted = row as TransactionRow;
  await recordHours(context, service, {
    transactionId: posted.id,
    recordedAt: posted.recorded_at,
    occasion: transaction.occasion,
    rule: transaction.rule,
  });
  return posted;
}

async function reverseBooking(
  context: CommandContext,
  { transaction }: BookedService,
  reason: string,
  replacedBy: string | null,
): Promise<TransactionRow> {
  const { reversal } = await postReversal(context, {
    id: context.services.ids.next(),
    transactionId: transaction.id,
    reason,
    ...(replacedBy === null ? {} : { replacedBy }),
  });
  await reverseHours(context, transaction.id, reversal);
  return reversal;
}

/** Lent for the moment between the two bookings: both legs stand on the account, and sum to nothing. */
async function bookAdvances(
  context: CommandContext,
  correction: CorrectionRow,
  advances: readonly { account: string; amount: number }[],
  way: 'given' | 'returned',
): Promise<void> {
  const sign = way === 'given' ? 1 : -1;
  await post(
    context,
    advances.map(({ account, amount }, index) => ({
      id: context.services.ids.next(),
      kind: 'adjustment',
      servedOn: context.today,
      text: way === 'given' ? '更正周转' : '更正周转收回',
      sourceClass: null,
      sheetLineId: null,
      occasion: `correction:${correction.id}:${way}:${index}`,
      rule: '',
      inputs: { correctionId: correction.id, amount },
      entries: [
        { account: 'adjust', amount: -sign * amount },
        { account, amount: sign * amount },
      ],
      reversesId: null,
      reason: '',
    })),
  );
}

/** What accounts with a floor have to spare. */
async function freeOf(context: CommandContext, entries: readonly Entry[]): Promise<Free[]> {
  return context.tx.all<Free>(
    `SELECT id AS account, ${balanceOfAccount('ledger_accounts.id')} - ${heldOnAccount('ledger_accounts.id')} AS available
     FROM ledger_accounts WHERE floor IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(entries.map(({ account }) => account))],
  );
}

async function shortage(
  context: CommandContext,
  { record }: BookedService,
  { account, missing }: { account: string; missing: number },
): Promise<AppError> {
  const row = await context.tx.get<{ member_id: string | null; unit: string }>(
    'SELECT member_id, unit FROM ledger_accounts WHERE id = ?',
    [account],
  );
  const params = { missing };
  if (row?.unit === 'point') return new AppError('correction.pointsShort', { params });
  if (!row?.member_id) return new AppError('correction.poolShort', { params });
  return new AppError(
    row.member_id === record.member_id ? 'correction.helperShort' : 'correction.recipientShort',
    { params },
  );
}
