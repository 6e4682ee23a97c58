import type { RouteOutput } from '../../contract/index.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate } from '../../platform/dates.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { requireRoom } from '../account-room.ts';
import type { NewTransaction, TransactionKind } from '../ledger.ts';
import { balanceOfAccount, post } from '../ledger-store.ts';
import { requireForFund, requireInNeed } from '../circle/eligibility-store.ts';
import { relationBetween } from '../circle/relation-store.ts';
import { keepActFor, requireRepresentation } from '../circle/representative-store.ts';
import {
  availablePoints,
  requireActive,
  requireWay,
  serviceRefusal,
  spendingMember,
  type SpendingMember,
} from './spender-store.ts';
import { refuseReceiver, thresholdMet } from './spending-rules.ts';

type Routes =
  | 'timebank.readSpendable'
  | 'timebank.transferCoins'
  | 'timebank.donateCoins'
  | 'timebank.grantFromPool'
  | 'timebank.issueFund'
  | 'timebank.readPools';

export const givingHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.readSpendable'(context, { memberId }) {
    const known = await spendingMember(context, memberId);
    const { account, spender, rules } = known;
    return {
      coinMinutes: account.balance,
      heldMinutes: account.held,
      availableMinutes: account.balance - account.held,
      points: await availablePoints(context.tx, memberId, context.today),
      serviceRefusal: await serviceRefusal(context, known),
      thresholdMet: thresholdMet(spender, rules.use, civilDate(context.today)),
      transferCircle: rules.use.transferCircle,
      ways: [...rules.use.ways],
      rule: rules.use.rule,
    };
  },

  /**
   * To relatives and friends as far as the region’s circle reaches: the relation is the one on file today, not one that
   * is told now, and its id is kept in the inputs.
   */
  async 'timebank.transferCoins'(context, { fromId, toId, minutes, reason, representationId }) {
    if (fromId === toId) throw fieldError('toId', 'field.samePerson');
    const from = await spendingMember(context, fromId);
    requireWay(from, 'transfer', context.today);
    const to = await spendingMember(context, toId);
    requireActive(to.member);
    const relation = await requireReceiverOf(context, from, to);
    const act = {
      kind: 'transaction',
      memberId: fromId,
      representationId,
      field: 'representationId',
    } as const;
    const by = await requireRepresentation(context, act);
    // Nobody gives himself what belongs to the one he acts for.
    if (by?.representative_id === toId) throw new AppError('representative.ownGain');
    requireAvailable(from.account, minutes);
    requireRoom(to.account.balance, minutes, to.rules.credit);
    const booked = await book(context, {
      kind: 'transfer',
      text: reason,
      rule: from.rules.use.rule,
      inputs: { relation: relation?.kind ?? null, relationId: relation?.id ?? null, minutes },
      from: from.account.accountId,
      to: to.account.accountId,
      minutes,
      about: [`member:${fromId}`, `member:${toId}`],
    });
    await keepActFor(context, { ...act, id: booked.transactionId });
    return booked;
  },

  async 'timebank.donateCoins'(context, { memberId, minutes, reason }) {
    const from = await spendingMember(context, memberId);
    requireWay(from, 'donation', context.today);
    requireAvailable(from.account, minutes);
    return book(context, {
      kind: 'donation',
      text: reason,
      rule: from.rules.use.rule,
      inputs: { minutes },
      from: from.account.accountId,
      to: 'pool:donated',
      minutes,
      about: [`member:${memberId}`],
    });
  },

  /** Donated hours go first to those in need (Nanjing 2019: 重点空巢独居老人), by an assessment that holds today. */
  async 'timebank.grantFromPool'(context, { pool, memberId, minutes, reason }) {
    const to = await spendingMember(context, memberId);
    requireActive(to.member);
    const { assessment } = await requireInNeed(context, memberId, 'memberId');
    requireRoom(to.account.balance, minutes, to.rules.credit);
    return book(context, {
      kind: 'poolGrant',
      text: reason,
      rule: to.rules.use.rule,
      inputs: { pool, minutes, assessmentId: assessment?.id ?? null },
      from: pool,
      to: to.account.accountId,
      minutes,
      about: [`member:${memberId}`],
    });
  },

  async 'timebank.issueFund'(context, { memberId, minutes, reason }) {
    const to = await spendingMember(context, memberId);
    requireActive(to.member);
    if (to.member.kind !== 'person') throw fieldError('memberId', 'field.personOnly');
    const { assessment } = await requireForFund(context, memberId, 'memberId');
    requireRoom(to.account.balance, minutes, to.rules.credit);
    return book(context, {
      kind: 'grant',
      text: reason,
      rule: to.rules.use.rule,
      inputs: { minutes, assessmentId: assessment?.id ?? null },
      from: 'issue:fund',
      to: to.account.accountId,
      minutes,
      about: [`member:${memberId}`],
    });
  },

  async 'timebank.readPools'({ tx }, { page }) {
    const balance = async (code: string) => {
      const row = await tx.get<{ balance: number }>(
        `SELECT ${balanceOfAccount('id')} AS balance FROM ledger_accounts WHERE code = ?`,
        [code],
      );
      return row?.balance ?? 0;
    };
    return {
      donatedMinutes: await balance('pool:donated'),
      overcapMinutes: await balance('pool:overcap'),
      issuedMinutes: 0 - (await balance('issue:fund')),
      ...(await giftsOf(tx, page)),
    };
  },
};

/** The relation on file between both, when the region’s circle takes in the receiver; nothing needs to be where anybody may. */
async function requireReceiverOf(context: CommandContext, from: SpendingMember, to: SpendingMember) {
  const relation = await relationBetween(context.tx, from.member.id, to.member.id, context.today);
  const receiver = { relation: relation?.kind ?? 'none', birthDate: to.member.birth_date } as const;
  const refusal = refuseReceiver(receiver, from.rules.use, civilDate(context.today));
  if (refusal === 'spending.outsideCircle' && !relation && from.rules.use.transferCircle !== 'none')
    throw new AppError('circle.notRecorded', { fields: { toId: { code: 'field.noRelation' } } });
  if (refusal) throw new AppError(refusal);
  return relation;
}

function requireAvailable({ balance, held }: { balance: number; held: number }, minutes: number): void {
  if (balance - held < minutes) {
    throw new AppError('ledger.insufficientBalance', { fields: { minutes: { code: 'field.tooBig' } } });
  }
}

interface Move {
  kind: TransactionKind;
  text: string;
  rule: string;
  inputs: unknown;
  from: string;
  to: string;
  minutes: number;
  about: string[];
}

async function book(context: CommandContext, move: Move) {
  const transaction: NewTransaction = {
    id: context.services.ids.next(),
    kind: move.kind,
    servedOn: context.today,
    text: move.text,
    sourceClass: null,
    sheetLineId: null,
    rule: move.rule,
    inputs: move.inputs,
    entries: [
      { account: move.from, amount: -move.minutes },
      { account: move.to, amount: move.minutes },
    ],
    reversesId: null,
    reason: '',
  };
  const [row] = await post(context, [transaction]);
  context.audit(move.about, { kind: move.kind, minutes: move.minutes });
  return { transactionId: transaction.id, seq: row!.seq };
}

type Gift = RouteOutput<'timebank.readPools'>['rows'][number];

/** The latest transfers, gifts, grants and issues; members by name, giver before receiver. At most 100. */
/** In the words of the index `ledger_transactions_gifts`. */
const isGift = `kind IN ('transfer', 'donation', 'poolGrant', 'grant')`;

async function giftsOf(
  tx: Reader,
  page: { offset: number; limit: number },
): Promise<{ rows: Gift[]; total: number }> {
  const rows = await tx.all<Omit<Gift, 'reversed'> & { reversed: number }>(
    `SELECT header.id AS transactionId, header.seq, header.kind, header.recorded_at AS "on", header.text, header.reason,
       (SELECT max(amount) FROM ledger_entries WHERE transaction_seq = header.seq) AS minutes,
       ifnull((SELECT group_concat(name, ' → ') FROM (SELECT members.name FROM ledger_entries AS entry
          JOIN ledger_accounts AS account ON account.id = entry.account_id JOIN members ON members.id = account.member_id
          WHERE entry.transaction_seq = header.seq ORDER BY entry.amount)), '') AS members,
       EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = header.id) AS reversed
     FROM ledger_transactions AS header
     WHERE ${isGift} ORDER BY header.seq DESC LIMIT ? OFFSET ?`,
    [page.limit, page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM ledger_transactions AS header WHERE ${isGift}`,
  );
  return { rows: rows.map((row) => ({ ...row, reversed: row.reversed === 1 })), total: count?.total ?? 0 };
}
