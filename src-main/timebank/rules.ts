import type { Reference, ReferenceRecord } from '../platform/reference-data/reference.ts';
import type { Coefficient, CreditRules } from './credit.ts';
import type { DoubtRules } from './sheet-check.ts';

type Rule = ReferenceRecord<'timebankRules'>;
type RuleOf<C extends Rule['code']> = Extract<Rule, { code: C }>;

export interface ServiceType {
  code: string;
  name: string;
  coefficient: Coefficient;
}

export interface TimebankRules {
  credit: CreditRules;
  doubts: DoubtRules;
  /** Minutes of permanent hours at which each star is reached. */
  stars: readonly number[];
  sourceNames: RuleOf<'sourceNames'>['names'];
  statementNotes: Record<'person' | 'group', readonly string[]>;
  serviceTypes: ReadonlyMap<string, ServiceType>;
}

/**
 * The rules of a region in force on a date. Credits take those of the day of booking (timebank.md §3): the date of
 * service may lie before any rule, and a rule that changes does not reopen what was booked.
 */
export function rulesInForce(reference: Reference, region: string, on: string): TimebankRules {
  const credit = rule(reference, 'credit', region, on);
  const doubts = rule(reference, 'doubts', region, on);
  return {
    credit: {
      rule: versionOf(credit),
      perEventMinutes: credit.perEventMinutes,
      perDayMinutes: credit.perDayMinutes,
      storedMinutes: credit.storedMinutes,
      groups: credit.groups,
    },
    doubts: {
      rule: versionOf(doubts),
      dayMinutes: doubts.dayMinutes,
      lateDays: doubts.lateDays,
      sameTimesLines: doubts.sameTimesLines,
      guardianBelowAge: doubts.guardianBelowAge,
    },
    stars: rule(reference, 'stars', region, on).minutes,
    sourceNames: rule(reference, 'sourceNames', region, on).names,
    statementNotes: credit.statementNotes,
    serviceTypes: new Map(
      reference.inForce('serviceTypes', region, on).map((type) => [type.code, serviceType(type)]),
    ),
  };
}

/** Stars reached with so many minutes of permanent hours. */
export function starsOf(serviceMinutes: number, stars: readonly number[]): number {
  return stars.filter((least) => serviceMinutes >= least).length;
}

function rule<C extends Rule['code']>(reference: Reference, code: C, region: string, on: string): RuleOf<C> {
  return reference.one('timebankRules', code, region, on) as RuleOf<C>;
}

function serviceType(type: ReferenceRecord<'serviceTypes'>): ServiceType {
  const coefficient = { rule: versionOf(type), numerator: type.numerator, denominator: type.denominator };
  return { code: type.code, name: type.name, coefficient };
}

/** `credit@3201/2019-07-17`: names one record of the reference data for good. */
function versionOf(record: { code: string; region: string; validFrom: string }): string {
  return `${record.code}@${record.region}/${record.validFrom}`;
}
