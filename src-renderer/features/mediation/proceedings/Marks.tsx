import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Entered after the end, or long after the day it tells of. */
export function LateMark({ late }: { late: boolean }) {
  const { t } = useTranslation('proceedings');
  return late ? <PlainMark color="yellow" text={t('common.late')} /> : null;
}

/** A word on a coloured ground: the word says it, the colour only helps. */
export function PlainMark({ text, color = 'gray' }: { text: string; color?: string }) {
  return (
    <Badge color={color} c="var(--mantine-color-text)">
      {text}
    </Badge>
  );
}
