import { AppError, fieldError } from '../../platform/app-error.ts';
import { issueDocument } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { requireRoom } from '../account-room.ts';
import type { FundListData } from '../documents/fund-list-data.ts';
import { ruleName } from '../documents/rule-name.ts';
import { coinAccountsOf, post } from '../ledger-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { FundListLines, FundLists } from './entities.ts';
import { requireForFund, type KnownEligibility } from './eligibility-store.ts';

type Routes = 'timebank.issueFundList' | 'timebank.listFundLists';

interface Line {
  minutes: number;
  known: KnownEligibility;
  transactionId: string;
  accountId: string;
}

export const fundHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  /** One transaction for each member, all in one command: one who may not receive refuses the whole list. */
  async 'timebank.issueFundList'(context, { reason, rows }) {
    const { tx, services, actor, now, today } = context;
    const lines = await checkedLines(context, rows);
    const id = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'fundList', on: today, ownerId: id });
    await post(
      context,
      lines.map(({ known, minutes, transactionId, accountId }) => ({
        id: transactionId,
        kind: 'grant' as const,
        servedOn: today,
        text: `${reason}（${number}）`,
        sourceClass: null,
        sheetLineId: null,
        occasion: `fund:${id}:${known.member.id}`,
        rule: known.rule,
        inputs: { listId: id, assessmentId: known.assessment?.id ?? null, minutes },
        entries: [
          { account: 'issue:fund', amount: -minutes },
          { account: accountId, amount: minutes },
        ],
        reversesId: null,
        reason: '',
      })),
    );
    const total = lines.reduce((sum, { minutes }) => sum + minutes, 0);
    const data: FundListData = {
      organisation: actor.committee.name,
      number,
      reason,
      issuedOn: today,
      handler: actor.displayName,
      rule: ruleName(lines[0]!.known.rule, services.reference.all('regions')),
      rows: lines.map(({ known, minutes }) => ({
        name: known.member.name,
        volunteerNumber: known.member.volunteer_number,
        minutes,
      })),
    };
    const { documentId } = await issueDocument(context, {
      kind: 'timebank.fundList',
      number,
      title: `专项基金发放清单 ${number}`,
      owner: `fundList:${id}`,
      data,
    });
    await tx.insert(FundLists, {
      ...{ id, number, reason, members: lines.length, minutes: total, document_id: documentId },
      ...{ issued_by: actor.userId, issued_on: today, issued_at: now },
    });
    await tx.insert(
      FundListLines,
      lines.map(({ known, minutes, transactionId }, index) => ({
        list_id: id,
        position: index + 1,
        member_id: known.member.id,
        minutes,
        assessment_id: known.assessment?.id ?? null,
        transaction_id: transactionId,
      })),
    );
    context.audit([`fundList:${id}`, ...lines.map(({ known }) => `member:${known.member.id}`)], {
      number,
      members: lines.length,
      minutes: total,
    });
    return { id, number, documentId, minutes: total };
  },

  async 'timebank.listFundLists'({ tx }) {
    const rows = await tx.all<{
      id: string;
      number: string;
      reason: string;
      members: number;
      minutes: number;
      issuedOn: string;
      issuedBy: string;
      documentId: string;
    }>(
      `SELECT list.id, list.number, list.reason, list.members, list.minutes, list.issued_on AS issuedOn,
         users.display_name AS issuedBy, list.document_id AS documentId
       FROM fund_lists AS list JOIN users ON users.id = list.issued_by ORDER BY list.issued_at DESC, list.id DESC LIMIT 100`,
    );
    return { rows };
  },
};

/** Everybody on the list may be issued to, is active, and stands on it once; refusals name the row. */
async function checkedLines(
  context: CommandContext,
  rows: readonly { memberId: string; minutes: number }[],
): Promise<Line[]> {
  const seen = new Set<string>();
  const lines: Omit<Line, 'accountId'>[] = [];
  for (const [index, { memberId, minutes }] of rows.entries()) {
    const field = `rows.${index}.memberId`;
    if (seen.has(memberId)) throw fieldError(field, 'field.duplicate');
    seen.add(memberId);
    const known = await requireForFund(context, memberId, field);
    if (known.member.state !== 'active')
      throw new AppError('member.inactive', { fields: { [field]: { code: 'field.memberInactive' } } });
    lines.push({ minutes, known, transactionId: context.services.ids.next() });
  }
  const accounts = await coinAccountsOf(context.tx, [...seen]);
  const { credit } = await currentRules(context);
  return lines.map((line, index) => {
    const account = accounts.get(line.known.member.id);
    if (!account) throw new Error(`member ${line.known.member.id} has no coin account`);
    requireRoom(account.balance, line.minutes, credit, `rows.${index}.minutes`);
    return { ...line, accountId: account.accountId };
  });
}
