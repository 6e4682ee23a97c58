import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import styles from '../Statement.module.css';
import { useJob } from '../use-job.ts';
import { JobProgress } from './JobProgress.tsx';

/** One button that recomputes everything, with progress, and a report that can be printed and kept. */
export function SelfAudit() {
  const { t } = useTranslation('timebankClosing');
  const { job, follow, cancel } = useJob();
  const start = useCommand('timebank.startSelfAudit', { onDone: ({ jobId }) => follow(jobId) });
  return (
    <Section title={t('audit.title')}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed" flex="1 1 16rem">
            {t('audit.hint')}
          </Text>
          <Button
            variant="default"
            loading={start.pending}
            disabled={job?.state === 'running'}
            onClick={() => void start.run({})}
          >
            {t('audit.start')}
          </Button>
        </Group>
        {job && <JobProgress job={job} label={t('audit.title')} onCancel={cancel} />}
        {job?.state === 'done' && job.resultId !== null && <Report documentId={job.resultId} />}
      </Stack>
    </Section>
  );
}

/** The result in words, in colour and by its sign; the report is below. */
function Report({ documentId }: { documentId: string }) {
  const { t } = useTranslation('timebankClosing');
  const document = useRoute('documents.read', { id: documentId }, { staleTime: Infinity });
  const result = useRoute('timebank.readAuditReport', { documentId }, { staleTime: Infinity });
  const intact = result.data?.intact;
  return (
    <Stack gap="sm">
      {result.error && <ErrorNotice error={result.error.error} />}
      {result.data && (
        <Alert
          role={intact ? 'status' : 'alert'}
          color={intact ? 'pine' : 'red'}
          icon={intact ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={t(intact ? 'audit.intact' : 'audit.broken', { count: result.data.problems.length })}
        >
          <Text size="sm">
            {t('audit.counted', { transactions: result.data.transactions, entries: result.data.entries })}
          </Text>
          {!intact && (
            <>
              <Text size="sm">{t('audit.whatNow')}</Text>
              <List size="sm">
                {result.data.problems.slice(0, SHOWN).map((problem) => (
                  <List.Item key={problem}>{problem}</List.Item>
                ))}
              </List>
            </>
          )}
        </Alert>
      )}
      <DocumentActions documentId={documentId} />
      <div className={styles.viewer}>
        <PdfViewer pdf={document.data?.pdf} loading={document.isPending} />
      </div>
    </Stack>
  );
}

/** The rest stands in the report. */
const SHOWN = 10;
