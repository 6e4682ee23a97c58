import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { JobView } from '../../../../src-main/contract/platform.ts';
import { errorMessage } from '../../../i18n/messages.ts';

/** A long task while it runs, and why it ended when it did not succeed; nothing once it is done. */
export function JobProgress({ job, label, onCancel }: { job: JobView; label: string; onCancel: () => void }) {
  const { t } = useTranslation('timebankClosing');
  if (job.state === 'done') return null;
  if (job.state === 'cancelled') return <Alert role="status">{t('job.cancelled')}</Alert>;
  if (job.state === 'failed') {
    const code = (job.errorCode ?? 'internal') as ErrorCode;
    return (
      <Alert color="red" role="alert">
        {errorMessage({ code, message: code, params: { month: '' } })}
      </Alert>
    );
  }
  return (
    <Group gap="md" wrap="nowrap">
      <Stack gap={4} flex={1}>
        <Progress.Root size="lg">
          <Progress.Section
            value={job.total === 0 ? 0 : (100 * job.done) / job.total}
            aria-label={label}
            aria-valuetext={t('job.of', { done: job.done, total: job.total })}
          />
        </Progress.Root>
        <Text size="sm" className="tabular" role="status">
          {job.total === 0 ? t('job.preparing') : t('job.of', { done: job.done, total: job.total })}
        </Text>
      </Stack>
      <Button variant="default" onClick={onCancel}>
        {t('job.cancel')}
      </Button>
    </Group>
  );
}
