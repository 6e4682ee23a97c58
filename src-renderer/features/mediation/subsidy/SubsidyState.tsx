import { Badge } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconClock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SubsidyState as State } from '../../../../src-main/contract/mediation/subsidy.ts';

const LOOKS = {
  draft: { Icon: IconPencil, color: 'gray.8' },
  submitted: { Icon: IconClock, color: 'blue.9' },
  approved: { Icon: IconCircleCheck, color: 'pine' },
  returned: { Icon: IconArrowBackUp, color: 'orange.9' },
  cancelled: { Icon: IconCircleX, color: 'gray.8' },
} as const;

/** State of a sheet: icon and word, the colour only helps. */
export function SubsidyState({ state }: { state: State }) {
  const { t } = useTranslation('subsidy');
  const { Icon, color } = LOOKS[state];
  return (
    <Badge color={color} variant="outline" size="lg" leftSection={<Icon size="1rem" aria-hidden />}>
      {t(`state.${state}`)}
    </Badge>
  );
}
