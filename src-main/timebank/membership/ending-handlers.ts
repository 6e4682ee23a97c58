import type { SettlingFields } from '../../contract/timebank/membership.ts';
import type { EndingKind, HeirView } from '../../contract/timebank/membership-values.ts';
import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { serviceMinutesOf } from '../hours-store.ts';
import { postReversal } from '../ledger-store.ts';
import { memberById, type MemberOnFile } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { heirsOf, lastDayOf } from './heirs-store.ts';
import { refuseDisposal } from './membership.ts';
import { blockersOf, moveRest, requireNothingOpen, restOf, restView, roomOf } from './rest-store.ts';
import { courseOf, recordEvent } from './standing-store.ts';

type Routes =
  | 'timebank.previewEnding'
  | 'timebank.endMember'
  | 'timebank.settleRest'
  | 'timebank.returnMember'
  | 'timebank.revokeEnding';

export const endingHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.previewEnding'(context, { id, disposal, heirId, onDay }) {
    const { tx, today } = context;
    await memberById(tx, id);
    const { membership } = await currentRules(context);
    const lastDay = await lastDayOf(tx, id, { onDay, today });
    const heir = disposal === 'heir' && heirId !== null ? await memberById(tx, heirId) : undefined;
    const rest = await restOf(tx, id);
    return {
      blockers: await blockersOf(tx, id, false),
      heirs: await heirsOf(tx, id, membership, lastDay),
      anybody: membership.heirs === 'anyone',
      rest: restView(rest, today),
      excessMinutes: heir ? Math.max(0, rest.coin.minutes - (await roomOf(context, heir.id))) : 0,
      serviceMinutes: (await serviceMinutesOf(tx, [id])).get(id) ?? 0,
      to: heir ? `${heir.name}（${heir.volunteer_number}）` : null,
    };
  },

  /** One transaction moves the rest, then the event closes the accounts; the permanent hours stay as they are. */
  async 'timebank.endMember'(context, { id, version, ending }) {
    const { tx, today } = context;
    const member = await memberById(tx, id);
    requireVersion(member.version, version);
    if (ending.onDay > today) throw fieldError('ending.onDay', 'field.dateInFuture', { today });
    const course = await courseOf(tx, member);
    const dealt = await dealWithRest(context, member, ending, 'ending');
    const saved = await recordEvent(context, member, course, {
      ...{ kind: ending.kind, reason: ending.reason, onDay: ending.onDay, disposal: ending.disposal },
      ...dealt,
    });
    return { ...saved, transactionId: dealt.transactionId };
  },

  /** What was kept, or came in late, goes by the rule of the way in which the membership ended. */
  async 'timebank.settleRest'(context, { id, version, settling }) {
    const { tx } = context;
    const member = await memberById(tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(tx, member);
    if (settling.disposal === 'keep') throw fieldError('settling.disposal', 'field.invalid');
    const kind = course.ending ?? 'left';
    const dealt = await dealWithRest(context, member, { ...settling, kind, onDay: null }, 'settling');
    if (dealt.transactionId === null) throw new AppError('member.nothingToSettle');
    const saved = await recordEvent(context, member, course, {
      ...{ kind: 'settled', reason: settling.reason, disposal: settling.disposal },
      ...dealt,
    });
    return { ...saved, transactionId: dealt.transactionId };
  },

  async 'timebank.returnMember'(context, { id, version, reason }) {
    const member = await memberById(context.tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(context.tx, member);
    return recordEvent(context, member, course, { kind: 'returned', reason });
  },

  /** Everything that the ending and what followed it moved comes back by reversals, the last one first. */
  async 'timebank.revokeEnding'(context, { id, version, reason }) {
    const { tx, services } = context;
    const member = await memberById(tx, id);
    requireVersion(member.version, version);
    const course = await courseOf(tx, member);
    if (course.ending === null) {
      throw new AppError('member.stepForbidden', { params: { standing: course.standing } });
    }
    const moved = await tx.all<{ transaction_id: string }>(
      `SELECT transaction_id FROM member_events AS event WHERE member_id = ?1 AND transaction_id IS NOT NULL
         AND kind IN ('moved', 'left', 'died', 'settled')
         AND seq >= (SELECT max(seq) FROM member_events WHERE member_id = ?1 AND kind IN ('moved', 'left', 'died'))
         AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = event.transaction_id)
       ORDER BY seq DESC`,
      [id],
    );
    for (const { transaction_id: transactionId } of moved) {
      await postReversal(context, { id: services.ids.next(), transactionId, reason });
    }
    const saved = await recordEvent(context, member, course, { kind: 'revoked', reason });
    return { ...saved, reversed: moved.length };
  },
};

/**
 * Moves the rest as it was asked, if the rule allows it: to an heir by the relation that the circle has on file for the last
 * day of the membership, not by one that is told now. `prefix` is the field of the input under which refusals stand.
 * Errors: `member.hasOpenWork`, `member.wayClosed`, `member.heirNotRecorded`, `member.heirOutside`, refusals of the heir.
 */
async function dealWithRest(
  context: CommandContext,
  member: MemberOnFile,
  asked: SettlingFields & { kind: EndingKind; onDay: string | null },
  prefix: 'ending' | 'settling',
) {
  const { tx, today, services } = context;
  await requireNothingOpen(tx, member.id, false);
  const { membership, credit } = await currentRules(context);
  const { kind, disposal, proof } = asked;
  const heir = disposal === 'heir' ? await heirOf(context, member.id, asked.heirId, prefix) : null;
  const known = heir && (await relationOnFile(context, member.id, heir.id, asked.onDay));
  const relation = known?.relation ?? 'none';
  const refusal = refuseDisposal(
    { kind, way: disposal, memberKind: member.kind, relation, proof },
    membership,
    credit.groups,
    today,
  );
  if (refusal === 'member.proofMissing') throw fieldError(`${prefix}.proof`, 'field.required');
  if (refusal === 'member.heirOutside' || refusal === 'member.heirNotRecorded') {
    const code = refusal === 'member.heirOutside' ? 'field.heirOutside' : 'field.heirNotRecorded';
    throw new AppError(refusal, { fields: { [`${prefix}.heirId`]: { code } } });
  }
  if (refusal) throw new AppError(refusal, { fields: { [`${prefix}.disposal`]: { code: 'field.invalid' } } });
  const shown = { relation, relationId: known?.relationId ?? null };
  const transactionId = await moveRest(context, {
    memberId: member.id,
    way: disposal,
    receiver: heir,
    occasion: `member:${member.id}:${services.ids.next()}`,
    rule: membership.rule,
    inputs: { ending: kind, disposal, ...(heir ? { ...shown, heir: heir.id } : {}) },
  });
  return {
    transactionId,
    otherId: heir?.id ?? null,
    rule: membership.rule,
    inputs: heir ? { ...shown, proof } : {},
  };
}

async function relationOnFile(
  context: CommandContext,
  memberId: string,
  heirId: string,
  onDay: string | null,
): Promise<HeirView | undefined> {
  const { tx, today } = context;
  const { membership } = await currentRules(context);
  const lastDay = await lastDayOf(tx, memberId, { onDay, today });
  return (await heirsOf(tx, memberId, membership, lastDay)).find(({ id }) => id === heirId);
}

async function heirOf(
  { tx }: Pick<CommandContext, 'tx'>,
  memberId: string,
  heirId: string | null,
  prefix: string,
): Promise<MemberOnFile> {
  if (heirId === null) throw fieldError(`${prefix}.heirId`, 'field.required');
  if (heirId === memberId) throw fieldError(`${prefix}.heirId`, 'field.samePerson');
  const heir = await memberById(tx, heirId);
  if (heir.standing !== 'active') throw fieldError(`${prefix}.heirId`, 'field.memberInactive');
  return heir;
}
