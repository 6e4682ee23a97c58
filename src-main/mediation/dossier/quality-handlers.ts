import { userNames } from '../../people/public.ts';
import { fieldError } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { ruleSetOn } from '../subsidy/assess.ts';
import { insertQualityRules, qualityVersionsOf } from './quality-store.ts';

export const qualityHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.readQualityRules' | 'mediation.adoptQualityRules'
> = {
  async 'mediation.readQualityRules'({ tx, actor, services, today }) {
    const versions = await qualityVersionsOf(tx, actor.committee.id);
    const names = await userNames(
      tx,
      versions.map(({ adoptedBy }) => adoptedBy),
    );
    const inForce = ruleSetOn(versions, today);
    return {
      base: services.reference
        .inForce('dossierQuality', actor.committee.region, today)
        .map(({ code, name, points, source, verified }) => ({ code, name, points, source, verified })),
      versions: versions.map((version) => ({
        ...version,
        adoptedBy: names.get(version.adoptedBy) ?? '',
        inForce: version.id === inForce?.id,
      })),
    };
  },

  async 'mediation.adoptQualityRules'(context, { rules }) {
    const { services, actor, today } = context;
    const known = services.reference
      .inForce('dossierQuality', actor.committee.region, today)
      .map((rule) => rule.code);
    rules.lines.forEach(({ code }, index) => {
      if (!known.includes(code)) throw fieldError(`rules.lines.${index}.code`, 'field.unknownReference');
      if (rules.lines.findIndex((one) => one.code === code) !== index)
        throw fieldError(`rules.lines.${index}.code`, 'field.duplicate');
    });
    // Without a point every dossier would score nothing.
    if (rules.lines.every(({ points }) => points === 0))
      throw fieldError('rules.lines.0.points', 'field.required');
    const saved = await insertQualityRules(context, rules);
    context.audit(`qualityRules:${saved.id}`, {
      number: saved.number,
      validFrom: rules.validFrom,
      points: Object.fromEntries(rules.lines.map(({ code, points }) => [code, points])),
    });
    return saved;
  },
};
