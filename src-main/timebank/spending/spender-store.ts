import type { RuleBody } from '../../contract/timebank/rule-bodies.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate } from '../../platform/dates.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { fitsByNeed } from '../circle/eligibility.ts';
import { eligibilityFor } from '../circle/eligibility-store.ts';
import { holdsOf } from '../hold-store.ts';
import { serviceMinutesOf } from '../hours-store.ts';
import { coinAccountsOf, pointsCode, type CoinAccount } from '../ledger-store.ts';
import { openLotsOf } from '../lot-store.ts';
import { spendable } from '../lots.ts';
import { memberById, type MemberOnFile } from '../member-store.ts';
import { refuseActing } from '../membership/membership.ts';
import { currentRules } from '../rules/rule-store.ts';
import type { TimebankRules } from '../rules.ts';
import { refuseSpending, type Spender } from './spending-rules.ts';

export interface SpendingMember {
  member: MemberOnFile;
  account: CoinAccount;
  spender: Spender;
  rules: TimebankRules;
}

/** A member with what the rules ask about him. Error: `record.notFound`. */
export async function spendingMember(
  context: QueryContext | CommandContext,
  memberId: string,
): Promise<SpendingMember> {
  const { tx } = context;
  const member = await memberById(tx, memberId);
  const account = (await coinAccountsOf(tx, [memberId])).get(memberId);
  if (!account) throw new Error(`member ${memberId} has no coin account`);
  const servedMinutes = (await serviceMinutesOf(tx, [memberId])).get(memberId) ?? 0;
  return {
    member,
    account,
    spender: { kind: member.kind, joinedOn: member.joined_on, servedMinutes },
    rules: await currentRules(context),
  };
}

/** Refuses a way of spending that the region’s rule does not open to this member, and members who are not active. */
export function requireWay(
  { member, spender, rules }: SpendingMember,
  way: RuleBody<'use'>['ways'][number],
  today: string,
): void {
  requireActive(member);
  const refusal = refuseSpending(way, spender, rules.use, rules.credit.groups, civilDate(today));
  if (refusal) throw new AppError(refusal);
}

/**
 * Why a member cannot ask for a service, the main way of spending, or null. Who receives because he is in need is not
 * asked what he has earned (Nanjing 2019: the fund issues hours to elders who cannot earn).
 */
export async function serviceRefusal(
  context: QueryContext | CommandContext,
  { member, spender, rules }: SpendingMember,
): Promise<ReturnType<typeof refuseSpending>> {
  const today = civilDate(context.today);
  const refusal = refuseSpending('service', spender, rules.use, rules.credit.groups, today);
  if (refusal !== 'spending.thresholdNotMet') return refusal;
  return fitsByNeed(await eligibilityFor(context, member.id)) ? null : refusal;
}

/** Refuses whoever is not admitted, suspended or gone, each with its own reason. */
export function requireActive({ standing }: Pick<MemberOnFile, 'standing'>): void {
  const refusal = refuseActing(standing);
  if (refusal) throw new AppError(refusal);
}

/** Points that can be spent today and are not reserved. */
export async function availablePoints(tx: Reader, memberId: string, today: string): Promise<number> {
  const account = await tx.get<{ id: string }>('SELECT id FROM ledger_accounts WHERE code = ?', [
    pointsCode(memberId),
  ]);
  if (!account) return 0;
  return spendable(await openLotsOf(tx, account.id), await holdsOf(tx, account.id), today);
}
