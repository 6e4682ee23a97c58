import { ruleCodes, type RuleCode } from '../../contract/timebank/rule-bodies.ts';
import type { AnyRule, RuleView } from '../../contract/timebank/rules.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { HandlersOf, QueryContext } from '../../platform/router/handlers.ts';
import { userNames } from '../../people/public.ts';
import type { StoredCredit } from '../credit-entries.ts';
import { LedgerTransactions } from '../entities.ts';
import { creditRulesOfVersion, ruleInForce, ruleOfVersion, type RuleInForce } from '../rules.ts';
import type { StoredDeed } from '../point-actions.ts';
import { explain, explainDeed, explainStart, type StoredStart } from './explain.ts';
import { bookedOf, reversalSeqOf } from './explain-store.ts';
import { checkRule } from './rule-check.ts';
import { currentRules, editionsOf, insertEdition, type StoredEdition } from './rule-store.ts';

type RuleRoutes = 'timebank.readRules' | 'timebank.saveRule' | 'timebank.explainCredit';

export const ruleHandlers: Pick<HandlersOf<'timebank'>, RuleRoutes> = {
  async 'timebank.readRules'({ tx, actor, services, today }) {
    const { reference } = services;
    const { region } = actor.committee;
    const editions = await editionsOf(tx, actor.committee.id);
    const names = await userNames(
      tx,
      editions.map(({ adoptedBy }) => adoptedBy),
    );
    const byVersion = new Map(editions.map((edition) => [versionOf(edition), edition]));
    const view = (rule: RuleInForce): RuleView => {
      const edition = byVersion.get(rule.version);
      const { code, body, ...provenance } = rule;
      return {
        ...{ code, ...provenance, rule: { code, body } as AnyRule },
        reason: edition?.reason ?? '',
        adoptedBy: edition ? (names.get(edition.adoptedBy) ?? '') : '',
        adoptedAt: edition?.adoptedAt ?? null,
      };
    };
    return {
      region,
      regionNames: Object.fromEntries(reference.all('regions').map(({ code, name }) => [code, name])),
      inForce: ruleCodes.map((code) => view(ruleInForce(reference, editions, { code, region, on: today }))),
      editions: editions.flatMap((edition) => named(editions, versionOf(edition)).map(view)),
      published: reference
        .all('timebankRules')
        .flatMap((record) => named([], `${record.code}@${record.region}/${record.validFrom}`).map(view)),
    };

    function named(own: readonly StoredEdition[], version: string): RuleInForce[] {
      const rule = ruleOfVersion<RuleCode>(reference, own, version);
      return rule ? [rule] : [];
    }
  },

  async 'timebank.saveRule'(context, { rule, validFrom, source, verified, reason }) {
    // A version that began in the past would say that bookings were decided by what nobody had written yet.
    if (validFrom < context.today) {
      throw new AppError('input.invalid', { fields: { validFrom: { code: 'field.beforeToday' } } });
    }
    const { serviceTypes } = await currentRules(context);
    const problems = checkRule(rule, serviceTypes);
    if (problems.length > 0) {
      throw new AppError('input.invalid', {
        fields: Object.fromEntries(problems.map(({ path, code }) => [`rule.body.${path}`, { code }])),
      });
    }
    const { code, body } = rule;
    const saved = await insertEdition(context, { code, body, validFrom, source, verified, reason });
    context.audit(`timebankRule:${saved.id}`, { code, number: saved.number, validFrom, verified });
    return saved;
  },

  async 'timebank.explainCredit'(context, { transactionId }) {
    const { tx, actor, services } = context;
    const row = await tx.find(LedgerTransactions).findOneBy({ id: transactionId });
    if (!row) throw notFound('transaction');
    const editions = await editionsOf(tx, actor.committee.id);
    const booked = await bookedOf(tx, row.seq);
    const stored = JSON.parse(row.inputs) as Partial<StoredCredit & StoredStart>;
    const rules = creditRulesOfVersion(services.reference, editions, row.rule);
    const { inputs, recomputed, ...credit } = explain(stored, row.rule, booked, rules);
    const start =
      stored.startingMinutes === undefined
        ? undefined
        : ruleOfVersion<'credit'>(services.reference, editions, row.rule)?.body.startingMinutes;
    const deed = row.kind === 'points' ? deedOf(context, editions, row, booked) : null;
    const result =
      deed?.result ?? (stored.startingMinutes === undefined ? credit.result : explainStart(booked, start));
    return {
      ...{ transactionId, seq: row.seq, servedOn: row.served_on, recordedAt: row.recorded_at },
      ...{ text: row.text, sourceClass: row.source_class, result, booked },
      rules: rulesNamed(context, editions, row.rule),
      servedMinutes: inputs?.servedMinutes ?? null,
      coefficient: inputs
        ? {
            numerator: inputs.coefficient.numerator,
            denominator: inputs.coefficient.denominator,
            perServiceMinutes: inputs.coefficient.perServiceMinutes ?? null,
          }
        : null,
      already: inputs?.already ?? null,
      steps: deed ? [] : (recomputed?.steps ?? stored.steps ?? startSteps(start)).map(step),
      pointSteps: (recomputed?.pointSteps ?? stored.pointSteps ?? []).map(step),
      deed: deed?.view ?? null,
      recomputed: recomputed
        ? {
            coinMinutes: recomputed.coinMinutes,
            donatedMinutes: recomputed.donatedMinutes,
            points: recomputed.points,
          }
        : (deed?.recomputed ?? null),
      reversedBySeq: await reversalSeqOf(tx, row.id),
    };
  },
};

/** A deed by the table that its booking names; null for points that came in another way. */
function deedOf(
  { services }: QueryContext,
  editions: readonly StoredEdition[],
  row: { rule: string; inputs: string },
  booked: { points: number },
) {
  const stored = JSON.parse(row.inputs) as Partial<StoredDeed>;
  if (stored.action === undefined || stored.steps === undefined) return null;
  const deed = stored as StoredDeed;
  const version = row.rule.split(' ').find((name) => name.startsWith('pointActions@')) ?? '';
  const rules = ruleOfVersion<'pointActions'>(services.reference, editions, version)?.body;
  const { result, recomputed } = explainDeed(deed, booked, rules);
  const action = rules?.actions.find(({ code }) => code === deed.action);
  return {
    result,
    recomputed: recomputed ? { coinMinutes: 0, donatedMinutes: 0, points: recomputed.points } : null,
    view: {
      ...{ name: action?.name ?? deed.action, per: action?.per ?? '', unit: action?.extra?.unit ?? '' },
      ...{ times: deed.times, measured: deed.measured },
      steps: (recomputed?.steps ?? deed.steps).map(({ kind, before, after, limit }) => ({
        ...{ kind, before, after },
        limit: limit ?? null,
      })),
    },
  };
}

const startSteps = (startingMinutes: number | undefined): AnyStep[] =>
  startingMinutes === undefined ? [] : [{ kind: 'starting', before: 0, after: startingMinutes }];

interface AnyStep {
  kind: string;
  before: number;
  after: number;
  limit?: number;
  remainder?: { numerator: number; denominator: number };
  restMinutes?: number;
}

const step = ({ kind, before, after, limit, remainder, restMinutes }: AnyStep) => ({
  ...{ kind, before, after },
  ...{ limit: limit ?? null, remainder: remainder ?? null, restMinutes: restMinutes ?? null },
});

/** Where each rule that a booking names stands, as far as it is on file: rules of the bank, and weights of services. */
function rulesNamed({ services }: QueryContext, editions: readonly StoredEdition[], rule: string) {
  return rule.split(' ').flatMap((version) => {
    const known = ruleOfVersion(services.reference, editions, version);
    if (known) return [provenanceOf(known)];
    const type = services.reference
      .all('serviceTypes')
      .find((record) => `${record.code}@${record.region}/${record.validFrom}` === version);
    return type ? [provenanceOf({ ...type, version })] : [];
  });
}

function provenanceOf({ version, region, validFrom, source, verified }: Omit<RuleInForce, 'code' | 'body'>) {
  return { version, region, validFrom, source, verified };
}

const versionOf = ({ code, number, validFrom }: StoredEdition) => `${code}@own-${number}/${validFrom}`;
