import type { Reader } from '../platform/database/handles.ts';
import type { CaseContext } from './case-store.ts';
import { foldConfirmation } from './performance/confirmation.ts';
import { performanceRecordsOf } from './performance/performance-store.ts';
import { caucusesOf } from './proceedings/caucus-store.ts';
import type { TimelineCode, TimelineEntry } from './timeline.ts';

/**
 * What happened beside the course of a case itself: stops of the clock, extensions, what was paid, done or refused,
 * urging, visits, the steps before a court. What was taken back is not told. A caucus is told to those alone who may
 * read what was said in it; for everybody else there was none (caucus-note-store.ts).
 */
export async function timelineRecordsOf(context: CaseContext, caseId: string): Promise<TimelineEntry[]> {
  return [
    ...(await recordsOf(context.tx, caseId)),
    ...(await confirmationEntries(context.tx, caseId)),
    ...(await caucusEntries(context, caseId)),
  ];
}

interface Row {
  on: string;
  what: TimelineCode;
  a: string | null;
  b: string | null;
}

/** What the two values of a row are called in its sentence. */
const names: Partial<Record<TimelineCode, readonly [string, string?]>> = {
  suspended: ['suspension', 'to'],
  resumed: ['suspension'],
  extended: ['to'],
  receipt: ['amountFen'],
  visited: ['visit'],
  agreementWithdrawn: ['number'],
  agreementReplaced: ['number'],
  agreementRestored: ['number'],
  enteredLate: ['courseStep', 'to'],
  corrected: ['courseStep', 'to'],
  courtFiled: ['court', 'courtStep'],
  courtDecided: ['courtResult', 'courtStep'],
};

const standing = `NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id)`;

async function recordsOf(tx: Reader, caseId: string): Promise<TimelineEntry[]> {
  const rows = await tx.all<Row>(
    `SELECT from_on AS "on", 'suspended' AS what, reason AS a, expected_on AS b FROM term_suspensions
       WHERE case_id = ?1 AND cancel_reason = ''
     UNION ALL SELECT to_on, 'resumed', reason, NULL FROM term_suspensions
       WHERE case_id = ?1 AND cancel_reason = '' AND to_on IS NOT NULL
     UNION ALL SELECT agreed_on, 'extended', to_on, NULL FROM term_extensions WHERE case_id = ?1 AND cancel_reason = ''
     UNION ALL SELECT done_on, CASE kind WHEN 'receipt' THEN 'receipt' WHEN 'done' THEN 'itemDone' ELSE 'itemRefused' END,
         amount_fen, NULL FROM performance_entries e WHERE case_id = ?1 AND kind <> 'reversal' AND ${standing}
     UNION ALL SELECT urged_on, 'urged', NULL, NULL FROM performance_urgings WHERE case_id = ?1
     UNION ALL SELECT visited_on, 'visited', manner, NULL FROM return_visits WHERE case_id = ?1
     UNION ALL SELECT filed_on, 'courtFiled', court, kind FROM court_steps WHERE case_id = ?1 AND struck_reason = ''
     UNION ALL SELECT result_on, 'courtDecided', result, kind FROM court_steps
       WHERE case_id = ?1 AND result_on IS NOT NULL AND struck_reason = ''
     UNION ALL SELECT ended_on, CASE ending WHEN 'withdrawn' THEN 'agreementWithdrawn' ELSE 'agreementReplaced' END,
         number, NULL FROM agreement_versions WHERE case_id = ?1
     UNION ALL SELECT date(restored_at, '+8 hours'), 'agreementRestored', number, NULL FROM agreement_versions
       WHERE case_id = ?1 AND restored_at IS NOT NULL
     UNION ALL SELECT date(recorded_at, '+8 hours'), CASE correction WHEN '' THEN 'enteredLate' ELSE 'corrected' END,
         step, happened_on FROM course_steps WHERE case_id = ?1 AND (late = 1 OR correction <> '')`,
    [caseId],
  );
  return rows.map(({ on, what, a, b }) => {
    const [first, second] = names[what] ?? [];
    return {
      on,
      what,
      params: {
        ...(first === undefined ? {} : { [first]: String(a ?? '') }),
        ...(second === undefined ? {} : { [second]: String(b ?? '') }),
      },
    };
  });
}

/** Steps before the court that stand, of the agreement at hand and of those that it replaced. */
async function confirmationEntries(tx: Reader, caseId: string): Promise<TimelineEntry[]> {
  const { confirmation, formerConfirmation } = await performanceRecordsOf(tx, caseId);
  return [formerConfirmation, confirmation].flatMap((events) =>
    foldConfirmation(events).standing.map((one) => ({
      on: one.happened_on,
      what: 'confirmation' as const,
      params: { step: one.event, court: one.court },
    })),
  );
}

async function caucusEntries(context: CaseContext, caseId: string): Promise<TimelineEntry[]> {
  return (await caucusesOf(context, caseId)).map(({ heldOn, number }) => ({
    on: heldOn,
    what: 'caucus',
    params: { number: String(number) },
  }));
}
