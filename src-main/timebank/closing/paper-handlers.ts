import { AppError } from '../../platform/app-error.ts';
import { endOfTerm } from '../../platform/calendar/calendar.ts';
import { centreCalendar } from '../../platform/calendar/calendar-store.ts';
import { civilDate } from '../../platform/dates.ts';
import { drawDraft, issueDocument, type Draft } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import {
  finished,
  type CommandContext,
  type HandlersOf,
  type QueryContext,
} from '../../platform/router/handlers.ts';
import { periodName, statementPeriod } from '../booking-period.ts';
import type { BoardListData } from '../documents/board-list.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { statementFacts } from '../statement-store.ts';
import { hasMovement } from '../statement.ts';
import { certificateFacts, listCertificates, type CertificateRequest } from './certificate-store.ts';
import { locksOf } from './closing-store.ts';
import { contactOf } from './contact-store.ts';
import { ServiceCertificates } from './entities.ts';
import { maskName } from './mask-name.ts';

type PaperRoutes =
  | 'timebank.issueBoardList'
  | 'timebank.previewCertificate'
  | 'timebank.issueCertificate'
  | 'timebank.listCertificates';

interface Asked {
  memberId: string;
  from: string;
  to: string;
  purpose: string;
  remarks: string;
  responsible: string;
}

export const paperHandlers: Pick<HandlersOf<'timebank'>, PaperRoutes> = {
  async 'timebank.issueBoardList'(context, { month, days }) {
    const { tx, actor, today } = context;
    const period = statementPeriod(month, today);
    if (!period || month > (await locksOf(tx)).closedThrough)
      throw new AppError('closing.notClosed', { params: { month } });
    const facts = (await statementFacts(tx, period)).filter(hasMovement);
    if (facts.length === 0) throw new AppError('closing.nothingToPost', { params: { month } });
    const sum = (values: readonly { minutes: number }[]) =>
      values.reduce((total, each) => total + each.minutes, 0);
    const contact = await contactOf(tx, actor.committee.id);
    const calendar = await centreCalendar(tx, context.services.reference, actor.committee.region);
    const { dueOn, calendarKnown } = endOfTerm({ from: today, length: days, unit: 'workingDays' }, calendar);
    const { number } = await issueNumber(context, { kind: 'board', on: today, ownerId: context.commandId });
    const data: BoardListData = {
      organisation: actor.committee.name,
      number,
      period: { from: period.from, to: period.to },
      posted: { from: today, to: dueOn, workingDays: days },
      ...(contact === '' ? {} : { contact }),
      rows: facts.map(({ member, opening, coins, hours, totalToDate }) => ({
        volunteerNumber: member.volunteerNumber,
        maskedName: maskName(member.name, member.kind),
        hours: sum(hours),
        coinsIn: sum(coins.filter(({ minutes }) => minutes > 0)),
        coinsOut: -sum(coins.filter(({ minutes }) => minutes < 0)),
        coins: opening + sum(coins),
        total: totalToDate,
      })),
    };
    const issued = await issueDocument(context, {
      kind: 'timebank.boardList',
      number,
      title: `${periodName(period)} 志愿服务时长和时间币公示`,
      owner: `closing:${month}`,
      data,
    });
    context.audit(`closing:${month}`, { document: issued.documentId, rows: facts.length, days });
    return { ...issued, postedTo: dueOn, calendarKnown };
  },

  'timebank.previewCertificate': finished<'timebank.previewCertificate', Draft>({
    async read(context, asked) {
      const { data } = await factsOf(context, asked);
      return { kind: 'timebank.certificate', title: '志愿服务记录证明（草稿）', data, now: context.now };
    },
    finish: drawDraft,
  }),

  async 'timebank.issueCertificate'(context, asked) {
    const { tx, actor, services, now, today } = context;
    // A certificate that names nobody’s ID number is one that others may refuse: whoever issues it must have seen that.
    if (!asked.withoutIdNumber && (await memberById(tx, asked.memberId)).id_number === '')
      throw new AppError('certificate.noIdNumber');
    const id = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'certificate', on: today, ownerId: id });
    const { data, minutes, lastRecordId, recordsHash } = await factsOf(context, asked, number);
    const issued = await issueDocument(context, {
      kind: 'timebank.certificate',
      number,
      title: `志愿服务记录证明 ${number}`,
      owner: `member:${asked.memberId}`,
      data,
    });
    await tx.insert(ServiceCertificates, {
      id,
      number,
      member_id: asked.memberId,
      served_from: asked.from,
      served_to: asked.to,
      minutes,
      last_record_id: lastRecordId,
      records_hash: recordsHash,
      purpose: asked.purpose,
      document_id: issued.documentId,
      issued_by: actor.userId,
      issued_on: today,
      issued_at: now,
    });
    context.audit(`member:${asked.memberId}`, { certificate: number, document: issued.documentId, minutes });
    return issued;
  },

  async 'timebank.listCertificates'({ tx }, filter) {
    const { rows, total } = await listCertificates(tx, filter);
    return {
      total,
      rows: rows.map((row) => ({
        id: row.id,
        number: row.number,
        memberId: row.member_id,
        memberName: row.member_name,
        volunteerNumber: row.volunteer_number,
        from: row.served_from,
        to: row.served_to,
        minutes: row.minutes,
        purpose: row.purpose,
        documentId: row.document_id,
        issuedBy: row.issuer,
        issuedOn: row.issued_on,
        stillTrue: row.counted === row.minutes,
      })),
    };
  },
};

async function factsOf(context: QueryContext | CommandContext, asked: Asked, number?: string) {
  const { tx, actor, today } = context;
  if (asked.from > asked.to)
    throw new AppError('input.invalid', { fields: { to: { code: 'field.endBeforeStart' } } });
  const member = await memberById(tx, asked.memberId);
  const { serviceTypes } = await currentRules(context);
  const request: CertificateRequest = {
    from: civilDate(asked.from),
    to: civilDate(asked.to),
    purpose: asked.purpose,
    remarks: asked.remarks,
  };
  return certificateFacts(tx, member, request, {
    organisation: actor.committee.name,
    contact: await contactOf(tx, actor.committee.id),
    handler: actor.displayName,
    responsible: asked.responsible,
    today,
    serviceNames: serviceTypes,
    ...(number === undefined ? {} : { number }),
  });
}
