import { userNames } from '../../people/public.ts';
import { AppError } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { ruleSetOn } from './assess.ts';
import { insertRuleSet, ruleSetsOf, samplesOf } from './rule-store.ts';
import { checkRules } from './rules-check.ts';

type RuleRoutes =
  'mediation.readSubsidyRules' | 'mediation.checkSubsidyRules' | 'mediation.adoptSubsidyRules';

export const ruleHandlers: Pick<HandlersOf<'mediation'>, RuleRoutes> = {
  async 'mediation.readSubsidyRules'({ tx, actor, services, today }) {
    const versions = await ruleSetsOf(tx, actor.committee.id);
    const names = await userNames(
      tx,
      versions.map(({ adoptedBy }) => adoptedBy),
    );
    const inForce = ruleSetOn(versions, today);
    return {
      samples: samplesOf(services.reference),
      versions: versions.map((version) => ({
        ...version,
        adoptedBy: names.get(version.adoptedBy) ?? '',
        inForce: version.id === inForce?.id,
      })),
    };
  },

  'mediation.checkSubsidyRules': async (_context, { rules }) => ({ findings: checkRules(rules) }),

  async 'mediation.adoptSubsidyRules'(context, { rules }) {
    const errors = checkRules(rules).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new AppError('input.invalid', {
        fields: Object.fromEntries(
          errors.map(({ place, code, params }) => [`rules.${place}`, { code: `findings.${code}`, params }]),
        ),
      });
    }
    const saved = await insertRuleSet(context, rules);
    context.audit(`subsidyRules:${saved.id}`, {
      number: saved.number,
      validFrom: rules.validFrom,
      rows: rules.rows.length,
      sample: rules.sampleCode,
    });
    return saved;
  },
};
