import { Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../i18n/format.ts';
import classes from './mediation.module.css';

interface DueTextProps {
  dueOn: string | null;
  today: string;
  /** In a line of a grid: the sign stands for its word, which is still read aloud and shown under the pointer. */
  brief?: boolean;
}

/** A due date; overdue and due today are said in words and a sign, not by colour alone. */
export function DueText({ dueOn, today, brief = false }: DueTextProps) {
  const { t } = useTranslation('mediation');
  if (dueOn === null) return <span>–</span>;
  const overdue = dueOn < today;
  const now = dueOn === today;
  const word = overdue ? t('list.overdue') : now ? t('list.dueToday') : undefined;
  return (
    <span className={classes.due} title={brief ? word : undefined}>
      {overdue ? <IconAlertTriangle size="1rem" color="var(--mantine-color-red-8)" aria-hidden /> : null}
      {now ? <IconClock size="1rem" aria-hidden /> : null}
      <span className="tabular">{dateText(dueOn)}</span>
      {word === undefined ? null : brief ? (
        <VisuallyHidden>{word}</VisuallyHidden>
      ) : (
        <Text span size="xs" fw={700} c={overdue ? 'red.8' : undefined}>
          {word}
        </Text>
      )}
    </span>
  );
}
