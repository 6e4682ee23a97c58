import type { RouteOutput } from '../../contract/index.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { addDays, civilDate, type CivilDate } from '../../platform/dates.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import type { QueryContext } from '../../platform/router/handlers.ts';
import { startOf } from '../booking-period.ts';
import { coinAccountsOf } from '../ledger-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import type { AssessmentRow } from './entities.ts';
import { eligibilityOf, fundIsOpen } from './eligibility.ts';
import { classesOf, countingAssessments } from './eligibility-store.ts';
import { byPriority, waitingDays } from './priority.ts';

type InNeed = RouteOutput<'timebank.listInNeed'>;
type Due = RouteOutput<'timebank.listAssessmentsDue'>['rows'][number];

/** Days before an assessment ends, or is to be looked at again, from which the workbench shows it. */
const WARN_DAYS = 30;

interface AssessedMember extends AssessmentRow {
  kind: 'person' | 'group';
  name: string;
  volunteer_number: string;
  birth_date: string | null;
}

/**
 * Active members with an assessment that counts today and whom the rule opens to the fund or the pools, in the order in
 * which they should be given to. `open`: the place has no rule of receivers, anybody may be given to.
 */
export async function membersInNeed(context: QueryContext): Promise<InNeed> {
  const { tx } = context;
  const today = civilDate(context.today);
  const { use } = await currentRules(context);
  const members = await assessedMembers(tx, today);
  const ids = members.map((row) => row.member_id);
  const accounts = await coinAccountsOf(tx, ids);
  const given = await givenTo(tx, today);
  const rows = members.flatMap((row) => {
    const account = accounts.get(row.member_id);
    const classes = classesOf(row);
    const { byFund, inNeed } = eligibilityOf(
      { kind: row.kind, birthDate: row.birth_date },
      classes,
      account?.balance ?? 0,
      use,
      today,
    );
    if (classes.length === 0 || (!byFund && !inNeed)) return [];
    const got = given.get(row.member_id);
    const facts = {
      memberId: row.member_id,
      byFund,
      assessedOn: row.valid_from,
      lastGivenOn: got === undefined ? null : civilDateOfInstant(got.last),
      yearMinutes: got?.year ?? 0,
    };
    return [
      {
        ...facts,
        id: row.member_id,
        name: row.name,
        volunteerNumber: row.volunteer_number,
        classes,
        waitingDays: waitingDays(facts, today),
        allMinutes: got?.total ?? 0,
        availableMinutes: account ? account.balance - account.held : 0,
      },
    ];
  });
  return {
    open: use.receivers.length === 0,
    fundOpen: fundIsOpen(use),
    rows: byPriority(rows, today).map(({ memberId: _, assessedOn: _from, ...row }) => row),
  };
}

/** Assessments that end or are to be looked at again within 30 days, or should have been; the earliest day first. */
export async function assessmentsDue(tx: Reader, today: CivilDate): Promise<Due[]> {
  const horizon = addDays(today, WARN_DAYS);
  // The last of each member, even when it is over: nobody must fall out of the fund unseen.
  const rows = await tx.all<AssessedMember>(
    `SELECT assessment.*, members.kind, members.name, members.volunteer_number, members.birth_date
     FROM recipient_assessments AS assessment JOIN members ON members.id = assessment.member_id
     WHERE members.state = 'active' AND assessment.classes <> '[]'
       AND assessment.seq = (SELECT max(seq) FROM recipient_assessments WHERE member_id = assessment.member_id)
       AND (assessment.valid_until <= ? OR assessment.review_on <= ?)`,
    [horizon, horizon],
  );
  return rows
    .map((row) => {
      const review = row.review_on !== null && row.review_on <= horizon;
      const first = review && (row.valid_until === null || row.review_on! < row.valid_until);
      return {
        id: row.member_id,
        name: row.name,
        volunteerNumber: row.volunteer_number,
        on: (first ? row.review_on : row.valid_until) ?? today,
        why: first ? ('review' as const) : ('until' as const),
      };
    })
    .sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
}

async function assessedMembers(tx: Reader, today: string): Promise<AssessedMember[]> {
  return tx.all<AssessedMember>(
    `SELECT counting.*, members.kind, members.name, members.volunteer_number, members.birth_date
     FROM (${countingAssessments}) AS counting JOIN members ON members.id = counting.member_id
     WHERE members.state = 'active'`,
    [today, today],
  );
}

/** What members got out of pools and from the fund, reversals taken off: in all, this year, and when last. */
async function givenTo(
  tx: Reader,
  today: CivilDate,
): Promise<Map<string, { total: number; year: number; last: string }>> {
  const rows = await tx.all<{ member_id: string; total: number; year: number; last: string }>(
    `SELECT account.member_id, sum(entry.amount) AS total, max(header.recorded_at) AS last,
       sum(CASE WHEN header.recorded_at >= ? THEN entry.amount ELSE 0 END) AS year
     FROM ledger_transactions AS header JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
     JOIN ledger_accounts AS account ON account.id = entry.account_id
     WHERE header.kind IN ('grant', 'poolGrant') AND account.member_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS undone WHERE undone.reverses_id = header.id)
     GROUP BY account.member_id`,
    [startOf(civilDate(`${today.slice(0, 4)}-01-01`))],
  );
  return new Map(rows.map((row) => [row.member_id, row]));
}
