import type { RouteOutput } from '../../contract/index.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { Complaints } from './entities.ts';
import { requestById } from './request-store.ts';

type Routes = 'timebank.listComplaints' | 'timebank.fileComplaint' | 'timebank.answerComplaint';

export const complaintHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.listComplaints': ({ tx }, filter) => findComplaints(tx, filter),

  async 'timebank.fileComplaint'(context, { memberId, requestId, words }) {
    const { tx, services, actor, now } = context;
    await memberById(tx, memberId);
    if (requestId !== null) {
      const request = await requestById(tx, requestId);
      if (request.helper_id !== memberId && request.recipient_id !== memberId) throw notFound('request');
    }
    const id = services.ids.next();
    await tx.insert(Complaints, {
      id,
      version: 1,
      member_id: memberId,
      request_id: requestId,
      words,
      state: 'open',
      answer: '',
      filed_by: actor.userId,
      filed_at: now,
      answered_by: null,
      answered_at: null,
    });
    context.audit([`complaint:${id}`, `member:${memberId}`], { filed: true });
    return { id, version: 1 };
  },

  async 'timebank.answerComplaint'(context, { id, version, withdrawn, answer }) {
    const row = await context.tx.find(Complaints).findOneBy({ id });
    if (!row) throw notFound('complaint');
    requireVersion(row.version, version);
    if (row.state !== 'open') throw new AppError('complaint.answered');
    const state = withdrawn ? 'withdrawn' : 'answered';
    await context.tx.update(Complaints, id, {
      state,
      answer,
      version: version + 1,
      answered_by: context.actor.userId,
      answered_at: context.now,
    });
    context.audit([`complaint:${id}`, `member:${row.member_id}`], { state });
    return { id, version: version + 1 };
  },
};

type Found = RouteOutput<'timebank.listComplaints'>;

async function findComplaints(
  tx: Reader,
  filter: {
    state?: string | undefined;
    memberId?: string | undefined;
    page: { offset: number; limit: number };
  },
): Promise<Found> {
  const conditions = ['1 = 1'];
  const params: SqlValue[] = [];
  if (filter.state) {
    conditions.push('complaint.state = ?');
    params.push(filter.state);
  }
  if (filter.memberId) {
    conditions.push('complaint.member_id = ?');
    params.push(filter.memberId);
  }
  const where = `WHERE ${conditions.join(' AND ')}`;
  const rows = await tx.all<
    Omit<Found['rows'][number], 'member'> & Record<'memberId' | 'name' | 'volunteerNumber', string>
  >(
    `SELECT complaint.id, complaint.version, complaint.request_id AS requestId, ifnull(requests.number, '') AS requestNumber,
       complaint.words, complaint.state, complaint.answer, complaint.filed_at AS filedAt, complaint.answered_at AS answeredAt,
       members.id AS memberId, members.name, members.volunteer_number AS volunteerNumber
     FROM complaints AS complaint JOIN members ON members.id = complaint.member_id
     LEFT JOIN requests ON requests.id = complaint.request_id
     ${where} ORDER BY complaint.state = 'open' DESC, complaint.filed_at DESC, complaint.id LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM complaints AS complaint ${where}`,
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
