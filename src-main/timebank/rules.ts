import type { RuleBody, RuleCode } from '../contract/timebank/rule-bodies.ts';
import type { Reference, ReferenceRecord } from '../platform/reference-data/reference.ts';
import type { Coefficient, CreditRules } from './credit.ts';
import type { PointRule } from './points.ts';
import type { DoubtRules } from './sheet-check.ts';

type Rule = ReferenceRecord<'timebankRules'>;

/** A version that the centre made itself; it stands before the published set from its day on. */
export interface Edition {
  /** Counted by the centre, over all kinds of rule. */
  number: number;
  code: RuleCode;
  validFrom: string;
  source: string;
  verified: boolean;
  body: unknown;
}

/** A rule as it is in force: what it says, where that comes from, and the name under which it is kept for good. */
export interface RuleInForce<C extends RuleCode = RuleCode> {
  code: C;
  /** `credit@3201/2019-07-17` for a published one, `credit@own-3/2026-08-01` for the centre’s third version. */
  version: string;
  /** `*`, a region code, or `own`. */
  region: string;
  validFrom: string;
  source: string;
  verified: boolean;
  body: RuleBody<C>;
}

export interface ServiceType {
  code: string;
  name: string;
  coefficient: Coefficient;
}

export interface TimebankRules {
  credit: CreditRules;
  earners: RuleBody<'credit'>['earners'] & { rule: string };
  startingMinutes: number;
  use: RuleBody<'use'> & { rule: string };
  points: RuleBody<'points'> & { rule: string };
  pointActions: RuleBody<'pointActions'> & { rule: string };
  doubts: DoubtRules;
  review: RuleBody<'review'> & { rule: string };
  /** Minutes of permanent hours at which each star is reached. */
  stars: readonly number[];
  sourceNames: RuleBody<'sourceNames'>['names'];
  membership: RuleBody<'membership'> & { rule: string };
  statementNotes: Record<'person' | 'group', readonly string[]>;
  serviceTypes: ReadonlyMap<string, ServiceType>;
}

/**
 * The rules of a region in force on a date: the published set, and before it the centre’s own versions. Credits take
 * those of the day of booking (timebank.md §3): the date of service may lie before any rule, and a rule that changes does
 * not reopen what was booked.
 */
export function rulesInForce(
  reference: Reference,
  region: string,
  on: string,
  editions: readonly Edition[],
): TimebankRules {
  const find = <C extends RuleCode>(code: C) => ruleInForce(reference, editions, { code, region, on });
  const named = <C extends RuleCode>(code: C) => {
    const { body, version } = find(code);
    return { ...body, rule: version };
  };
  const credit = find('credit');
  const { perEventMinutes, perDayMinutes, storedMinutes, lifetimeMinutes, groups } = credit.body;
  return {
    credit: {
      ...{ rule: credit.version, perEventMinutes, perDayMinutes, storedMinutes, lifetimeMinutes, groups },
      points: pointRule(find('points')),
    },
    earners: { ...credit.body.earners, rule: credit.version },
    startingMinutes: credit.body.startingMinutes,
    use: named('use'),
    points: named('points'),
    pointActions: named('pointActions'),
    doubts: named('doubts'),
    review: named('review'),
    stars: find('stars').body.minutes,
    sourceNames: find('sourceNames').body.names,
    membership: named('membership'),
    statementNotes: credit.body.statementNotes,
    serviceTypes: serviceTypes(reference.inForce('serviceTypes', region, on), credit, find('coefficients')),
  };
}

/** One rule in force. Throws when the reference data has none for everywhere (`*`), which its tests would have shown. */
export function ruleInForce<C extends RuleCode>(
  reference: Reference,
  editions: readonly Edition[],
  { code, region, on }: { code: C; region: string; on: string },
): RuleInForce<C> {
  const own = editions
    .filter((edition) => edition.code === code && edition.validFrom <= on)
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom) || b.number - a.number)[0];
  return own ? ofEdition<C>(own) : ofRecord<C>(reference.one('timebankRules', code, region, on));
}

/** The rule of a stored version, whatever is in force today; undefined when nothing on file has that name any more. */
export function ruleOfVersion<C extends RuleCode>(
  reference: Reference,
  editions: readonly Edition[],
  version: string,
): RuleInForce<C> | undefined {
  const edition = editions.find((one) => ofEdition(one).version === version);
  if (edition) return ofEdition<C>(edition);
  const record = reference.all('timebankRules').find((one) => versionOf(one) === version);
  return record && ofRecord<C>(record);
}

/** The rules of a credit as they were when it was booked: `rule` of its transaction names them. */
export function creditRulesOfVersion(
  reference: Reference,
  editions: readonly Edition[],
  rule: string,
): CreditRules | undefined {
  const versions = rule.split(' ');
  const of = <C extends RuleCode>(code: C) =>
    versions
      .filter((version) => version.startsWith(`${code}@`))
      .map((version) => ruleOfVersion<C>(reference, editions, version))[0];
  const credit = of('credit');
  if (!credit) return undefined;
  const { perEventMinutes, perDayMinutes, storedMinutes, lifetimeMinutes, groups } = credit.body;
  const points = of('points');
  // A version that named a rule of points which is gone cannot be recomputed.
  if (!points && versions.some((version) => version.startsWith('points@'))) return undefined;
  return {
    ...{ rule: credit.version, perEventMinutes, perDayMinutes, storedMinutes, lifetimeMinutes, groups },
    points: points ? pointRule(points) : noPoints,
  };
}

/** Stars reached with so many minutes of permanent hours. */
export function starsOf(serviceMinutes: number, stars: readonly number[]): number {
  return stars.filter((least) => serviceMinutes >= least).length;
}

export const noPoints: PointRule = { rule: '', perHour: null, sources: [], expiry: { kind: 'none' } };

function pointRule({ version, body }: RuleInForce<'points'>): PointRule {
  return { rule: version, perHour: body.perHour, sources: body.sources, expiry: body.expiry };
}

function ofEdition<C extends RuleCode>(edition: Edition): RuleInForce<C> {
  const { code, validFrom, source, verified } = edition;
  const region = 'own';
  const version = `${code}@${region}-${edition.number}/${validFrom}`;
  return { code: code as C, version, region, validFrom, source, verified, body: edition.body as RuleBody<C> };
}

function ofRecord<C extends RuleCode>(record: Rule): RuleInForce<C> {
  const { code, region, validFrom, validTo: _, source, verified, ...body } = record;
  const version = versionOf(record);
  return {
    code: code as C,
    version,
    region,
    validFrom,
    source,
    verified,
    body: body as unknown as RuleBody<C>,
  };
}

/** The weight of each service: the centre’s or the region’s own, else that of the list; or a price for each service. */
function serviceTypes(
  types: readonly ReferenceRecord<'serviceTypes'>[],
  credit: RuleInForce<'credit'>,
  weights: RuleInForce<'coefficients'>,
): Map<string, ServiceType> {
  const { basis } = credit.body;
  const weightOf = new Map(weights.body.weights.map((weight) => [weight.serviceType, weight]));
  const priceOf = new Map(
    basis.kind === 'priceList' ? basis.items.map((item) => [item.serviceType, item.minutes]) : [],
  );
  return new Map(
    types.map((type) => {
      const own = weightOf.get(type.code);
      const { numerator, denominator } = own ?? type;
      const fraction = { rule: own ? weights.version : versionOf(type), numerator, denominator };
      const coefficient: Coefficient =
        basis.kind === 'time'
          ? fraction
          : {
              ...{ rule: versionOf(type), numerator: 1, denominator: 1 },
              perServiceMinutes: basis.kind === 'service' ? basis.minutes : (priceOf.get(type.code) ?? 0),
            };
      return [type.code, { code: type.code, name: type.name, coefficient }];
    }),
  );
}

/** `credit@3201/2019-07-17`: names one record of the reference data for good. */
function versionOf(record: { code: string; region: string; validFrom: string }): string {
  return `${record.code}@${record.region}/${record.validFrom}`;
}
