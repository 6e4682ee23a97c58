import { Button, Group } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { clauseSources, LinesView } from '../../../../src-main/contract/mediation/lines.ts';
import type { Clause } from '../../../../src-main/contract/mediation/agreement-values.ts';
import { call, toCallError } from '../../../bridge/api.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { notifyError } from '../../../ui/notify.ts';

type Source = (typeof clauseSources)[number];

/** One key for what the line holds: its clauses are put behind those that are there, nothing is replaced. */
export function LineClauses({ caseId, onTake }: { caseId: string; onTake: (clauses: Clause[]) => void }) {
  const { t } = useTranslation('lines');
  const lines = useRoute('mediation.readLines', { caseId });
  const sources = lines.data ? sourcesOf(lines.data) : [];
  const take = async (from: Source) => {
    try {
      onTake((await call('mediation.draftClauses', { caseId, from })).clauses);
    } catch (error) {
      notifyError(toCallError(error));
    }
  };
  if (sources.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('clauses.title')}>
      {sources.map((source) => (
        <Button
          key={source}
          variant="light"
          c="var(--mantine-color-text)"
          size="xs"
          leftSection={<IconWand size="1.1rem" aria-hidden />}
          onClick={() => void take(source)}
        >
          {t(`clauses.from.${source}`)}
        </Button>
      ))}
    </Group>
  );
}

function sourcesOf(lines: LinesView): Source[] {
  return [
    ...(lines.medical?.agreedFen ? (['medical'] as const) : []),
    ...(lines.compensation && lines.compensation.result.dueFen > 0 ? (['compensation'] as const) : []),
    ...(lines.wages && lines.wages.restFen > 0 ? (['wages'] as const) : []),
    ...(lines.charge && lines.charge.dueFen > 0 ? (['charge'] as const) : []),
  ];
}
