import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../src-main/contract/platform.ts';

/** How far a task over the lines of a file is. */
export function JobProgress({ job, label, onCancel }: { job: JobView; label: string; onCancel: () => void }) {
  const { t } = useTranslation('register');
  const text = t('wizard.progress', { done: job.done, total: job.total });
  return (
    <Group gap="md" wrap="nowrap">
      <Stack gap={4} flex={1}>
        <Progress.Root size="lg">
          <Progress.Section
            value={job.total === 0 ? 0 : (100 * job.done) / job.total}
            aria-label={label}
            aria-valuetext={text}
          />
        </Progress.Root>
        <Text size="sm" className="tabular" role="status">
          {label} {text}
        </Text>
      </Stack>
      <Button variant="default" onClick={onCancel}>
        {t('common:action.cancel')}
      </Button>
    </Group>
  );
}
