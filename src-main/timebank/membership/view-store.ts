import type { RouteOutput } from '../../contract/index.ts';
import type { MemberEventView } from '../../contract/timebank/membership-values.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { QueryContext } from '../../platform/router/handlers.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { slotsOf } from './availability.ts';
import { MemberAvailability, type MemberEventRow } from './entities.ts';
import { openSteps } from './membership.ts';
import { isEmpty } from './rest.ts';
import { restOf, restView } from './rest-store.ts';
import { courseOf } from './standing-store.ts';

/** Everything that the page of a member shows of the membership. Error: `record.notFound`. */
export async function membershipView(
  context: QueryContext,
  memberId: string,
): Promise<RouteOutput<'timebank.readMembership'>> {
  const { tx, actor, today } = context;
  const member = await memberById(tx, memberId);
  const course = await courseOf(tx, member);
  const events = await eventsOf(tx, memberId);
  const rest = await restOf(tx, memberId);
  const { membership } = await currentRules(context);
  const last = events.at(-1);
  const available = await tx.find(MemberAvailability).findOneBy({ member_id: memberId });
  const reviewer = last?.kind === 'reviewed' ? await lastReviewer(tx, memberId) : undefined;
  return {
    version: member.version,
    standing: course.standing,
    levels: events.some(({ kind }) => kind === 'applied') ? course.levels : null,
    untilDay: course.standing === 'suspended' ? (lastOf(events, 'suspended')?.untilDay ?? null) : null,
    ending: course.standing === 'ended' ? course.ending : null,
    events,
    steps: openSteps(course, !isEmpty(rest)),
    ownReview: reviewer === actor.userId,
    mergedInto: course.standing === 'merged' ? (lastOf(events, 'merged')?.other ?? null) : null,
    rest: restView(rest, today),
    rule: membership.rule,
    ways: { moved: membership.onMoving, left: membership.onLeaving, died: membership.onDeath },
    availability: {
      version: available?.version ?? 0,
      slots: slotsOf(available?.slots ?? ''),
      note: available?.note ?? '',
    },
  };
}

/** The events of one membership, first to last. */
export async function eventsOf(tx: Reader, memberId: string): Promise<MemberEventView[]> {
  const rows = await tx.all<
    MemberEventRow & {
      recorder: string;
      transaction_seq: number | null;
      reversed: number;
      other_name: string | null;
      other_number: string | null;
    }
  >(
    `SELECT event.*, users.display_name AS recorder, header.seq AS transaction_seq,
       EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = event.transaction_id) AS reversed,
       other.name AS other_name, other.volunteer_number AS other_number
     FROM member_events AS event JOIN users ON users.id = event.recorded_by
     LEFT JOIN ledger_transactions AS header ON header.id = event.transaction_id
     LEFT JOIN members AS other ON other.id = event.other_id
     WHERE event.member_id = ? ORDER BY event.seq`,
    [memberId],
  );
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    onDay: row.on_day,
    untilDay: row.until_day,
    reason: row.reason,
    disposal: row.disposal,
    other:
      row.other_id === null
        ? null
        : { id: row.other_id, name: row.other_name ?? '', volunteerNumber: row.other_number ?? '' },
    transactionId: row.transaction_id,
    transactionSeq: row.transaction_seq,
    reversed: row.reversed === 1,
    rule: row.rule,
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
  }));
}

async function lastReviewer(tx: Reader, memberId: string): Promise<string | undefined> {
  const row = await tx.get<{ recorded_by: string }>(
    'SELECT recorded_by FROM member_events WHERE member_id = ? ORDER BY seq DESC LIMIT 1',
    [memberId],
  );
  return row?.recorded_by;
}

function lastOf(events: readonly MemberEventView[], kind: MemberEventView['kind']) {
  return events.findLast((event) => event.kind === kind);
}
