import type { Reader } from '../../platform/database/handles.ts';
import type { Exclusion } from './assess.ts';
import { SubsidyExclusions, type ExclusionRecord } from './entities.ts';

export interface ExclusionRead extends ExclusionRecord {
  name: string;
}

/** All that were ever entered, by name, the latest of a person first. */
export function exclusionsOf(tx: Reader, committeeId: string): Promise<ExclusionRead[]> {
  return tx.all<ExclusionRead>(
    `SELECT subsidy_exclusions.*, users.display_name AS name
     FROM subsidy_exclusions JOIN users ON users.id = user_id
     WHERE users.committee_id = ? ORDER BY users.display_name, valid_from DESC, subsidy_exclusions.id`,
    [committeeId],
  );
}

/** Those that have effect, as the rules see them. */
export async function activeExclusions(tx: Reader): Promise<Exclusion[]> {
  const rows = await tx.find(SubsidyExclusions).find({ where: { active: 1 }, order: { valid_from: 'ASC' } });
  return rows.map((row) => ({
    userId: row.user_id,
    reason: row.reason,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/** Accounts that are or were mediators of a case, or may become so. */
export function mediatorsToChoose(
  tx: Reader,
  committeeId: string,
): Promise<{ userId: string; name: string }[]> {
  return tx.all(
    `SELECT id AS userId, display_name AS name FROM users WHERE committee_id = ?
       AND (EXISTS (SELECT 1 FROM user_roles WHERE user_id = users.id AND role IN ('mediator', 'administrator'))
         OR EXISTS (SELECT 1 FROM case_mediators WHERE user_id = users.id))
     ORDER BY display_name, id`,
    [committeeId],
  );
}
