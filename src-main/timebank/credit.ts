/** What a service is worth: the same decision for the check while typing and for the posting. */

/** Coins for a minute of one kind of service, as a fraction. */
export interface Coefficient {
  /** Version of the record it comes from. */
  rule: string;
  numerator: number;
  denominator: number;
}

/** Dated rules of the region, all limits in minutes; `null` is no limit. */
export interface CreditRules {
  rule: string;
  perEventMinutes: number | null;
  perDayMinutes: number | null;
  storedMinutes: number | null;
  groups: 'keep' | 'donateOnly';
}

export interface CreditInputs {
  servedMinutes: number;
  coefficient: Coefficient;
  memberKind: 'person' | 'group';
  /** Coins that the member already has: for this activity, for this date of service, and on the account. */
  already: { eventMinutes: number; dayMinutes: number; storedMinutes: number };
}

export type CreditStepKind = 'coefficient' | 'groupDonates' | 'eventCap' | 'dayCap' | 'storedCap';

/** One step of “why this number”: minutes before and after it. */
export interface CreditStep {
  kind: CreditStepKind;
  before: number;
  after: number;
  /** The limit that cut, for caps. */
  limit?: number;
  /** What rounding down to the minute dropped: a fraction of a minute, numerator over the coefficient’s denominator. */
  remainder?: { numerator: number; denominator: number };
}

export interface CreditDecision {
  /** Goes to the member’s account. */
  coinMinutes: number;
  /** Goes to the pool; the cut of a cap is shown, never lost. */
  donatedMinutes: number;
  pool: 'pool:overcap' | 'pool:donated' | null;
  /** Versions of both rules: `credit@3201/2019-07-17 training@3201/2019-07-17`. */
  rule: string;
  steps: CreditStep[];
}

/**
 * Minutes of service → minutes of time coins. Rounding: `floor(minutes × n / d)` to the whole minute, once, before the
 * caps; what it drops stands in the step. Caps in the order event, day, account; what lies over the account’s limit, or
 * any other, goes to `pool:overcap` and is only for donation (Nanjing 2019, provisional). A group that may only donate
 * gives everything to `pool:donated`. Throws RangeError for minutes that are no positive whole number.
 */
export function decideCredit(inputs: CreditInputs, rules: CreditRules): CreditDecision {
  const { servedMinutes, coefficient, already } = inputs;
  if (!Number.isSafeInteger(servedMinutes) || servedMinutes <= 0) {
    throw new RangeError(`not a positive whole number of minutes: ${servedMinutes}`);
  }
  const product = servedMinutes * coefficient.numerator;
  const worth = Math.floor(product / coefficient.denominator);
  const remainder = product % coefficient.denominator;
  const steps: CreditStep[] = [
    {
      kind: 'coefficient',
      before: servedMinutes,
      after: worth,
      ...(remainder > 0 ? { remainder: { numerator: remainder, denominator: coefficient.denominator } } : {}),
    },
  ];
  const rule = `${rules.rule} ${coefficient.rule}`;

  if (inputs.memberKind === 'group' && rules.groups === 'donateOnly') {
    steps.push({ kind: 'groupDonates', before: worth, after: 0 });
    return { coinMinutes: 0, donatedMinutes: worth, pool: worth > 0 ? 'pool:donated' : null, rule, steps };
  }

  let coins = worth;
  const cap = (kind: CreditStepKind, limit: number | null, used: number) => {
    if (limit === null) return;
    const after = Math.min(coins, Math.max(0, limit - used));
    if (after < coins) steps.push({ kind, before: coins, after, limit });
    coins = after;
  };
  cap('eventCap', rules.perEventMinutes, already.eventMinutes);
  cap('dayCap', rules.perDayMinutes, already.dayMinutes);
  cap('storedCap', rules.storedMinutes, already.storedMinutes);
  const donated = worth - coins;
  return {
    coinMinutes: coins,
    donatedMinutes: donated,
    pool: donated > 0 ? 'pool:overcap' : null,
    rule,
    steps,
  };
}

export interface CreditLine {
  lineId: string;
  memberId: string;
  minutes: number;
  coefficient: Coefficient;
}

/** What a member has before the sheet is credited. */
export interface Standing {
  kind: 'person' | 'group';
  /** Balance of the coin account. */
  storedMinutes: number;
  /** Coins already credited for service on the sheet’s date, net of reversals. */
  dayMinutes: number;
}

export interface LineCredit extends CreditDecision {
  lineId: string;
  memberId: string;
  servedMinutes: number;
  coefficient: Coefficient;
  already: CreditInputs['already'];
}

/**
 * Credits of a whole sheet, line after line: a second line of one member sees what the first one used. Lines of members
 * that are not in `standings` give nothing.
 */
export function decideSheet(
  lines: readonly CreditLine[],
  standings: ReadonlyMap<string, Standing>,
  rules: CreditRules,
): LineCredit[] {
  const given = new Map<string, number>();
  return lines.flatMap(({ lineId, memberId, minutes, coefficient }) => {
    const standing = standings.get(memberId);
    if (!standing) return [];
    const here = given.get(memberId) ?? 0;
    const already = {
      eventMinutes: here,
      dayMinutes: standing.dayMinutes + here,
      storedMinutes: standing.storedMinutes + here,
    };
    const inputs = { servedMinutes: minutes, coefficient, memberKind: standing.kind, already };
    const decision = decideCredit(inputs, rules);
    given.set(memberId, here + decision.coinMinutes);
    return [{ ...decision, lineId, memberId, servedMinutes: minutes, coefficient, already }];
  });
}
