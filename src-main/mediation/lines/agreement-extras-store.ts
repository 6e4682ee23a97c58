import type { Reader } from '../../platform/database/handles.ts';
import { jointOf, wagesOf } from './line-store.ts';
import { annexOf, type AgreementExtras } from './annex.ts';

/** What the lines add to an agreement’s paper: the wage sheet as annex, the bodies of a joint mediation. */
export async function agreementExtras(tx: Reader, caseId: string): Promise<AgreementExtras> {
  const wages = await wagesOf(tx, caseId);
  const joint = (await jointOf(tx, caseId))?.fields ?? [];
  const annex = wages && annexOf(wages.fields.rows);
  return { ...(annex ? { annex } : {}), ...(joint.length > 0 ? { joint } : {}) };
}
