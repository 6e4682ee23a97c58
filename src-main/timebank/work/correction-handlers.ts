import type { CorrectionView } from '../../contract/timebank/work-values.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { Corrections, type CorrectionRow } from './entities.ts';
import { replaceBooking } from './correction-booking-store.ts';
import { findCorrectable, serviceBookedAs } from './correction-store.ts';

type Routes =
  | 'timebank.listCorrections'
  | 'timebank.listCorrectable'
  | 'timebank.askCorrection'
  | 'timebank.refuseCorrection'
  | 'timebank.makeCorrection';

/*
 * A volunteer may point out errors; the organisation must check and correct in time (民政部令第67号). Nothing is edited: the
 * booking is reversed once and, unless nothing is left of it, booked anew by the rules in force today, both linked here.
 */
export const correctionHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.listCorrections': ({ tx }, filter) => findCorrections(tx, filter),

  'timebank.listCorrectable': ({ tx }, filter) => findCorrectable(tx, filter),

  async 'timebank.askCorrection'(context, { memberId, transactionId, wantedMinutes, words }) {
    const { tx, services, actor, now } = context;
    const service = await serviceBookedAs(tx, transactionId, memberId);
    if (service.record.minutes === wantedMinutes) {
      throw new AppError('correction.sameMinutes', {
        fields: { wantedMinutes: { code: 'field.duplicate' } },
      });
    }
    const id = services.ids.next();
    await tx.insert(Corrections, {
      id,
      version: 1,
      member_id: memberId,
      transaction_id: transactionId,
      wanted_minutes: wantedMinutes,
      words,
      state: 'asked',
      answer: '',
      reversal_id: null,
      booked_id: null,
      asked_by: actor.userId,
      asked_at: now,
      checked_by: null,
      checked_at: null,
    });
    context.audit([`correction:${id}`, `member:${memberId}`], { transactionId, wantedMinutes });
    return { id, version: 1 };
  },

  async 'timebank.refuseCorrection'(context, { id, version, answer }) {
    const row = await askedCorrection(context, id, version);
    return settleCorrection(context, row, { state: 'refused', answer });
  },

  async 'timebank.makeCorrection'(context, { id, version, answer }) {
    const row = await askedCorrection(context, id, version);
    const service = await serviceBookedAs(context.tx, row.transaction_id, row.member_id);
    const { reversal, booked } = await replaceBooking(context, row, service, answer);
    const saved = await settleCorrection(context, row, {
      state: 'made',
      answer,
      reversal_id: reversal.id,
      booked_id: booked?.id ?? null,
    });
    return { ...saved, reversalSeq: reversal.seq, bookedSeq: booked?.seq ?? null };
  },
};

async function askedCorrection(context: CommandContext, id: string, version: number): Promise<CorrectionRow> {
  const row = await context.tx.find(Corrections).findOneBy({ id });
  if (!row) throw notFound('correction');
  requireVersion(row.version, version);
  if (row.state !== 'asked') throw new AppError('correction.checked');
  return row;
}

async function settleCorrection(
  context: CommandContext,
  row: CorrectionRow,
  changes: Partial<CorrectionRow>,
) {
  const version = row.version + 1;
  await context.tx.update(Corrections, row.id, {
    ...changes,
    version,
    checked_by: context.actor.userId,
    checked_at: context.now,
  });
  context.audit([`correction:${row.id}`, `member:${row.member_id}`], { state: changes.state });
  return { id: row.id, version };
}

async function findCorrections(
  tx: Reader,
  filter: {
    state?: string | undefined;
    memberId?: string | undefined;
    page: { offset: number; limit: number };
  },
): Promise<{ rows: CorrectionView[]; total: number }> {
  const conditions = ['1 = 1'];
  const params: SqlValue[] = [];
  if (filter.state) {
    conditions.push('correction.state = ?');
    params.push(filter.state);
  }
  if (filter.memberId) {
    conditions.push('correction.member_id = ?');
    params.push(filter.memberId);
  }
  const where = `WHERE ${conditions.join(' AND ')}`;
  const rows = await tx.all<
    Omit<CorrectionView, 'member'> & Record<'memberId' | 'name' | 'volunteerNumber', string>
  >(
    `SELECT correction.id, correction.version, correction.transaction_id AS transactionId, header.seq AS transactionSeq,
       header.text, header.served_on AS servedOn, correction.wanted_minutes AS wantedMinutes, correction.words, correction.state,
       correction.answer, correction.asked_at AS askedAt, members.id AS memberId, members.name,
       members.volunteer_number AS volunteerNumber,
       ifnull((SELECT minutes FROM service_records WHERE transaction_id = header.id AND member_id = members.id
         AND reverses_id IS NULL), 0) AS minutes,
       (SELECT seq FROM ledger_transactions WHERE id = correction.reversal_id) AS reversalSeq,
       (SELECT seq FROM ledger_transactions WHERE id = correction.booked_id) AS bookedSeq
     FROM corrections AS correction JOIN members ON members.id = correction.member_id
     JOIN ledger_transactions AS header ON header.id = correction.transaction_id
     ${where} ORDER BY correction.state = 'asked' DESC, correction.asked_at DESC, correction.id LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM corrections AS correction ${where}`,
    params,
  );
  return {
    total: count?.total ?? 0,
    rows: rows.map(({ memberId, name, volunteerNumber, ...row }) => ({
      ...row,
      member: { id: memberId, name, volunteerNumber },
    })),
  };
}
