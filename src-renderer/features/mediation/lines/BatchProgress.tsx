import { Alert, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconFileCheck, IconFolderPlus, IconPrinter } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { BatchView } from '../../../../src-main/contract/mediation/batches.ts';
import type { JobView } from '../../../../src-main/contract/platform.ts';
import { useQueryClient } from '@tanstack/react-query';
import { formatPlace } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { invalidate } from '../../../bridge/query-client.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, instantText, moneyText } from '../../../i18n/format.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { Section } from '../../../ui/Section.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { useJob } from '../../timebank/use-job.ts';
import { FindingLines } from '../FindingLines.tsx';
import { StageBadge } from '../StageBadge.tsx';
import { OpenBatchDialog } from './OpenBatchDialog.tsx';

type Task = 'open' | 'issue' | 'print';

interface BatchProgressProps {
  view: BatchView;
  /** The job that has just begun to make the cases. */
  opening: string | undefined;
}

/** How far each owner’s case has come; agreements issued and printed together. */
export function BatchProgress({ view, opening }: BatchProgressProps) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const client = useQueryClient();
  const { job, follow, cancel } = useJob();
  const [what, setWhat] = useState<Task>('open');
  const [goingOn, setGoingOn] = useState(false);
  const begin = useCallback(
    (kind: Task, jobId: string) => {
      setWhat(kind);
      follow(jobId);
    },
    [follow],
  );
  const start = (kind: Task) => ({ onDone: ({ jobId }: { jobId: string }) => begin(kind, jobId) });
  useEffect(() => {
    if (opening !== undefined) begin('open', opening);
  }, [begin, opening]);
  const issue = useCommand('mediation.issueBatch', start('issue'));
  const print = useCommand('mediation.printBatch', start('print'));
  const state = job?.state;
  const running = state === 'running';
  const issued = view.progress.filter((one) => one.agreementNumber !== null).length;
  const all = view.progress.length;
  const untouched = view.progress.filter((one) => one.caseId === null).length;
  const left = view.progress.filter((one) => one.refusal !== null).length;
  const waiting = view.progress.some((one) => one.agreementNumber === null && one.stage === 'accepted');

  // A job tells of documents only; the stages of the cases have changed with it.
  useEffect(() => {
    if (state !== undefined && state !== 'running') void invalidate(client, ['mediation']);
  }, [client, state]);
  return (
    <Stack>
      <Section
        title={t('batch.progress')}
        actions={
          <>
            {may('mediation.openBatch') && untouched > 0 && !running ? (
              <Button
                size="xs"
                leftSection={<IconFolderPlus size="1.1rem" aria-hidden />}
                onClick={() => setGoingOn(true)}
              >
                {t('batch.goOn', { n: untouched })}
              </Button>
            ) : null}
            {may('mediation.issueBatch') && waiting ? (
              <Button
                size="xs"
                leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
                disabled={running}
                loading={issue.pending}
                onClick={() => void issue.run({ id: view.id, version: view.version })}
              >
                {t('batch.issueAll')}
              </Button>
            ) : null}
            {may('mediation.printBatch') && issued > 0 ? (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPrinter size="1.1rem" aria-hidden />}
                disabled={running}
                loading={print.pending}
                onClick={() => void print.run({ id: view.id })}
              >
                {t('batch.printAll')}
              </Button>
            ) : null}
          </>
        }
      >
        <Stack gap="sm">
          <Text role="status">
            {t('batch.progressText', { issued, all, total: moneyText(view.totalFen) })}
          </Text>
          {job ? <JobLine job={job} what={what} left={left} onCancel={cancel} /> : null}
          {view.documents.map((document) => (
            <Group key={document.id} justify="space-between" role="group" aria-label={document.title}>
              <Text>
                {document.title} · {instantText(document.issuedAt)}
              </Text>
              <DocumentActions documentId={document.id} size="xs" />
            </Group>
          ))}
          <Table withTableBorder highlightOnHover aria-label={t('batch.progress')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('charge.room')}</Table.Th>
                <Table.Th>{t('batch.owner')}</Table.Th>
                <Table.Th ta="end">{t('batch.due')}</Table.Th>
                <Table.Th>{t('batch.case')}</Table.Th>
                <Table.Th>{t('mediation:list.stage')}</Table.Th>
                <Table.Th>{t('mediation:agreement.number')}</Table.Th>
                <Table.Th>{t('batch.inEffect')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="tabular">
              {view.progress.map((row) => (
                <Table.Tr key={row.rowId}>
                  <Table.Td>{row.room}</Table.Td>
                  <Table.Td>{row.owner}</Table.Td>
                  <Table.Td ta="end">{moneyText(row.dueFen)}</Table.Td>
                  <Table.Td>
                    {row.caseId ? (
                      <a href={formatPlace({ page: 'case', params: { id: row.caseId } })}>
                        {row.number ?? t('mediation:list.noNumber')}
                      </a>
                    ) : null}
                  </Table.Td>
                  <Table.Td>{row.stage ? <StageBadge stage={row.stage} /> : null}</Table.Td>
                  <Table.Td>
                    {row.agreementNumber ?? '–'}
                    {row.refusal ? (
                      <Text size="sm" c="red.8">
                        {errorMessage({
                          code: row.refusal.code,
                          message: row.refusal.code,
                          params: row.refusal.params,
                        })}
                      </Text>
                    ) : null}
                  </Table.Td>
                  <Table.Td>{dateText(row.effectiveOn)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <FindingLines findings={view.findings} />
        </Stack>
      </Section>
      <OpenBatchDialog
        view={view}
        version={view.version}
        rows={untouched}
        opened={goingOn}
        onClose={() => setGoingOn(false)}
        onOpening={(jobId) => begin('open', jobId)}
      />
    </Stack>
  );
}

interface JobLineProps {
  job: JobView;
  what: Task;
  /** Agreements that could not be issued; each line says why. */
  left: number;
  onCancel: () => void;
}

function JobLine({ job, what, left, onCancel }: JobLineProps) {
  const { t } = useTranslation('lines');
  if (job.state === 'running') {
    return (
      <Group wrap="nowrap">
        <Progress.Root size="lg" flex={1}>
          <Progress.Section
            value={job.total === 0 ? 0 : (100 * job.done) / job.total}
            aria-label={t(`job.${what}`)}
          />
        </Progress.Root>
        <Text size="sm" className="tabular" role="status">
          {t('job.progress', { done: job.done, total: job.total })}
        </Text>
        <Button variant="default" size="xs" onClick={onCancel}>
          {what === 'print' ? t('common:action.cancel') : t('job.stop')}
        </Button>
      </Group>
    );
  }
  if (job.state === 'failed') {
    const code = (job.errorCode ?? 'internal') as ErrorCode;
    return (
      <Alert color="red" role="alert">
        {t(`job.failed.${what}`, { message: errorMessage({ code, message: code }) })}
      </Alert>
    );
  }
  if (job.state === 'done' && what === 'issue' && left > 0) {
    return (
      <Alert color="yellow" role="alert" c="var(--mantine-color-text)">
        {t('job.left', { n: left })}
      </Alert>
    );
  }
  return (
    <Alert role="status">{t(job.state === 'done' ? `job.done.${what}` : `job.cancelled.${what}`)}</Alert>
  );
}
