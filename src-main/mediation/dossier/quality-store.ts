import type { QualityRules } from '../../contract/mediation/quality.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { CaseContext } from '../case-store.ts';
import { ruleSetOn } from '../subsidy/assess.ts';
import { QualityRuleSets } from './entities.ts';
import type { QualityRule } from './score.ts';

export type StoredQualityRules = QualityRules & {
  id: string;
  number: number;
  adoptedBy: string;
  adoptedAt: string;
};

/** Every version that the centre adopted, newest first. */
export async function qualityVersionsOf(tx: Reader, committeeId: string): Promise<StoredQualityRules[]> {
  const rows = await tx
    .find(QualityRuleSets)
    .find({ where: { committee_id: committeeId }, order: { number: 'DESC' } });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    validFrom: row.valid_from,
    source: row.source,
    lines: JSON.parse(row.rules) as QualityRules['lines'],
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
  }));
}

/**
 * The checks that score a case which was over on a day: those of dossier-quality.json in force, with the names and
 * points of the centre’s version of that day. A check without points, or one that the version does not know, is not
 * counted.
 */
export async function qualityRulesOn(
  { tx, services, actor }: Pick<CaseContext, 'tx' | 'services' | 'actor'>,
  on: string,
): Promise<QualityRule[]> {
  const base = services.reference.inForce('dossierQuality', actor.committee.region, on);
  const own = ruleSetOn(await qualityVersionsOf(tx, actor.committee.id), on);
  if (!own) return base;
  return base.flatMap((rule) => {
    const line = own.lines.find((one) => one.code === rule.code);
    return line && line.points > 0
      ? [{ ...rule, name: line.name, points: line.points, source: own.source }]
      : [];
  });
}

/** A new version; nothing of it is ever changed afterwards (trigger). */
export async function insertQualityRules(
  { tx, actor, services, now }: CommandContext,
  rules: QualityRules,
): Promise<{ id: string; number: number }> {
  const last = await tx.get<{ last: number | null }>(
    'SELECT MAX(number) AS last FROM quality_rule_sets WHERE committee_id = ?',
    [actor.committee.id],
  );
  const id = services.ids.next();
  const number = (last?.last ?? 0) + 1;
  await tx.insert(QualityRuleSets, {
    id,
    committee_id: actor.committee.id,
    number,
    valid_from: rules.validFrom,
    source: rules.source,
    rules: JSON.stringify(rules.lines),
    adopted_by: actor.userId,
    adopted_at: now,
  });
  return { id, number };
}
