import type { reviewRules, RuleBody } from '../../contract/timebank/rule-bodies.ts';
import type { SourceClass } from '../../contract/timebank.ts';
import { civilDate, civilDateOfInstant, daysBetween } from '../../platform/dates.ts';
import { parseClock } from '../../platform/minutes.ts';
import type { DoubtRules } from '../sheet-check.ts';

/*
 * Signs of hours that were not given (timebank.md §1.4: hours sold for a few yuan). Each says who, what and why; none
 * blocks anything: people look, and write down what came of it.
 */

/** A service as it was booked and still stands. */
export interface BookedService {
  transactionId: string;
  memberId: string;
  memberKind: 'person' | 'group';
  enteredBy: string;
  servedOn: string;
  /** When it was typed in, not when it was approved. */
  enteredAt: string;
  minutes: number;
  /** Clock times, where the paper had some. */
  startsAt: string | null;
  endsAt: string | null;
  sourceClass: SourceClass;
  /** A request, a session, or a named recipient stands behind it. */
  grounded: boolean;
}

export interface Suspicion {
  rule: (typeof reviewRules)[number];
  ruleVersion: string;
  /** The same sign about the same services has the same key on every run. */
  key: string;
  memberId: string | null;
  enteredBy: string | null;
  servedOn: string;
  params: Record<string, string | number>;
  transactions: string[];
}

export interface ReviewRules {
  doubts: DoubtRules;
  review: RuleBody<'review'> & { rule: string };
}

/**
 * Everything found in these services, which come ordered by date of service. `covered`: transactions that an item of the
 * list about whole hours names already.
 */
export function reviewServices(
  services: readonly BookedService[],
  rules: ReviewRules,
  covered: ReadonlySet<string> = new Set(),
): Suspicion[] {
  const byMember = groupBy(services, ({ memberId }) => memberId);
  const found = [
    ...[...byMember.values()].flatMap((own) => [
      ...overlaps(own, rules.review),
      ...longDays(own, rules.doubts),
      ...roundHours(own, rules.review, covered),
      ...peaks(own, rules.review),
    ]),
    ...services.flatMap((service) => [
      ...lateEntry(service, rules.doubts),
      ...noRequest(service, rules.review),
      ...futureDate(service, rules.review),
    ]),
    ...twins(services, rules.review),
  ];
  return found.filter(({ rule }) => !rules.review.off.includes(rule));
}

/** Services as the rules want them: by date of service, then as the day went. */
export function inOrder(services: readonly BookedService[]): BookedService[] {
  const key = ({ servedOn, startsAt, enteredAt, transactionId }: BookedService) =>
    [servedOn, startsAt ?? '', enteredAt, transactionId].join(' ');
  return services
    .map((service) => ({ service, key: key(service) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ service }) => service);
}

function overlaps(own: readonly BookedService[], { rule }: ReviewRules['review']): Suspicion[] {
  return [...groupBy(own, ({ servedOn }) => servedOn).values()].flatMap((day) =>
    day.flatMap((service, nth) => {
      const span = spanOf(service);
      const twin = span && day.slice(0, nth).find((other) => meets(spanOf(other), span));
      if (!twin) return [];
      return [
        about([twin, service], 'overlap', rule, {
          start: service.startsAt ?? '',
          end: service.endsAt ?? '',
          otherStart: twin.startsAt ?? '',
          otherEnd: twin.endsAt ?? '',
        }),
      ];
    }),
  );
}

/** A group is many people: its day may well hold more than anybody’s. */
function longDays(own: readonly BookedService[], rules: DoubtRules): Suspicion[] {
  if (own[0]?.memberKind === 'group') return [];
  return [...groupBy(own, ({ servedOn }) => servedOn).values()].flatMap((day) => {
    const total = sum(day);
    if (total <= rules.dayMinutes) return [];
    return [about(day, 'longDay', rules.rule, { totalMinutes: total, limitMinutes: rules.dayMinutes })];
  });
}

/**
 * A row of whole hours. What an item names already was looked at with it: the row is found again only when as many new
 * services have come, else who serves an hour every week would stand on the list every week.
 */
function roundHours(
  own: readonly BookedService[],
  rules: ReviewRules['review'],
  covered: ReadonlySet<string>,
): Suspicion[] {
  if (own[0]?.memberKind === 'group') return [];
  const found: Suspicion[] = [];
  let run: BookedService[] = [];
  const end = () => {
    const fresh = run.filter(({ transactionId }) => !covered.has(transactionId));
    if (fresh.length >= rules.roundLines) {
      const params = { count: fresh.length, sinceOn: fresh[0]?.servedOn ?? '' };
      found.push({
        ...about(fresh, 'roundHours', rules.rule, params),
        key: keyOf('roundHours', fresh.slice(0, 1)),
      });
    }
    run = [];
  };
  for (const service of own) {
    if (service.minutes % 60 === 0) run.push(service);
    else end();
  }
  end();
  return found;
}

function peaks(own: readonly BookedService[], rules: ReviewRules['review']): Suspicion[] {
  if (own[0]?.memberKind === 'group') return [];
  const months = [...groupBy(own, ({ servedOn }) => servedOn.slice(0, 7))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  return months.flatMap(([month, services], index) => {
    const before = months.slice(Math.max(0, index - 6), index);
    if (before.length < 2) return [];
    const total = sum(services);
    const mean = Math.floor(before.reduce((all, [, of]) => all + sum(of), 0) / before.length);
    if (total < rules.peakMinutes || total < rules.peakFactor * mean) return [];
    const item = about(services, 'peak', rules.rule, { totalMinutes: total, usualMinutes: mean });
    return [{ ...item, key: JSON.stringify(['peak', item.memberId, month]) }];
  });
}

function lateEntry(service: BookedService, rules: DoubtRules): Suspicion[] {
  const entered = civilDateOfInstant(service.enteredAt);
  const days = daysBetween(civilDate(service.servedOn), entered);
  if (days <= rules.lateDays) return [];
  return [about([service], 'lateEntry', rules.rule, { days, limit: rules.lateDays, enteredOn: entered })];
}

/** Typed in later by staff, and neither a request nor anybody served stands behind it. */
function noRequest(service: BookedService, { rule }: ReviewRules['review']): Suspicion[] {
  if (service.sourceClass !== 'lateEntry' || service.grounded) return [];
  return [about([service], 'noRequest', rule, { minutes: service.minutes })];
}

function futureDate(service: BookedService, { rule }: ReviewRules['review']): Suspicion[] {
  const entered = civilDateOfInstant(service.enteredAt);
  if (service.servedOn <= entered) return [];
  return [about([service], 'futureDate', rule, { enteredOn: entered })];
}

/** Many people with the same times on one day, entered by one account. */
function twins(services: readonly BookedService[], rules: ReviewRules['review']): Suspicion[] {
  const timed = services.filter(({ startsAt, endsAt }) => startsAt !== null && endsAt !== null);
  const groups = groupBy(timed, (one) =>
    JSON.stringify([one.servedOn, one.startsAt, one.endsAt, one.enteredBy]),
  );
  return [...groups].flatMap(([key, group]) => {
    const members = new Set(group.map(({ memberId }) => memberId)).size;
    const [first] = group;
    if (!first || members < rules.twinLines) return [];
    const params = { count: members, start: first.startsAt ?? '', end: first.endsAt ?? '' };
    return [{ ...about(group, 'twins', rules.rule, params), key: `twins ${key}`, memberId: null }];
  });
}

function about(
  services: readonly BookedService[],
  rule: Suspicion['rule'],
  ruleVersion: string,
  params: Suspicion['params'],
): Suspicion {
  const last = services.at(-1);
  const clerks = new Set(services.map(({ enteredBy }) => enteredBy));
  return {
    ...{ rule, ruleVersion, params },
    key: keyOf(rule, services),
    memberId: last?.memberId ?? null,
    enteredBy: clerks.size === 1 ? (last?.enteredBy ?? null) : null,
    servedOn: last?.servedOn ?? '',
    transactions: services.map(({ transactionId }) => transactionId),
  };
}

const keyOf = (rule: string, services: readonly BookedService[]) =>
  JSON.stringify([rule, ...services.map(({ transactionId }) => transactionId).sort()]);

const sum = (services: readonly BookedService[]) =>
  services.reduce((total, { minutes }) => total + minutes, 0);

interface Span {
  from: number;
  to: number;
}

function spanOf({ startsAt, endsAt }: BookedService): Span | undefined {
  const [from, to] = [parseClock(startsAt ?? ''), parseClock(endsAt ?? '')];
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

const meets = (a: Span | undefined, b: Span) => a !== undefined && a.from < b.to && b.from < a.to;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
