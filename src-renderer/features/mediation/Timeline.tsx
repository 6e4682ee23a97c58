import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation.ts';
import { dateText, instantText } from '../../i18n/format.ts';
import classes from './mediation.module.css';

/** What happened, in order, as the server tells it. */
export function Timeline({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  if (view.timeline.length === 0) return <Text c="dimmed">{t('timeline.none')}</Text>;
  const say = t as unknown as Say;
  return (
    <ol className={classes.timeline}>
      {view.timeline.map(({ on, what, params }, index) => (
        <li key={index}>
          <Text span c="dimmed" size="sm" className="tabular" mr="sm">
            {on.length > 10 ? instantText(on) : dateText(on)}
          </Text>
          {say(`timeline.what.${what}`, { ...inWords(what, params, say), defaultValue: what })}
        </li>
      ))}
    </ol>
  );
}

type Say = (key: string, options: Record<string, string>) => string;

/** The codes among the values of an entry – source, form, paper, outcome, reason – in the person's language. */
function inWords(what: string, params: Record<string, string>, say: Say): Record<string, string> {
  const word = (place: string, code: string | undefined) =>
    code ? say(`${place}.${code}`, { defaultValue: code }) : '';
  return {
    ...params,
    source: word('source', params.source),
    form: word('agreement.forms', params.form),
    kind: word('papers', params.kind?.replace(/^mediation\./, '')),
    outcome: word('closing.outcomes', params.outcome),
    late: params.late ? `（${say('session.late', {})}）` : '',
    reason: what === 'terminated' ? word('closing.reasons', params.reason) : (params.reason ?? ''),
  };
}
