import type { Blocker, RestView } from '../../contract/timebank/membership-values.ts';
import type { RestWay } from '../../contract/timebank/rule-bodies.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { roomOn } from '../account-room.ts';
import type { MemberRow } from '../entities.ts';
import { coinAccountsOf, pointsAccountOf, pointsCode, post } from '../ledger-store.ts';
import { openLotsOf } from '../lot-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { closureText, isEmpty, pointsIn, restEntries, type Rest } from './rest.ts';

/** What stands on the accounts of a member. Error: none; who has no points account has no points. */
export async function restOf(tx: Reader, memberId: string): Promise<Rest> {
  const coin = (await coinAccountsOf(tx, [memberId])).get(memberId);
  if (!coin) throw new Error(`member ${memberId} has no coin account`);
  const points = await tx.get<{ id: string }>('SELECT id FROM ledger_accounts WHERE code = ?', [
    pointsCode(memberId),
  ]);
  return {
    coin: { account: coin.accountId, minutes: coin.balance },
    points: points ? { account: points.id, lots: await openLotsOf(tx, points.id) } : null,
  };
}

export function restView({ coin, points }: Rest, today: string): RestView {
  const lots = points?.lots ?? [];
  const expired = lots.filter(({ expiresOn }) => expiresOn !== null && expiresOn < today);
  return {
    coinMinutes: coin.minutes,
    points: pointsIn(lots),
    expiredPoints: pointsIn(expired),
    lots: lots.map(({ left, expiresOn }) => ({ points: left, expiresOn })),
  };
}

/**
 * What must be brought to an end before the accounts of a member are closed: reservations with what they are for,
 * requests that he has taken or asked for, activities that he has signed up for, session hours that nobody has decided
 * on, and, where no late line can be entered any more (a merge), sheets not yet
 * approved and corrections not yet checked.
 */
export async function blockersOf(tx: Reader, memberId: string, final: boolean): Promise<Blocker[]> {
  const rows = await tx.all<Blocker>(
    `SELECT 'request' AS kind, number AS text FROM requests
       WHERE (helper_id = ?1 AND state IN ('taken', 'started', 'done'))
          OR (recipient_id = ?1 AND state IN ('draft', 'published', 'taken', 'started', 'done'))
     UNION SELECT 'order', number FROM orders WHERE member_id = ?1 AND state = 'reserved'
     UNION SELECT 'hold', hold.purpose_id FROM ledger_holds AS hold
       JOIN ledger_accounts AS account ON account.id = hold.account_id
       WHERE account.member_id = ?1 AND hold.state = 'held'
         AND NOT EXISTS (SELECT 1 FROM requests WHERE id = hold.purpose_id AND hold.purpose = 'request')
         AND NOT EXISTS (SELECT 1 FROM orders WHERE id = hold.purpose_id AND hold.purpose = 'order')
     UNION SELECT 'signUp', activities.number || ' ' || activities.title FROM activity_sign_ups AS wish
       JOIN activities ON activities.id = wish.activity_id
       WHERE wish.member_id = ?1 AND wish.withdrawn_at IS NULL AND activities.state = 'planned'
     UNION SELECT 'sessionHours', served_on || CASE WHEN nth > 1 THEN '（' || nth || '）' ELSE '' END FROM hour_offers
       WHERE member_id = ?1 AND state = 'open'
     UNION SELECT 'sheet', sheets.number FROM sheet_lines AS line JOIN sheets ON sheets.id = line.sheet_id
       WHERE ?2 AND line.member_id = ?1 AND sheets.state IN ('entered', 'returned')
     UNION SELECT 'correction', words FROM corrections WHERE ?2 AND member_id = ?1 AND state = 'asked'
     ORDER BY 1, 2`,
    [memberId, final ? 1 : 0],
  );
  return rows;
}

/** Error: `member.hasOpenWork` with the numbers of what is open. */
export async function requireNothingOpen(tx: Reader, memberId: string, final: boolean): Promise<void> {
  const open = await blockersOf(tx, memberId, final);
  if (open.length === 0) return;
  throw new AppError('member.hasOpenWork', {
    params: { count: open.length, items: open.map(({ text }) => text).join('、') },
  });
}

/** Coins that an heir’s account still takes. */
export async function roomOf(context: QueryContext | CommandContext, memberId: string): Promise<number> {
  const { credit } = await currentRules(context);
  return roomOn((await coinAccountsOf(context.tx, [memberId])).get(memberId)?.balance ?? 0, credit);
}

/**
 * Moves the rest of a member in one transaction of kind `closure`. `keep` and an empty account move nothing. Answers the
 * transaction, or null.
 */
export async function moveRest(
  context: CommandContext,
  move: {
    memberId: string;
    way: RestWay | 'merge';
    receiver: Pick<MemberRow, 'id' | 'name' | 'volunteer_number'> | null;
    occasion: string;
    rule: string;
    inputs: unknown;
  },
): Promise<string | null> {
  const { way, receiver } = move;
  const rest = await restOf(context.tx, move.memberId);
  if (way === 'keep' || isEmpty(rest)) return null;
  const account = receiver && (await coinAccountsOf(context.tx, [receiver.id])).get(receiver.id);
  const to =
    receiver === null
      ? ({ kind: 'pool' } as const)
      : ({
          kind: 'member',
          coin: account?.accountId ?? '',
          // Two accounts of one person are put together whole; what an heir cannot store is only for donation.
          room: way === 'merge' ? Infinity : await roomOf(context, receiver.id),
          points: pointsIn(rest.points?.lots ?? []) > 0 ? await pointsAccountOf(context, receiver.id) : '',
        } as const);
  const id = context.services.ids.next();
  // The ledger keeps its words for ever, and exports carry them out of the house: the number stands for the person.
  const named = receiver?.volunteer_number ?? '';
  await post(context, [
    {
      id,
      kind: 'closure',
      servedOn: context.today,
      text: closureText(way, named),
      sourceClass: null,
      sheetLineId: null,
      occasion: move.occasion,
      rule: move.rule,
      inputs: move.inputs,
      entries: restEntries(rest, to, context.today),
      reversesId: null,
      reason: '',
    },
  ]);
  return id;
}
