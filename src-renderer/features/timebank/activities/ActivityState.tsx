import { Badge } from '@mantine/core';
import { IconCalendarEvent, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityState as State } from '../../../../src-main/contract/timebank/activity-values.ts';

const LOOKS = {
  planned: { Icon: IconCalendarEvent, color: 'blue.9' },
  held: { Icon: IconCircleCheck, color: 'pine' },
  cancelled: { Icon: IconCircleX, color: 'gray.8' },
} as const;

/** State of an activity: icon and word, the colour only helps. */
export function ActivityState({ state }: { state: State }) {
  const { t } = useTranslation('timebankActivities');
  const { Icon, color } = LOOKS[state];
  return (
    <Badge color={color} variant="outline" size="lg" leftSection={<Icon size="1rem" aria-hidden />}>
      {t(`state.${state}`)}
    </Badge>
  );
}
