import { Badge } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SheetRow } from '../../../src-main/contract/timebank.ts';

const LOOKS = {
  entered: { Icon: IconClock, color: 'blue.9' },
  approved: { Icon: IconCircleCheck, color: 'pine' },
  returned: { Icon: IconArrowBackUp, color: 'orange.9' },
  cancelled: { Icon: IconCircleX, color: 'gray.8' },
} as const;

/** State of a sheet: icon and word, the colour only helps. */
export function SheetState({ state }: { state: SheetRow['state'] }) {
  const { t } = useTranslation('timebank');
  const { Icon, color } = LOOKS[state];
  return (
    <Badge color={color} variant="outline" size="lg" leftSection={<Icon size="1rem" aria-hidden />}>
      {t(`sheetState.${state}`)}
    </Badge>
  );
}
