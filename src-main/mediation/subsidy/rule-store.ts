import type { SubsidyRules, SubsidySample } from '../../contract/mediation/subsidy.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { Reference } from '../../platform/reference-data/reference.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { RuleSet } from './assess.ts';
import { SubsidyRuleSets, type RuleSetRecord } from './entities.ts';

export type StoredRuleSet = RuleSet & { adoptedBy: string; adoptedAt: string };

/** Every version that the centre adopted, newest first. */
export async function ruleSetsOf(tx: Reader, committeeId: string): Promise<StoredRuleSet[]> {
  const rows = await tx
    .find(SubsidyRuleSets)
    .find({ where: { committee_id: committeeId }, order: { number: 'DESC' } });
  return rows.map((row) => ({
    ...rulesOf(row),
    id: row.id,
    number: row.number,
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
  }));
}

/** A new version; nothing of it is ever changed afterwards (trigger). */
export async function insertRuleSet(
  context: CommandContext,
  rules: SubsidyRules,
): Promise<{ id: string; number: number }> {
  const { tx, actor, services, now } = context;
  const last = await tx.get<{ last: number | null }>(
    'SELECT MAX(number) AS last FROM subsidy_rule_sets WHERE committee_id = ?',
    [actor.committee.id],
  );
  const id = services.ids.next();
  const number = (last?.last ?? 0) + 1;
  await tx.insert(SubsidyRuleSets, {
    id,
    committee_id: actor.committee.id,
    number,
    name: rules.name,
    valid_from: rules.validFrom,
    source: rules.source,
    sample_code: rules.sampleCode,
    note: rules.note,
    classes: JSON.stringify(rules.classes),
    rows: JSON.stringify(rules.rows),
    cap_fen: rules.capFen,
    lead_numerator: rules.leadShare?.numerator ?? null,
    lead_denominator: rules.leadShare?.denominator ?? null,
    adopted_by: actor.userId,
    adopted_at: now,
  });
  return { id, number };
}

/** The published samples, in the order of the file. */
export function samplesOf(reference: Reference): SubsidySample[] {
  return reference
    .all('subsidyRules')
    .map(({ code, name, place, years, note, source, verified, classes, rows }) => ({
      code,
      name,
      place,
      years,
      note,
      source,
      verified,
      classes,
      rows,
    }));
}

function rulesOf(row: RuleSetRecord): SubsidyRules {
  return {
    name: row.name,
    validFrom: row.valid_from,
    source: row.source,
    sampleCode: row.sample_code,
    note: row.note,
    classes: JSON.parse(row.classes) as SubsidyRules['classes'],
    rows: JSON.parse(row.rows) as SubsidyRules['rows'],
    capFen: row.cap_fen,
    leadShare:
      row.lead_numerator === null || row.lead_denominator === null
        ? null
        : { numerator: row.lead_numerator, denominator: row.lead_denominator },
  };
}
