import type { CommandContext } from '../platform/router/handlers.ts';
import { creditEntries, storedCredit } from './credit-entries.ts';
import type { LineCredit } from './credit.ts';
import { ServiceRecords, type SheetLineRow, type SheetRowStored } from './entities.ts';
import type { NewTransaction } from './ledger.ts';
import { pointsAccountOf, post, type CoinAccount } from './ledger-store.ts';
import type { TimebankRules } from './rules.ts';

/**
 * Posts every line of an approved sheet: one transaction each, and one row of permanent hours each, in two statements
 * for a usual sheet. The hours are what was served, whatever the coins are worth.
 */
export async function postSheet(
  context: CommandContext,
  sheet: SheetRowStored,
  lines: readonly SheetLineRow[],
  credits: readonly LineCredit[],
  accounts: ReadonlyMap<string, CoinAccount>,
  rules: TimebankRules,
  /** Why a service of a closed month comes so late; empty otherwise. */
  lateReason = '',
): Promise<void> {
  const byLine = new Map(credits.map((credit) => [credit.lineId, credit]));
  const pointsOf = new Map<string, string>();
  for (const { memberId, points } of credits) {
    if (points > 0) pointsOf.set(memberId, await pointsAccountOf(context, memberId));
  }
  const work = lines.map((line) => {
    const credit = byLine.get(line.id);
    const account = accounts.get(line.member_id);
    if (!credit || !account) throw new Error(`line ${line.id} was checked but has no credit or account`);
    const typeName = rules.serviceTypes.get(line.service_type)?.name ?? line.service_type;
    const to = { coin: account.accountId, points: pointsOf.get(line.member_id) ?? null };
    return {
      line,
      credit,
      transaction: { ...transactionOf(context, sheet, line, credit, to, typeName), lateReason },
    };
  });
  const posted = await post(
    context,
    work.map(({ transaction }) => transaction),
  );
  await context.tx.insert(
    ServiceRecords,
    work.map(({ line, credit, transaction }) => ({
      id: context.services.ids.next(),
      member_id: line.member_id,
      sheet_line_id: line.id,
      occasion: null,
      service_type: line.service_type,
      served_on: sheet.served_on,
      recorded_at: posted[0]?.recorded_at ?? context.now,
      minutes: line.minutes,
      source_class: sheet.source_class,
      activity: sheet.activity,
      rule: credit.rule,
      transaction_id: transaction.id,
      reverses_id: null,
    })),
  );
}

function transactionOf(
  context: CommandContext,
  sheet: SheetRowStored,
  line: SheetLineRow,
  credit: LineCredit,
  accounts: Parameters<typeof creditEntries>[1],
  typeName: string,
): NewTransaction {
  return {
    id: context.services.ids.next(),
    kind: 'credit',
    servedOn: sheet.served_on,
    text: sheet.activity.includes(typeName) ? sheet.activity : `${sheet.activity}（${typeName}）`,
    sourceClass: sheet.source_class,
    sheetLineId: line.id,
    rule: credit.rule,
    inputs: storedCredit(credit, line.id),
    entries: creditEntries(credit, accounts),
    reversesId: null,
    reason: '',
  };
}
