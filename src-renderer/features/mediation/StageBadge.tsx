import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseStage } from '../../../src-main/contract/mediation/case-values.ts';

const colors: Record<CaseStage, string> = {
  registered: 'gray',
  accepted: 'pine',
  mediating: 'pine',
  agreed: 'blue',
  performing: 'blue',
  closed: 'gray',
  declined: 'gray',
  terminated: 'gray',
};

/** The stage in words; the colour only repeats it. */
export function StageBadge({ stage }: { stage: CaseStage }) {
  const { t } = useTranslation('mediation');
  return (
    <Badge color={colors[stage]} autoContrast={false} c="var(--mantine-color-text)">
      {t(`stage.${stage}`)}
    </Badge>
  );
}
