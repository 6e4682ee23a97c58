import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  prevention,
  preventionKinds,
  type Prevention,
} from '../../../../src-main/contract/mediation/case-values.ts';
import { IntegerField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';

const counted = z.int().min(0).max(100_000).nullable().default(null);

/** What a form of these fields holds: a line of each kind, empty where there is nothing to count. */
export const preventionForm = z.array(
  z.object({ kind: prevention.shape.kind, cases: counted, persons: counted }),
);
type PreventionForm = z.output<typeof preventionForm>;

export const preventionToForm = (known: readonly Prevention[]): PreventionForm =>
  preventionKinds.map((kind) => {
    const one = known.find((line) => line.kind === kind);
    return { kind, cases: one?.cases ?? null, persons: one?.persons ?? null };
  });

export const preventionOfForm = (form: PreventionForm): Prevention[] =>
  form
    .map(({ kind, cases, persons }) => ({ kind, cases: cases ?? 0, persons: persons ?? 0 }))
    .filter((one) => one.cases + one.persons > 0);

/** National table, row 11: cases and persons of each kind of consequence that was prevented. */
export function PreventionFields() {
  const { t } = useTranslation('performance');
  return (
    <div className={classes.fields}>
      {preventionKinds.map((kind, index) => {
        const name = t(`closing.kinds.${kind}`);
        return (
          <Fragment key={kind}>
            <IntegerField name={`prevention.${index}.cases`} label={t('closing.cases', { kind: name })} />
            <IntegerField name={`prevention.${index}.persons`} label={t('closing.persons', { kind: name })} />
          </Fragment>
        );
      })}
    </div>
  );
}
