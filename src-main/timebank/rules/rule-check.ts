import type { AnyRule } from '../../contract/timebank/rules.ts';

/** A field of a new version that cannot be: dotted path under `rule.body`, and the code of its sentence. */
export interface RuleProblem {
  path: string;
  code: string;
}

/** What the shapes of the contract cannot see: services that there are not, limits that contradict each other. */
export function checkRule(
  { code, body }: AnyRule,
  serviceTypes: { has(code: string): boolean },
): RuleProblem[] {
  switch (code) {
    case 'credit': {
      const items = body.basis.kind === 'priceList' ? body.basis.items : [];
      const { fromAge, womenFromAge, toAge } = body.earners;
      const youngest = Math.min(fromAge ?? 0, womenFromAge ?? fromAge ?? 0);
      return [
        ...services(items, 'basis.items', serviceTypes),
        ...(toAge !== null && toAge < youngest
          ? [{ path: 'earners.toAge', code: 'field.endBeforeStart' }]
          : []),
        ...(['perEventMinutes', 'perDayMinutes'] as const).flatMap((path) =>
          exceeds(body[path], body.storedMinutes) || exceeds(body[path], body.lifetimeMinutes)
            ? [{ path, code: 'field.tooBig' }]
            : [],
        ),
      ];
    }
    case 'coefficients':
      return services(body.weights, 'weights', serviceTypes);
    case 'stars':
      return body.minutes.flatMap((minutes, index) =>
        index > 0 && minutes <= (body.minutes[index - 1] ?? 0)
          ? [{ path: `minutes.${index}`, code: 'field.tooSmall' }]
          : [],
      );
    case 'points':
      return body.perHour !== null && body.sources.length === 0
        ? [{ path: 'sources', code: 'field.required' }]
        : [];
    case 'pointActions': {
      const codes = body.actions.map((action) => action.code);
      return codes.flatMap((one, index) =>
        codes.indexOf(one) === index ? [] : [{ path: `actions.${index}.code`, code: 'field.duplicate' }],
      );
    }
    case 'use':
      return body.receivers.flatMap(({ fromAge, toAge }, index) =>
        fromAge !== null && toAge !== null && toAge < fromAge
          ? [{ path: `receivers.${index}.toAge`, code: 'field.endBeforeStart' }]
          : [],
      );
    default:
      return [];
  }
}

const exceeds = (part: number | null, whole: number | null) =>
  part !== null && whole !== null && part > whole;

function services(
  list: readonly { serviceType: string }[],
  path: string,
  known: { has(code: string): boolean },
): RuleProblem[] {
  return list.flatMap(({ serviceType }, index) => {
    const place = `${path}.${index}.serviceType`;
    if (!known.has(serviceType)) return [{ path: place, code: 'field.invalid' }];
    const first = list.findIndex((other) => other.serviceType === serviceType);
    return first === index ? [] : [{ path: place, code: 'field.duplicate' }];
  });
}
