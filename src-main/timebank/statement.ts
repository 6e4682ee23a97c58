import { civilDateOfInstant, type CivilDate } from '../platform/dates.ts';
import { formatMinutes, minutes } from '../platform/minutes.ts';
import type { StatementPeriod } from './booking-period.ts';
import type { StatementData } from './documents/statement-data.ts';

/** One line of a coin account, as booked. Minutes, signed. */
export interface CoinLine {
  recordedAt: string;
  servedOn: string;
  text: string;
  sourceClass: SourceClass | null;
  minutes: number;
  /** Number of the transaction that this one undoes. */
  reversesSeq: number | null;
  reason: string;
}

/** One row of the permanent record that was entered in the period. */
export interface HoursLine {
  servedOn: string;
  activity: string;
  sourceClass: SourceClass;
  minutes: number;
}

/** One line of a points account, as booked. */
export interface PointsLine {
  recordedAt: string;
  text: string;
  points: number;
  reversesSeq: number | null;
  reason: string;
}

/** A member’s points in a period; lots with something left that lapse after it, soonest first. */
export interface PointsFacts {
  opening: number;
  lines: readonly PointsLine[];
  expiring: readonly { on: string; points: number }[];
}

type SourceClass = 'signInOut' | 'sheet' | 'lateEntry';

/** Everything the books say about one member for a period. */
export interface StatementFacts {
  member: {
    name: string;
    kind: 'person' | 'group';
    volunteerNumber: string;
    /** Already masked; empty when none is on file. */
    maskedId: string;
    /** Street, community, grid; empty when unknown. */
    place: string;
  };
  opening: number;
  coins: readonly CoinLine[];
  hours: readonly HoursLine[];
  /** Permanent hours at the end of the period. */
  totalToDate: number;
  /** Minutes of this period that went to a pool instead of the member's account. */
  donated: number;
  /** Undefined: the member never had any. */
  points?: PointsFacts;
  /** Account of the coins, kept with an issued statement. */
  account?: string;
}

/** What is the same on every statement of one run. */
export interface StatementFrame {
  organisation: string;
  handler: string;
  period: StatementPeriod;
  head: string;
  now: string;
  today: CivilDate;
  sourceNames: Record<SourceClass, string>;
  notes: Record<'person' | 'group', readonly string[]>;
  large: boolean;
}

/**
 * The data of one 积分·时长对账单. A line belongs to the month in which it was booked, not served: then the closing of a
 * month is the opening of the next, and a late entry appears where the balance moved. Throws nothing; the template's
 * schema refuses data that does not tie out.
 */
export function statementData(facts: StatementFacts, frame: StatementFrame, number?: string): StatementData {
  const { member } = facts;
  return {
    organisation: frame.organisation,
    ...(number === undefined ? {} : { statementNumber: number }),
    ...(facts.account === undefined ? {} : { account: facts.account }),
    member: {
      name: member.name,
      kind: member.kind,
      volunteerNumber: member.volunteerNumber,
      ...(member.maskedId === '' ? {} : { maskedId: member.maskedId }),
      ...(member.place === '' ? {} : { grid: member.place }),
    },
    period: { from: frame.period.from, to: frame.period.to },
    coins: {
      opening: facts.opening,
      closing: facts.coins.reduce((balance, line) => balance + line.minutes, facts.opening),
      lines: facts.coins.map((line) => coinLine(line, frame)),
    },
    hours: {
      lines: facts.hours.map((line) => ({
        serviceOn: line.servedOn,
        text: line.minutes < 0 ? `冲正：${line.activity}` : line.activity,
        source: frame.sourceNames[line.sourceClass],
        minutes: line.minutes,
      })),
      totalToDate: facts.totalToDate,
    },
    ...(facts.points === undefined ? {} : { points: pointsSection(facts.points) }),
    ledger: { headHash: frame.head, asOf: frame.now },
    issuer: { name: frame.organisation, handler: frame.handler },
    issuedOn: frame.today,
    notes: [...frame.notes[member.kind], ...donationNote(facts.donated)],
    large: frame.large,
  };
}

/** Coins, hours or points moved in the period. */
export function hasMovement(facts: StatementFacts): boolean {
  return facts.coins.length > 0 || facts.hours.length > 0 || (facts.points?.lines.length ?? 0) > 0;
}

function pointsSection({ opening, lines, expiring }: PointsFacts): NonNullable<StatementData['points']> {
  return {
    opening,
    closing: lines.reduce((balance, line) => balance + line.points, opening),
    lines: lines.map((line) => ({
      postedOn: civilDateOfInstant(line.recordedAt),
      text: lineText(line),
      in: Math.max(0, line.points),
      out: Math.max(0, -line.points),
    })),
    expiring: [...expiring],
  };
}

const lineText = (line: { text: string; reason: string; reversesSeq: number | null }): string =>
  line.reversesSeq === null ? line.text : `冲正第${line.reversesSeq}号：${line.text}（${line.reason}）`;

function coinLine(line: CoinLine, frame: StatementFrame) {
  return {
    postedOn: civilDateOfInstant(line.recordedAt),
    serviceOn: line.servedOn,
    text: lineText(line),
    ...(line.sourceClass === null ? {} : { source: frame.sourceNames[line.sourceClass] }),
    in: Math.max(0, line.minutes),
    out: Math.max(0, -line.minutes),
  };
}

function donationNote(donated: number): string[] {
  if (donated === 0) return [];
  return [`本期另有${formatMinutes(minutes(donated))}按规则转入捐赠池，不计入个人账户。`];
}
