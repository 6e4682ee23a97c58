import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../bridge/commands.ts';
import { useMay } from '../../bridge/session.tsx';
import { useIndexing } from '../mediation/use-indexing.ts';
import { notifyDone } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';

/** How far the search index is, and making it anew. */
export function SearchIndexTab() {
  const { t } = useTranslation('search');
  const may = useMay();
  const client = useQueryClient();
  const { cases, pending } = useIndexing(true);
  const rebuild = useCommand('mediation.rebuildSearch', {
    onDone: () => {
      notifyDone(t('index.started'));
      void client.invalidateQueries({ queryKey: ['mediation.readSearchIndex'] });
    },
  });
  const text = t('index.state', { done: cases - pending, total: cases });
  return (
    <Section title={t('index.label')}>
      <Stack gap="md" maw="46rem">
        <Text>{t('index.about')}</Text>
        {pending > 0 ? (
          <Progress.Root size="lg">
            <Progress.Section
              value={(100 * (cases - pending)) / Math.max(1, cases)}
              aria-label={t('rebuilding')}
              aria-valuetext={text}
            />
          </Progress.Root>
        ) : null}
        <Text className="tabular" role="status">
          {pending > 0 ? `${t('rebuilding')}　${text}` : text}
        </Text>
        {may('mediation.rebuildSearch') ? (
          <Group>
            <Button
              variant="default"
              leftSection={<IconRefresh size="1.1rem" aria-hidden />}
              loading={rebuild.pending}
              onClick={() => void rebuild.run({})}
            >
              {t('rebuild')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}
