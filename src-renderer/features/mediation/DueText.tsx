import { Text } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../i18n/format.ts';
import classes from './mediation.module.css';

/** A due date; overdue and due today are said in words and a sign, not by colour alone. */
export function DueText({ dueOn, today }: { dueOn: string | null; today: string }) {
  const { t } = useTranslation('mediation');
  if (dueOn === null) return <span>–</span>;
  const overdue = dueOn < today;
  const now = dueOn === today;
  return (
    <span className={classes.due}>
      {overdue ? <IconAlertTriangle size="1rem" color="var(--mantine-color-red-8)" aria-hidden /> : null}
      {now ? <IconClock size="1rem" aria-hidden /> : null}
      <span className="tabular">{dateText(dueOn)}</span>
      {overdue || now ? (
        <Text span size="xs" fw={700} c={overdue ? 'red.8' : undefined}>
          {overdue ? t('list.overdue') : t('list.dueToday')}
        </Text>
      ) : null}
    </span>
  );
}
