import type { ReachedThreshold, ThresholdEffect } from '../../contract/mediation/line-values.ts';

/** A record of `seeds/reference/thresholds.json`. */
export interface Threshold {
  code: string;
  /** `*`, or a prefix of a region code. */
  region: string;
  validFrom: string;
  validTo: string | null;
  source: string;
  /** Not confirmed in the text of a rule: kept to be looked into, never applied. */
  verified: boolean;
  /** Dispute type, or `*` for all. */
  line: string;
  fromFen: number;
  /** Whether the amount itself is reached already (以上) or only what exceeds it (超过). */
  inclusive: boolean;
  effect: ThresholdEffect;
  /** What the checker makes of it when it is not there: an error keeps the agreement from being issued. */
  severity: 'error' | 'warning' | 'hint';
}

/**
 * What an amount of 分 in a dispute of type `line` calls for in a region on a day. Only confirmed records in force
 * there count; an amount that is not known calls for nothing. The order is that of the records.
 */
export function effectsOf(
  records: readonly Threshold[],
  { line, amountFen, region, day }: { line: string; amountFen: number | null; region: string; day: string },
): ReachedThreshold[] {
  if (amountFen === null) return [];
  return records
    .filter(
      (record) =>
        record.verified &&
        (record.line === '*' || record.line === line) &&
        (record.region === '*' || region.startsWith(record.region)) &&
        record.validFrom <= day &&
        (record.validTo === null || day <= record.validTo) &&
        (record.inclusive ? amountFen >= record.fromFen : amountFen > record.fromFen),
    )
    .map(({ code, effect, severity, fromFen, inclusive, source }) => ({
      ...{ code, effect, severity, fromFen, inclusive, source },
    }));
}
