import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation.ts';
import { dateText, instantText } from '../../i18n/format.ts';
import classes from './mediation.module.css';

/** What happened, in order, as the server tells it. */
export function Timeline({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  if (view.timeline.length === 0) return <Text c="dimmed">{t('timeline.none')}</Text>;
  const say = t as unknown as (key: string, options: Record<string, string>) => string;
  return (
    <ol className={classes.timeline}>
      {view.timeline.map(({ on, what, params }, index) => (
        <li key={index}>
          <Text span c="dimmed" size="sm" className="tabular" mr="sm">
            {on.length > 10 ? instantText(on) : dateText(on)}
          </Text>
          {say(`timeline.what.${what}`, { ...params, defaultValue: what })}
        </li>
      ))}
    </ol>
  );
}
