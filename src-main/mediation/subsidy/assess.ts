import type { Finding } from '../../contract/mediation/finding.ts';
import type {
  SubsidyCase,
  SubsidyLine,
  SubsidyLineInput,
  SubsidyRules,
} from '../../contract/mediation/subsidy.ts';
import { remark, type SubsidyCode } from './remarks.ts';
import { subsidyFor, type NoAmount } from './rules.ts';
import { splitAmount } from './shares.ts';

/** A case as the sheet needs it, read from its file. */
export interface CaseFacts extends SubsidyCase {
  mediators: readonly { userId: string; name: string; lead: boolean }[];
  gradedBy: string | null;
  /** Number of another live sheet that has this dispute already. */
  takenBy: string | null;
}

export type RuleSet = SubsidyRules & { id: string; number: number };

export interface Exclusion {
  userId: string;
  reason: string;
  validFrom: string;
  validTo: string | null;
}

export interface SheetMaterial {
  periodFrom: string;
  periodTo: string;
  lines: readonly SubsidyLineInput[];
  /** By case id. */
  cases: ReadonlyMap<string, CaseFacts>;
  /** All versions of the centre, in any order. */
  ruleSets: readonly RuleSet[];
  exclusions: readonly Exclusion[];
  /** What other sheets grant already, by `<user> <YYYY-MM>`. */
  granted: ReadonlyMap<string, number>;
}

export interface AssessedSheet {
  lines: SubsidyLine[];
  findings: Finding[];
  totalFen: number;
  summary: { userId: string; name: string; cases: number; amountFen: number }[];
}

/** The version for a case that ended on this day: the latest beginning, and of two of one day the newer version. */
export function ruleSetOn<R extends Pick<RuleSet, 'validFrom' | 'number'>>(
  ruleSets: readonly R[],
  on: string,
): R | undefined {
  return ruleSets
    .filter((one) => one.validFrom <= on)
    .sort((a, b) =>
      a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : b.number - a.number,
    )[0];
}

/** Amounts, shares and remarks of a whole sheet. Lines whose case is unknown are left out; the caller refuses them. */
export function assessSheet(material: SheetMaterial): AssessedSheet {
  const findings: Finding[] = [];
  if (material.lines.length === 0) findings.push(remark('error', 'subsidyNoLines', 'lines'));
  const granted = new Map(material.granted);
  const lines = material.lines.flatMap((input, index) => {
    const facts = material.cases.get(input.caseId);
    if (!facts) return [];
    const say: Say = (severity, code, field, params = {}) => {
      findings.push(remark(severity, code, `lines.${index}.${field}`, params));
    };
    const rules = ruleSetOn(material.ruleSets, facts.endedOn ?? '');
    const line = assessLine(input, facts, rules, material, say);
    addGranted(line, rules?.capFen ?? null, granted, say);
    return [line];
  });
  return {
    lines,
    findings,
    totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    summary: summaryOf(lines),
  };
}

type Say = (
  severity: Finding['severity'],
  code: SubsidyCode,
  field: string,
  params?: Finding['params'],
) => void;

const problems: Record<NoAmount, { code: SubsidyCode; field: string }> = {
  classMissing: { code: 'subsidyClassMissing', field: 'classCode' },
  classUnknown: { code: 'subsidyClassUnknown', field: 'classCode' },
  scoreMissing: { code: 'subsidyScoreMissing', field: 'score' },
  noRow: { code: 'subsidyNoRow', field: 'amountFen' },
  ambiguous: { code: 'subsidyAmbiguous', field: 'amountFen' },
};

function assessLine(
  input: SubsidyLineInput,
  facts: CaseFacts,
  rules: RuleSet | undefined,
  { exclusions, periodFrom, periodTo }: SheetMaterial,
  say: Say,
): SubsidyLine {
  const { mediators, gradedBy, takenBy, ...ofCase } = facts;
  const endedOn = facts.endedOn ?? '';
  const score = facts.dossierScore ?? input.score;
  const { override } = input;
  const typedShares = override?.shares ?? null;
  if (takenBy !== null) say('error', 'subsidyCaseTaken', 'caseId', { number: takenBy });
  if (endedOn < periodFrom || endedOn > periodTo) say('error', 'subsidyOutsidePeriod', 'caseId', { endedOn });
  const grader = mediators.find(({ userId }) => userId === gradedBy);
  if (grader) say('warning', 'subsidyGradedByMediator', 'classCode', { name: grader.name });

  const answer = rules ? subsidyFor(rules, { ...facts, score }) : undefined;
  if (!rules) say('error', 'subsidyNoRules', 'amountFen', { endedOn });
  else if (answer?.problem) {
    const { code, field } = problems[answer.problem];
    const rows = answer.steps.at(-1)?.params['rows'];
    say(override ? 'warning' : 'error', code, field, {
      name: facts.className,
      rules: rules.name,
      ...(rows === undefined ? {} : { rows }),
    });
  }

  const amountFen = override?.amountFen ?? answer?.amountFen ?? 0;
  const people = mediators.map((one) => ({
    ...one,
    barredBy: exclusions.find(
      ({ userId, validFrom, validTo }) =>
        userId === one.userId && endedOn >= validFrom && (validTo === null || endedOn <= validTo),
    ),
  }));
  const payees = people.map((one) => ({ ...one, barred: one.barredBy !== undefined }));
  const shares = typedShares ?? splitAmount(amountFen, payees, rules?.leadShare ?? null);
  sayOfShares(shares, payees, amountFen, typedShares !== null, say);
  if (answer?.problem === null && amountFen === 0) say('warning', 'subsidyZeroAmount', 'amountFen');

  return {
    ...ofCase,
    id: input.id,
    score,
    typedScore: input.score,
    ruleSetId: rules?.id ?? null,
    ruleName: rules?.name ?? '',
    ruleRow: answer?.row ?? null,
    ruleFen: answer?.amountFen ?? null,
    amountFen,
    overridden: override !== null,
    overrideReason: override?.reason ?? '',
    sharesTyped: typedShares !== null,
    shares: payees.map(({ userId, name, lead, barred }) => ({
      userId,
      name,
      lead,
      barred,
      amountFen: shares.find((share) => share.userId === userId)?.amountFen ?? 0,
    })),
    steps: [
      ...(answer?.steps ?? []),
      ...(override ? [{ code: 'override', params: { amountFen, reason: override.reason } }] : []),
    ],
  };
}

interface Payable {
  userId: string;
  name: string;
  barred: boolean;
  barredBy: Exclusion | undefined;
}

function sayOfShares(
  shares: readonly { userId: string; amountFen: number }[],
  payees: readonly Payable[],
  amountFen: number,
  typed: boolean,
  say: Say,
): void {
  if (shares.some(({ userId }) => !payees.some((one) => one.userId === userId))) {
    say('error', 'subsidyNotMediator', 'shares');
  }
  for (const { userId, name, barredBy } of payees) {
    if (!barredBy) continue;
    const paid = (shares.find((share) => share.userId === userId)?.amountFen ?? 0) > 0;
    const code = paid ? 'subsidyBarredPaid' : 'subsidyBarredLeftOut';
    say(paid ? 'error' : 'warning', code, 'shares', { name, reason: barredBy.reason });
  }
  const sumFen = shares.reduce((sum, share) => sum + share.amountFen, 0);
  if (sumFen === amountFen) return;
  if (!typed) say('error', 'subsidyNobodyPaid', 'shares');
  else say('error', 'subsidySharesDiffer', 'shares', { sumFen, amountFen });
}

/** Adds a line to what everybody gets for the month in which its case ended; the cap is that of the line’s rules. */
function addGranted(line: SubsidyLine, capFen: number | null, granted: Map<string, number>, say: Say): void {
  const month = (line.endedOn ?? '').slice(0, 7);
  for (const { userId, name, amountFen } of line.shares) {
    if (amountFen === 0) continue;
    const sumFen = (granted.get(`${userId} ${month}`) ?? 0) + amountFen;
    granted.set(`${userId} ${month}`, sumFen);
    if (capFen !== null && sumFen > capFen) {
      say('error', 'subsidyOverCap', 'shares', { name, month, sumFen, capFen });
    }
  }
}

/** Each mediator with the cases and the money on these lines, most money first. */
export function summaryOf(lines: readonly Pick<SubsidyLine, 'shares'>[]): AssessedSheet['summary'] {
  const people = new Map<string, AssessedSheet['summary'][number]>();
  for (const { userId, name, amountFen } of lines.flatMap(({ shares }) => shares)) {
    const before = people.get(userId) ?? { userId, name, cases: 0, amountFen: 0 };
    people.set(userId, {
      ...before,
      cases: before.cases + (amountFen > 0 ? 1 : 0),
      amountFen: before.amountFen + amountFen,
    });
  }
  return [...people.values()].sort((a, b) => b.amountFen - a.amountFen || (a.userId < b.userId ? -1 : 1));
}
