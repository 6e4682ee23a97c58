import {
  hardshipClasses,
  redemptionWays,
  restWays,
  reviewRules,
  transferCircles,
  type RuleCode,
} from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { sourceClasses } from '../../../../src-main/contract/timebank.ts';

/**
 * How a value of a rule is shown and typed. `service` is a choice among the centre’s kinds of service, `extra` the
 * further points of an action for what is measured.
 */
export type FieldKind =
  | 'integer'
  | 'duration'
  | 'money'
  | 'text'
  | 'lines'
  | 'durations'
  | 'flag'
  | { choice: readonly string[] }
  | { choices: readonly string[] }
  | 'service'
  | 'extra';

export interface RuleField {
  /** Dotted path in the rule’s body. */
  path: string;
  /** Key of its name, when that differs from the path. */
  label?: string;
  kind: FieldKind | { rows: readonly RuleField[]; blank: () => Record<string, unknown> };
  /** May be left empty: there is no such limit. */
  optional?: boolean;
  /** Shown only while this holds of the body. */
  when?: (body: Record<string, unknown>) => boolean;
  /** What takes the place of the object around a choice when another is chosen. */
  becomes?: (choice: string) => { path: string; value: unknown };
}

const kindOf = (body: Record<string, unknown>, of: string) =>
  (body[of] as { kind?: string } | undefined)?.kind;
const fraction: readonly RuleField[] = [
  { path: 'numerator', kind: 'integer' },
  { path: 'denominator', kind: 'integer' },
];

/** What each kind of rule holds, in the order in which people read it. */
export const ruleFields: Record<RuleCode, readonly RuleField[]> = {
  credit: [
    {
      path: 'basis.kind',
      kind: { choice: ['time', 'service', 'priceList'] },
      becomes: (kind) => ({
        path: 'basis',
        value: {
          kind,
          ...(kind === 'service' ? { minutes: 60 } : kind === 'priceList' ? { items: [] } : {}),
        },
      }),
    },
    { path: 'basis.minutes', kind: 'duration', when: (body) => kindOf(body, 'basis') === 'service' },
    {
      path: 'basis.items',
      when: (body) => kindOf(body, 'basis') === 'priceList',
      kind: {
        rows: [
          { path: 'serviceType', kind: 'service' },
          { path: 'minutes', kind: 'duration' },
        ],
        blank: () => ({ serviceType: '', minutes: 60 }),
      },
    },
    { path: 'perEventMinutes', kind: 'duration', optional: true },
    { path: 'perDayMinutes', kind: 'duration', optional: true },
    { path: 'storedMinutes', kind: 'duration', optional: true },
    { path: 'lifetimeMinutes', kind: 'duration', optional: true },
    { path: 'groups', kind: { choice: ['keep', 'donateOnly'] } },
    { path: 'earners.fromAge', kind: 'integer', optional: true },
    { path: 'earners.womenFromAge', kind: 'integer', optional: true },
    { path: 'earners.toAge', kind: 'integer', optional: true },
    { path: 'earners.minors', kind: { choice: ['any', 'withGuardian', 'groupsOnly'] } },
    { path: 'startingMinutes', kind: 'duration' },
    { path: 'statementNotes.person', kind: 'lines' },
    { path: 'statementNotes.group', kind: 'lines' },
  ],
  use: [
    {
      path: 'receivers',
      kind: {
        rows: [
          { path: 'fromAge', kind: 'integer', optional: true },
          { path: 'toAge', kind: 'integer', optional: true },
          { path: 'withCoins', kind: 'flag' },
          { path: 'allOf', kind: { choices: hardshipClasses } },
          { path: 'anyOf', kind: { choices: hardshipClasses } },
          { path: 'byFund', kind: 'flag' },
        ],
        blank: () => ({ fromAge: 60, toAge: null, withCoins: false, allOf: [], anyOf: [], byFund: false }),
      },
    },
    { path: 'thresholdMinutes', kind: 'duration', optional: true },
    { path: 'thresholdMonths', kind: 'integer', optional: true },
    { path: 'transferCircle', kind: { choice: transferCircles } },
    { path: 'transferFromAge', kind: 'integer', optional: true },
    { path: 'ways', kind: { choices: redemptionWays } },
    {
      path: 'exits',
      kind: {
        rows: [
          { path: 'name', kind: 'text' },
          { path: 'minutes', kind: 'duration' },
        ],
        blank: () => ({ name: '', minutes: 60 }),
      },
    },
    { path: 'fenPerHour', kind: 'money', optional: true },
  ],
  points: [
    {
      path: 'perHour',
      label: 'hoursGive',
      kind: 'flag',
      becomes: (on) => ({ path: 'perHour', value: on === 'true' ? { numerator: 1, denominator: 1 } : null }),
    },
    { path: 'perHour.numerator', kind: 'integer', when: (body) => body['perHour'] !== null },
    { path: 'perHour.denominator', kind: 'integer', when: (body) => body['perHour'] !== null },
    { path: 'sources', kind: { choices: sourceClasses } },
    {
      path: 'expiry.kind',
      kind: { choice: ['none', 'endOfYear', 'years'] },
      becomes: (kind) => ({ path: 'expiry', value: { kind, ...(kind === 'years' ? { years: 3 } : {}) } }),
    },
    { path: 'expiry.years', kind: 'integer', when: (body) => kindOf(body, 'expiry') === 'years' },
    { path: 'warnDays', kind: 'integer' },
    { path: 'unitPoints', kind: 'integer', optional: true },
    { path: 'timesPerQuarter', kind: 'integer', optional: true },
    { path: 'fenPerPoint', kind: 'money', optional: true },
    { path: 'refund', kind: 'flag' },
  ],
  pointActions: [
    {
      path: 'actions',
      kind: {
        rows: [
          { path: 'code', kind: 'text' },
          { path: 'name', kind: 'text' },
          { path: 'points', kind: 'integer' },
          { path: 'per', kind: 'text' },
          { path: 'dayPoints', kind: 'integer', optional: true },
          { path: 'extra', kind: 'extra', optional: true },
          { path: 'note', kind: 'text', optional: true },
        ],
        blank: () => ({ code: '', name: '', points: 1, per: '', dayPoints: null, extra: null, note: '' }),
      },
    },
    { path: 'dayPoints', kind: 'integer', optional: true },
    { path: 'monthPoints', kind: 'integer', optional: true },
    { path: 'monthFen', kind: 'money', optional: true },
    { path: 'fenPerPoint', kind: 'money', optional: true },
  ],
  coefficients: [
    {
      path: 'weights',
      kind: {
        rows: [{ path: 'serviceType', kind: 'service' }, ...fraction],
        blank: () => ({ serviceType: '', numerator: 1, denominator: 1 }),
      },
    },
  ],
  doubts: [
    { path: 'dayMinutes', kind: 'duration' },
    { path: 'lateDays', kind: 'integer' },
    { path: 'sameTimesLines', kind: 'integer' },
    { path: 'guardianBelowAge', kind: 'integer' },
  ],
  review: [
    { path: 'twinLines', kind: 'integer' },
    { path: 'roundLines', kind: 'integer' },
    { path: 'peakMinutes', kind: 'duration' },
    { path: 'peakFactor', kind: 'integer' },
    { path: 'off', kind: { choices: reviewRules } },
  ],
  stars: [{ path: 'minutes', label: 'starMinutes', kind: 'durations' }],
  sourceNames: sourceClasses.map((source) => ({ path: `names.${source}`, kind: 'text' as const })),
  membership: [
    { path: 'levels', kind: 'integer' },
    { path: 'onMoving', kind: { choices: restWays } },
    { path: 'onLeaving', kind: { choices: restWays } },
    { path: 'onDeath', kind: { choices: restWays } },
    { path: 'heirs', kind: { choice: transferCircles } },
  ],
};

/** The value at a dotted path. */
export function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], body);
}
