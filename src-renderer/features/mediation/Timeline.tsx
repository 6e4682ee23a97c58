import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { dateText, instantText, moneyText } from '../../i18n/format.ts';
import classes from './mediation.module.css';
import { jumpTo } from './StageBar.tsx';

type Entry = CaseView['timeline'][number];

/** Section of the case page where each kind of entry is told in full. */
const sectionOf: Record<string, string> = {
  applied: 'case-summary',
  accepted: 'case-acceptance',
  rightsNotified: 'case-acceptance',
  declined: 'case-acceptance',
  suspended: 'case-deadlines',
  resumed: 'case-deadlines',
  extended: 'case-deadlines',
  session: 'case-sessions',
  caucus: 'case-sessions',
  agreementConcluded: 'case-agreement',
  agreementEffective: 'case-signatures',
  agreementWithdrawn: 'case-agreement',
  agreementReplaced: 'case-agreement',
  agreementRestored: 'case-agreement',
  paperIssued: 'case-papers',
  receipt: 'case-performance',
  itemDone: 'case-performance',
  itemRefused: 'case-performance',
  urged: 'case-performance',
  visited: 'case-visits',
  confirmation: 'case-confirmation',
  courtFiled: 'case-courts',
  courtDecided: 'case-courts',
  closed: 'case-closing',
  terminated: 'case-closing',
};

/** What happened, in order, as the server tells it; each line leads to where it is told in full. */
export function Timeline({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  if (view.timeline.length === 0) return <Text c="dimmed">{t('timeline.none')}</Text>;
  const say = t as unknown as Say;
  return (
    <ol className={classes.timeline}>
      {view.timeline.map((entry, index) => {
        const { on, what, params } = entry;
        const sentence = say(`timeline.what.${what}`, {
          ...inWords(entry, say),
          ...unsaid(params),
          defaultValue: what,
        });
        return (
          <li key={index}>
            <Text span c="dimmed" size="sm" className="tabular" mr="sm">
              {on.length > 10 ? instantText(on) : dateText(on)}
            </Text>
            <Anchor
              component="button"
              type="button"
              ta="start"
              underline="always"
              aria-label={t('timeline.open', { what: sentence })}
              onClick={() => jumpTo(sectionOf[what] ?? 'case-summary')}
            >
              {sentence}
            </Anchor>
          </li>
        );
      })}
    </ol>
  );
}

type Say = (key: string, options: Record<string, string>) => string;

/** Values that stand in a sentence as they are. */
const unsaid = ({ number = '', court = '' }: Record<string, string>) => ({ number, court });

/** The codes, days and amounts among the values of an entry in the person’s language. */
function inWords({ what, params }: Entry, say: Say): Record<string, string> {
  const word = (place: string, code: string | undefined) =>
    code ? say(`${place}.${code}`, { defaultValue: code }) : '';
  return {
    source: word('source', params.source),
    form: word('agreement.forms', params.form),
    kind: word('documents:kind', params.kind),
    outcome: word('closing.outcomes', params.outcome),
    late: params.late ? `（${say('session.late', {})}）` : '',
    reason: what === 'terminated' ? word('closing.reasons', params.reason) : (params.reason ?? ''),
    suspension: word('deadlines:suspend.reasons', params.suspension),
    to: params.to ? dateText(params.to) : '',
    amount: params.amountFen ? moneyText(Number(params.amountFen)) : '',
    visit: word('performance:visits.manners', params.visit),
    step: word('performance:confirmation.event', params.step),
    courseStep: word('timeline.step', params.courseStep),
    courtStep: word('performance:courts.kinds', params.courtStep),
    courtResult: word('performance:courts.results', params.courtResult),
  };
}
