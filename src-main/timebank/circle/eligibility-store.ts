import type { RouteOutput } from '../../contract/index.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { ageOn, civilDate, isCivilDate } from '../../platform/dates.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import type { MemberRow } from '../entities.ts';
import { coinAccountsOf } from '../ledger-store.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { Assessments, type AssessmentRow } from './entities.ts';
import { eligibilityOf, fundIsOpen, type Eligibility, type HardshipClass } from './eligibility.ts';

type AssessmentView = RouteOutput<'timebank.readEligibility'>['assessments'][number];

export interface KnownEligibility extends Eligibility {
  member: MemberRow;
  age: number | null;
  coinMinutes: number;
  rule: string;
  fundOpen: boolean;
  assessment: AssessmentRow | undefined;
}

/** What the region’s rule says about a member as recipient today. Error: `record.notFound`. */
export async function eligibilityFor(
  context: QueryContext | CommandContext,
  memberId: string,
): Promise<KnownEligibility> {
  const { tx } = context;
  const today = civilDate(context.today);
  const member = await memberById(tx, memberId);
  const { use } = await currentRules(context);
  const coinMinutes = (await coinAccountsOf(tx, [memberId])).get(memberId)?.balance ?? 0;
  const assessment = await currentAssessment(tx, memberId, today);
  const classes = assessment ? classesOf(assessment) : [];
  const age = isCivilDate(member.birth_date) ? ageOn(member.birth_date, today) : undefined;
  return {
    ...eligibilityOf({ kind: member.kind, birthDate: member.birth_date }, classes, coinMinutes, use, today),
    member,
    age: age ?? null,
    coinMinutes,
    rule: use.rule,
    fundOpen: fundIsOpen(use),
    assessment,
  };
}

/**
 * Refuses a request for somebody who is outside every way of the region’s rule, whatever he may still show. A doubt
 * (no date of birth, not assessed) refuses nothing: the window shows it. Error: `input.invalid` beside `field`.
 */
export async function requireReceiver(
  context: CommandContext,
  memberId: string,
  field: string,
): Promise<void> {
  const { verdict } = await eligibilityFor(context, memberId);
  if (verdict === 'outside') throw fieldError(field, 'field.notReceiver');
}

/**
 * Only whom the rule names for the fund, by an assessment that holds today. Errors: `recipient.fundClosed`,
 * `recipient.notForFund`, both with the field.
 */
export async function requireForFund(
  context: CommandContext,
  memberId: string,
  field: string,
): Promise<KnownEligibility> {
  const known = await eligibilityFor(context, memberId);
  if (known.byFund) return known;
  throw known.fundOpen
    ? new AppError('recipient.notForFund', { fields: { [field]: { code: 'field.notForFund' } } })
    : new AppError('recipient.fundClosed');
}

/** Only whom the rule counts among those in need, by an assessment that holds today. Error: `recipient.notInNeed`. */
export async function requireInNeed(
  context: CommandContext,
  memberId: string,
  field: string,
): Promise<KnownEligibility> {
  const known = await eligibilityFor(context, memberId);
  if (known.inNeed) return known;
  throw new AppError('recipient.notInNeed', { fields: { [field]: { code: 'field.notInNeed' } } });
}

/** All assessments of a member, the latest first. */
export async function assessmentsOf(tx: Reader, memberId: string, today: string): Promise<AssessmentView[]> {
  const current = await currentAssessment(tx, memberId, today);
  const rows = await tx.all<AssessmentRow & { recorder: string }>(
    `SELECT assessment.*, users.display_name AS recorder FROM recipient_assessments AS assessment
     JOIN users ON users.id = assessment.recorded_by WHERE assessment.member_id = ? ORDER BY assessment.seq DESC`,
    [memberId],
  );
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    classes: classesOf(row),
    evidence: row.evidence,
    decidedBy: row.decided_by,
    from: row.valid_from,
    until: row.valid_until,
    reviewOn: row.review_on,
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
    current: row.id === current?.id,
  }));
}

export async function lastAssessmentSeq(tx: Reader, memberId: string): Promise<number> {
  const last = await tx.find(Assessments).findOne({ where: { member_id: memberId }, order: { seq: 'DESC' } });
  return last?.seq ?? 0;
}

export const classesOf = (row: Pick<AssessmentRow, 'classes'>): HardshipClass[] =>
  JSON.parse(row.classes) as HardshipClass[];

/** SQL: the rows that count on the day `?`, one for each member: the last that has begun, unless it is over. */
export const countingAssessments = `SELECT assessment.* FROM recipient_assessments AS assessment
  JOIN (SELECT member_id, max(seq) AS seq FROM recipient_assessments WHERE valid_from <= ? GROUP BY member_id) AS last
    ON last.member_id = assessment.member_id AND last.seq = assessment.seq
  WHERE ifnull(assessment.valid_until, '9999') >= ?`;

/** An earlier one does not come back when a later one is over: it was replaced. */
async function currentAssessment(
  tx: Reader,
  memberId: string,
  today: string,
): Promise<AssessmentRow | undefined> {
  const row = await tx.get<AssessmentRow>(
    `SELECT * FROM recipient_assessments WHERE member_id = ? AND valid_from <= ? ORDER BY seq DESC LIMIT 1`,
    [memberId, today],
  );
  return row && (row.valid_until === null || row.valid_until >= today) ? row : undefined;
}
