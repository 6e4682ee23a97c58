import { useTranslation } from 'react-i18next';
import type { SubsidyStep } from '../../../../src-main/contract/mediation/subsidy.ts';
import { moneyText } from '../../../i18n/format.ts';
import styles from './subsidy.module.css';

type T = ReturnType<typeof useTranslation<'subsidy'>>['t'];

/** “Why this amount”, one step to a line. */
export function Why({ steps }: { steps: readonly SubsidyStep[] }) {
  const { t } = useTranslation('subsidy');
  return (
    <ol className={styles.why}>
      {steps.map((step, index) => (
        <li key={index}>{stepText(step, t)}</li>
      ))}
    </ol>
  );
}

/** Codes of the steps are the server’s; one without a sentence shows itself. */
export function stepText({ code, params }: SubsidyStep, t: T): string {
  const find = t as unknown as (key: string, options: Record<string, unknown>) => string;
  const word = (group: 'form' | 'outcome' | 'performed') =>
    find(`${group}.${String(params[group])}`, { defaultValue: '' });
  return find(`step.${code}`, {
    ...params,
    defaultValue: code,
    class: params['class'] === '' ? t('step.unknownClass') : params['class'],
    score: params['score'] === '' ? t('step.noScore') : params['score'],
    form: word('form'),
    outcome: word('outcome'),
    performed: word('performed'),
    amountFen: moneyText(params['amountFen'] === undefined ? null : Number(params['amountFen'])),
  });
}
