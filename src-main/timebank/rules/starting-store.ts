import type { CommandContext } from '../../platform/router/handlers.ts';
import { coinAccountsOf, post } from '../ledger-store.ts';
import { currentRules } from './rule-store.ts';

/**
 * The coins that a new member begins with where the rule gives some (Xihu: 注册起始5分), issued once by the fund when
 * somebody is registered or admitted; a second call does nothing. A group begins with nothing: nobody registers it to be
 * served. Answers the minutes given.
 */
export async function bookStart(
  context: CommandContext,
  member: { id: string; kind: 'person' | 'group' },
): Promise<number> {
  const { tx, services, today } = context;
  const { startingMinutes, credit } = await currentRules(context);
  if (startingMinutes === 0 || member.kind === 'group') return 0;
  const occasion = `start:${member.id}`;
  if (await tx.get('SELECT 1 FROM ledger_transactions WHERE occasion = ?', [occasion])) return 0;
  const account = (await coinAccountsOf(tx, [member.id])).get(member.id);
  if (!account) throw new Error(`member ${member.id} has no coin account`);
  await post(context, [
    {
      id: services.ids.next(),
      kind: 'grant',
      servedOn: today,
      text: '注册起始时间币',
      sourceClass: null,
      sheetLineId: null,
      occasion,
      rule: credit.rule,
      inputs: { startingMinutes },
      entries: [
        { account: 'issue:fund', amount: -startingMinutes },
        { account: account.accountId, amount: startingMinutes },
      ],
      reversesId: null,
      reason: '',
    },
  ]);
  return startingMinutes;
}
