import type { TableFile } from '../../platform/files/table-file.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { inMonthsThrough } from '../closed-months.ts';
import { creditEntries, storedCredit } from '../credit-entries.ts';
import { ServiceRecords } from '../entities.ts';
import type { NewTransaction } from '../ledger.ts';
import { pointsAccountOf, post, type CoinAccount } from '../ledger-store.ts';
import { hoursOccasion, type CheckedHours } from './hours-check-store.ts';

/**
 * Books the good rows of a checked file: one transaction and one row of permanent hours each, in the transaction of the
 * command, so that all of them stand afterwards or none. Answers how many. Each carries the file’s hash and its row as
 * occasion; the database refuses a second one (`ledger.alreadyBooked`). Rows of closed months carry the reason for coming
 * late; it must not be empty when there are any (`ledger.monthClosed`).
 */
export async function postHours(
  context: CommandContext,
  table: TableFile,
  lines: readonly CheckedHours[],
  accounts: ReadonlyMap<string, CoinAccount>,
  late: { closedThrough: string; lateReason: string },
): Promise<number> {
  const work = [];
  for (const { line, read, state, member, type, credit } of lines) {
    if (state !== 'good' || !member || !type || !credit || !read.servedOn) continue;
    const account = accounts.get(member.id);
    if (!account) throw new Error(`row ${line} was checked but its member has no account`);
    const points = credit.points > 0 ? await pointsAccountOf(context, member.id) : null;
    const transaction: NewTransaction = {
      id: context.services.ids.next(),
      kind: 'credit',
      servedOn: read.servedOn,
      text: read.activity,
      sourceClass: read.sourceClass,
      sheetLineId: null,
      occasion: hoursOccasion(table.sha256, line),
      ...(inMonthsThrough(read.servedOn, late.closedThrough) ? { lateReason: late.lateReason } : {}),
      rule: credit.rule,
      inputs: {
        ...storedCredit(credit),
        line,
        file: table.sha256,
        ...clockTimes(read),
        ...recipientOf(read),
      },
      entries: creditEntries(credit, { coin: account.accountId, points }),
      reversesId: null,
      reason: '',
    };
    work.push({ transaction, read, member, type, credit });
  }
  const posted = await post(
    context,
    work.map(({ transaction }) => transaction),
  );
  if (work.length === 0) return 0;
  await context.tx.insert(
    ServiceRecords,
    work.map(({ transaction, read, member, type, credit }) => ({
      id: context.services.ids.next(),
      member_id: member.id,
      sheet_line_id: null,
      occasion: transaction.occasion ?? null,
      service_type: type.code,
      served_on: transaction.servedOn,
      recorded_at: posted[0]?.recorded_at ?? context.now,
      minutes: credit.servedMinutes,
      source_class: read.sourceClass,
      activity: read.activity,
      rule: credit.rule,
      transaction_id: transaction.id,
      reverses_id: null,
    })),
  );
  return work.length;
}

/** Whom it was for, as the file names him: a service with nobody behind it is looked at again. */
const recipientOf = ({ recipient }: CheckedHours['read']) => (recipient === '' ? {} : { recipient });

/** Kept with the booking: nobody serves in two places at once. */
const clockTimes = ({ startsAt, endsAt }: CheckedHours['read']) =>
  startsAt === '' || endsAt === '' ? {} : { startsAt, endsAt };
