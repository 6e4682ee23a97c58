import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { caseWaits, type CaseWait } from '../../../src-main/contract/mediation/case-values.ts';
import { useNavigate, type Destination } from '../../app/navigation.ts';
import { minutesText } from '../../i18n/format.ts';
import classes from './workbench.module.css';

interface FiguresProps {
  onlyMine: boolean;
  mediation: RouteOutput<'mediation.readWorkbench'> | undefined;
  timebank: RouteOutput<'timebank.readWorkbench'>['counts'] | undefined;
}

/** The figures of the day; each leads to its list. */
export function Figures({ onlyMine, mediation, timebank }: FiguresProps) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  const to = (destination: Destination) => () => navigate(destination);
  const cases = (params: Record<string, string>) =>
    to({ page: 'cases', params: { ...params, ...(onlyMine ? { mine: '1' } : {}) } });
  const figures = [
    ...(mediation
      ? [
          { name: t('counts.open'), value: mediation.counts.open, alarm: false, go: cases({ open: '1' }) },
          ...caseWaits.map((wait) => ({
            name: t(`mediation:wait.${wait}`),
            value: mediation.counts[wait],
            alarm: alarming.includes(wait) && mediation.counts[wait] > 0,
            go: cases({ waits: wait }),
          })),
          ...elsewhere
            .filter(({ what }) => mediation.elsewhere[what] > 0)
            .map(({ what, place }) => ({
              name: t(`elsewhere.${what}`),
              value: mediation.elsewhere[what],
              alarm: what === 'loans',
              go: to(place),
            })),
        ]
      : []),
    ...(timebank
      ? [
          {
            name: t('counts.toApprove'),
            value: timebank.toApprove,
            alarm: false,
            go: to({ page: 'sheets' }),
          },
          {
            name: t('counts.minutesThisMonth'),
            value: minutesText(timebank.minutesThisMonth),
            alarm: false,
            go: to({ page: 'members' }),
          },
          {
            name: t('counts.pointsExpiring'),
            value: timebank.pointsExpiring,
            alarm: false,
            go: to({ page: 'timebankReview', params: { tab: 'expiry' } }),
          },
          ...(timebank.sessionHoursOpen > 0
            ? [
                {
                  name: t('counts.sessionHoursOpen'),
                  value: timebank.sessionHoursOpen,
                  alarm: false,
                  go: to({ page: 'requests', params: { tab: 'sessions' } }),
                },
              ]
            : []),
          {
            name: t('counts.activitiesSoon'),
            value: timebank.activitiesSoon,
            alarm: false,
            go: to({ page: 'activities' }),
          },
          {
            name: t('counts.activitiesWithoutSheet'),
            value: timebank.activitiesWithoutSheet,
            alarm: timebank.activitiesWithoutSheet > 0,
            go: to({ page: 'activities', params: { when: 'all', withoutSheet: '1' } }),
          },
          {
            name: t('counts.admissionsWaiting'),
            value: timebank.admissionsWaiting,
            alarm: false,
            go: to({ page: 'members', params: { standing: 'waiting' } }),
          },
          {
            name: t('counts.reviewOpen'),
            value: timebank.reviewOpen,
            alarm: timebank.reviewOpen > 0,
            go: to({ page: 'timebankReview', params: { tab: 'list', state: 'open' } }),
          },
        ]
      : []),
  ];
  return (
    <div className={classes.figures}>
      {figures.map(({ name, value, alarm, go }) => (
        <UnstyledButton key={name} className={classes.figure} data-alarm={alarm} onClick={go}>
          <span className={classes.figureValue}>{value}</span>
          <span className={classes.figureName}>{name}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}

/** What waits too long already. */
const alarming: readonly CaseWait[] = ['overdue', 'nothing', 'performance'];

/** What comes due outside the cases: shown when there is any. */
const elsewhere = [
  { what: 'enquiries', place: { page: 'enquiries', params: { due: '1' } } },
  { what: 'covenants', place: { page: 'covenants', params: { due: '1' } } },
  { what: 'loans', place: { page: 'archive', params: { tab: 'loans', show: 'overdue' } } },
  { what: 'appraisals', place: { page: 'archive', params: { tab: 'due' } } },
] as const satisfies { what: string; place: Destination }[];
