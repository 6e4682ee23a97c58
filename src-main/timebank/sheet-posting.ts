import type { CommandContext } from '../platform/router/handlers.ts';
import type { LineCredit } from './credit.ts';
import { ServiceRecords, type SheetLineRow, type SheetRowStored } from './entities.ts';
import type { Entry, NewTransaction } from './ledger.ts';
import { post, type CoinAccount } from './ledger-store.ts';
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
): Promise<void> {
  const byLine = new Map(credits.map((credit) => [credit.lineId, credit]));
  const work = lines.map((line) => {
    const credit = byLine.get(line.id);
    const account = accounts.get(line.member_id);
    if (!credit || !account) throw new Error(`line ${line.id} was checked but has no credit or account`);
    const typeName = rules.serviceTypes.get(line.service_type)?.name ?? line.service_type;
    return { line, credit, transaction: transactionOf(context, sheet, line, credit, account, typeName) };
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

/** What is kept with a credit, so that “why this number” can be answered and recomputed for ever. */
export interface CreditInputsStored {
  lineId: string;
  servedMinutes: number;
  numerator: number;
  denominator: number;
  already: LineCredit['already'];
  steps: LineCredit['steps'];
  coinMinutes: number;
  donatedMinutes: number;
}

function transactionOf(
  context: CommandContext,
  sheet: SheetRowStored,
  line: SheetLineRow,
  credit: LineCredit,
  account: CoinAccount,
  typeName: string,
): NewTransaction {
  const entries: Entry[] = [
    { account: 'issue:service', minutes: -(credit.coinMinutes + credit.donatedMinutes) },
    { account: account.accountId, minutes: credit.coinMinutes },
    ...(credit.pool ? [{ account: credit.pool, minutes: credit.donatedMinutes }] : []),
  ];
  const inputs: CreditInputsStored = {
    lineId: line.id,
    servedMinutes: credit.servedMinutes,
    numerator: credit.coefficient.numerator,
    denominator: credit.coefficient.denominator,
    already: credit.already,
    steps: credit.steps,
    coinMinutes: credit.coinMinutes,
    donatedMinutes: credit.donatedMinutes,
  };
  return {
    id: context.services.ids.next(),
    kind: 'credit',
    servedOn: sheet.served_on,
    text: sheet.activity.includes(typeName) ? sheet.activity : `${sheet.activity}（${typeName}）`,
    sourceClass: sheet.source_class,
    sheetLineId: line.id,
    rule: credit.rule,
    inputs,
    entries,
    reversesId: null,
    reason: '',
  };
}
