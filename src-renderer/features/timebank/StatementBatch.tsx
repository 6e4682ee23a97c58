import { useState } from 'react';
import { Alert, Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../src-main/contract/errors.ts';
import type { JobView } from '../../../src-main/contract/platform.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { monthText, todayText } from '../../i18n/format.ts';
import { errorMessage } from '../../i18n/messages.ts';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { Section } from '../../ui/Section.tsx';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { lastMonth, MonthSelect } from './MonthSelect.tsx';
import { useJob } from './use-job.ts';
import styles from './Statement.module.css';

/** All members' statements of a month as one PDF: a job with progress, cancelled or opened when done. */
export function StatementBatch() {
  const { t } = useTranslation('timebank');
  const [month, setMonth] = useState(lastMonth);
  const [startedFor, setStartedFor] = useState(month);
  const [onlyWithMovement, setOnlyWithMovement] = useState(true);
  const [large, setLarge] = useState(false);
  const { job, follow, cancel } = useJob();
  const start = useCommand('timebank.issueStatementBatch', {
    onDone: ({ jobId }) => {
      setStartedFor(month);
      follow(jobId);
    },
  });
  const running = job?.state === 'running';
  const over = month < todayText().slice(0, 7);

  return (
    <Section title={t('statement.batch')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('statement.batchHint')}
        </Text>
        <Group align="flex-end" gap="md">
          <MonthSelect value={month} onChange={setMonth} />
          <Stack gap={6}>
            <Checkbox
              label={t('statement.onlyWithMovement')}
              checked={onlyWithMovement}
              onChange={({ currentTarget }) => setOnlyWithMovement(currentTarget.checked)}
            />
            <Checkbox
              label={t('statement.large')}
              checked={large}
              onChange={({ currentTarget }) => setLarge(currentTarget.checked)}
            />
          </Stack>
          <Button
            disabled={running}
            loading={start.pending}
            onClick={() => void start.run({ month, onlyWithMovement, large })}
          >
            {t('statement.start')}
          </Button>
        </Group>
        {!over && (
          <Alert color="yellow" role="status">
            {t('statement.notOver', { month: monthText(month) })}
          </Alert>
        )}
        {job && <JobState job={job} month={startedFor} onCancel={cancel} />}
      </Stack>
    </Section>
  );
}

function JobState({ job, month, onCancel }: { job: JobView; month: string; onCancel: () => void }) {
  const { t } = useTranslation('timebank');
  switch (job.state) {
    case 'running':
      return (
        <Group gap="md" wrap="nowrap">
          <Stack gap={4} flex={1}>
            <Progress.Root size="lg">
              <Progress.Section
                value={job.total === 0 ? 0 : (100 * job.done) / job.total}
                aria-label={t('statement.progress')}
                aria-valuetext={t('statement.progressOf', job)}
              />
            </Progress.Root>
            <Text size="sm" className="tabular" role="status">
              {job.total === 0
                ? t('statement.preparing')
                : t('statement.progressOf', { done: job.done, total: job.total })}
            </Text>
          </Stack>
          <Button variant="default" onClick={onCancel}>
            {t('statement.cancel')}
          </Button>
        </Group>
      );
    case 'cancelled':
      return <Alert role="status">{t('statement.cancelled')}</Alert>;
    case 'failed': {
      const code = (job.errorCode ?? 'internal') as ErrorCode;
      return (
        <Alert color="red" role="alert">
          {code === 'record.notFound'
            ? t('statement.nobody')
            : t('statement.failed', { message: errorMessage({ code, message: code }) })}
        </Alert>
      );
    }
    case 'done':
      return job.resultId === null ? null : <BatchResult documentId={job.resultId} month={month} />;
  }
}

function BatchResult({ documentId, month }: { documentId: string; month: string }) {
  const { t } = useTranslation('timebank');
  const document = useRoute('documents.read', { id: documentId }, { staleTime: Infinity });
  return (
    <section aria-label={t('statement.result')}>
      <Group justify="space-between" mb="sm">
        <Text fw={600} role="status">
          {t('statement.done', { month: monthText(month) })}
        </Text>
        <DocumentActions documentId={documentId} />
      </Group>
      <div className={styles.viewer}>
        <PdfViewer pdf={document.data?.pdf} loading={document.isPending} />
      </div>
    </section>
  );
}
