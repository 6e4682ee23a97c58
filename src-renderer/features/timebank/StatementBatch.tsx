import { useState } from 'react';
import { Alert, Button, Checkbox, Group, Progress, Radio, Stack, Text } from '@mantine/core';
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
import { StatementFiles } from './StatementFiles.tsx';
import { useJob } from './use-job.ts';
import styles from './Statement.module.css';

type Way = 'one' | 'files';
type Order = 'number' | 'grid';

/** All members' statements of a month, as one PDF or as one each in a folder: a job with progress that can be stopped. */
export function StatementBatch() {
  const { t } = useTranslation(['timebank', 'timebankClosing']);
  const [month, setMonth] = useState(lastMonth);
  const [started, setStarted] = useState<{ month: string; way: Way }>({ month, way: 'one' });
  const [way, setWay] = useState<Way>('one');
  const [order, setOrder] = useState<Order>('number');
  const [onlyWithMovement, setOnlyWithMovement] = useState(true);
  const [large, setLarge] = useState(false);
  const { job, follow, cancel } = useJob();
  const begun = (jobId: string | null) => {
    // No folder was chosen: nothing begins, and what was made before stays on the page.
    if (jobId === null) return;
    setStarted({ month, way });
    follow(jobId);
  };
  const one = useCommand('timebank.issueStatementBatch', { onDone: ({ jobId }) => begun(jobId) });
  const files = useCommand('timebank.issueStatementFiles', { onDone: ({ jobId }) => begun(jobId) });
  const choice = { month, onlyWithMovement, large, order };
  const over = month < todayText().slice(0, 7);

  return (
    <Section title={t('statement.batch')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t(way === 'one' ? 'statement.batchHint' : 'timebankClosing:files.hint')}
        </Text>
        <Group align="flex-start" gap="xl">
          <MonthSelect value={month} onChange={setMonth} />
          <Radio.Group label={t('timebankClosing:files.way')} value={way} onChange={(value) => setWay(value)}>
            <Stack gap={6} mt={4}>
              <Radio value="one" label={t('timebankClosing:files.ways.one')} />
              <Radio value="files" label={t('timebankClosing:files.ways.files')} />
            </Stack>
          </Radio.Group>
          <Radio.Group
            label={t('timebankClosing:files.order')}
            value={order}
            onChange={(value) => setOrder(value)}
          >
            <Stack gap={6} mt={4}>
              <Radio value="number" label={t('timebankClosing:files.orders.number')} />
              <Radio value="grid" label={t('timebankClosing:files.orders.grid')} />
            </Stack>
          </Radio.Group>
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
        </Group>
        <Group>
          <Button
            disabled={job?.state === 'running'}
            loading={one.pending || files.pending}
            onClick={() => void (way === 'one' ? one : files).run(choice)}
          >
            {t(way === 'one' ? 'statement.start' : 'timebankClosing:files.start')}
          </Button>
        </Group>
        {!over && (
          <Alert color="yellow" role="status">
            {t('statement.notOver', { month: monthText(month) })}
          </Alert>
        )}
        {job && <JobState job={job} started={started} onCancel={cancel} />}
        {job && started.way === 'files' && <StatementFiles job={job} month={started.month} />}
      </Stack>
    </Section>
  );
}

function JobState({
  job,
  started,
  onCancel,
}: {
  job: JobView;
  started: { month: string; way: Way };
  onCancel: () => void;
}) {
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
      // Files that were written stay: StatementFiles says how many.
      return started.way === 'one' ? <Alert role="status">{t('statement.cancelled')}</Alert> : null;
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
      return job.resultId === null ? null : <BatchResult documentId={job.resultId} month={started.month} />;
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
