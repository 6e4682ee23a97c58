import { ruleBodies, type RuleBody, type RuleCode } from '../../contract/timebank/rule-bodies.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { rulesInForce, type Edition, type TimebankRules } from '../rules.ts';
import { RuleEditions, type RuleEditionRow } from './entities.ts';

type RulesContext = Pick<QueryContext | CommandContext, 'tx' | 'actor' | 'services' | 'today'>;

/** The rules of the caller’s centre today; every booking, preview and check asks here. */
export function currentRules(context: RulesContext): Promise<TimebankRules> {
  return rulesOn(context, context.today);
}

/** The rules of the caller’s centre on another day: for what has gone out of force since a service. */
export async function rulesOn(
  { tx, actor, services }: Pick<RulesContext, 'tx' | 'actor' | 'services'>,
  day: string,
): Promise<TimebankRules> {
  const editions = await editionsOf(tx, actor.committee.id);
  return rulesInForce(services.reference, actor.committee.region, day, editions);
}

export type StoredEdition = Edition & { id: string; reason: string; adoptedBy: string; adoptedAt: string };

/** Every version that the centre made, newest first. */
export async function editionsOf(tx: Reader, committeeId: string): Promise<StoredEdition[]> {
  const rows = await tx
    .find(RuleEditions)
    .find({ where: { committee_id: committeeId }, order: { number: 'DESC' } });
  return rows.map(editionOf);
}

/** A new version; nothing of it is ever changed afterwards (trigger). */
export async function insertEdition<C extends RuleCode>(
  context: CommandContext,
  edition: {
    code: C;
    validFrom: string;
    source: string;
    verified: boolean;
    reason: string;
    body: RuleBody<C>;
  },
): Promise<{ id: string; number: number }> {
  const { tx, actor, services, now } = context;
  const last = await tx.get<{ last: number | null }>(
    'SELECT max(number) AS last FROM timebank_rule_editions WHERE committee_id = ?',
    [actor.committee.id],
  );
  const id = services.ids.next();
  const number = (last?.last ?? 0) + 1;
  await tx.insert(RuleEditions, {
    id,
    committee_id: actor.committee.id,
    number,
    code: edition.code,
    valid_from: edition.validFrom,
    source: edition.source,
    verified: edition.verified ? 1 : 0,
    reason: edition.reason,
    body: JSON.stringify(edition.body),
    adopted_by: actor.userId,
    adopted_at: now,
  });
  return { id, number };
}

function editionOf(row: RuleEditionRow): StoredEdition {
  return {
    id: row.id,
    number: row.number,
    code: row.code,
    validFrom: row.valid_from,
    source: row.source,
    verified: row.verified === 1,
    reason: row.reason,
    body: ruleBodies[row.code].parse(JSON.parse(row.body)),
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
  };
}
