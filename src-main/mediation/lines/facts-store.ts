import type { ReachedThreshold } from '../../contract/mediation/line-values.ts';
import type { CaseContext } from '../case-store.ts';
import type { LineFacts } from '../checks/input.ts';
import type { CaseRecord } from '../entities.ts';
import { chargeAmounts } from './charge.ts';
import { lineOf } from './line-of.ts';
import { chargeOf, jointOf, medicalOf, trafficOf, wagesOf } from './line-store.ts';
import { effectsOf } from './thresholds.ts';
import { ANNEX_FROM, wageTotals } from './wages.ts';

/** What the checker needs to know of a case’s line. `agreedFen` counts where no claim was named. */
export async function lineFacts(
  context: CaseContext,
  row: CaseRecord,
  agreedFen: number | null,
): Promise<LineFacts> {
  const { tx } = context;
  const line = lineOf(row.dispute_type);
  const medical = line === 'medical' ? await medicalOf(tx, row.id) : null;
  const traffic = line === 'traffic' ? await trafficOf(tx, row.id) : null;
  const charge = line === 'property' ? await chargeOf(tx, row.id) : null;
  const wages = line === 'labour' ? await wagesOf(tx, row.id) : null;
  return {
    line,
    closedToPublic: row.closed_to_public === 1,
    effects: effectsFor(context, row, agreedFen),
    medical: medical?.fields ?? null,
    traffic: traffic?.fields ?? null,
    chargeDueFen: charge && chargeAmounts(charge.fields).dueFen,
    wages:
      wages === null || wages.fields.rows.length === 0
        ? null
        : {
            restFen: wageTotals(wages.fields.rows).restFen,
            inAnnex: wages.fields.rows.length >= ANNEX_FROM,
          },
    joint: (await jointOf(tx, row.id))?.fields ?? [],
  };
}

/** Thresholds of the committee’s region that the claim (or what is agreed) has reached today. */
export function effectsFor(
  { services, actor, today }: Pick<CaseContext, 'services' | 'actor' | 'today'>,
  row: Pick<CaseRecord, 'dispute_type' | 'claimed_fen'>,
  agreedFen: number | null,
): ReachedThreshold[] {
  return effectsOf(services.reference.all('thresholds'), {
    line: row.dispute_type,
    amountFen: row.claimed_fen ?? agreedFen,
    region: actor.committee.region,
    day: today,
  });
}
