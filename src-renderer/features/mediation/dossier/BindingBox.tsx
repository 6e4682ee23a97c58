import { useEffect, useState } from 'react';
import { Alert, Button, Collapse, Group, Modal, Stack, Table, Text, Title } from '@mantine/core';
import { IconBook, IconEye } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { DossierView } from '../../../../src-main/contract/mediation/dossier.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { invalidate } from '../../../bridge/query-client.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText } from '../../../i18n/format.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { useJob } from '../../timebank/use-job.ts';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { JobProgress } from '../register/JobProgress.tsx';

interface BindingBoxProps {
  caseId: string;
  /** The case has its number: there is a 卷号 to bind under. */
  numbered: boolean;
  dossier: DossierView;
}

/** The bound dossier: preview, bind as a job, look at it, and whether something came after it. */
export function BindingBox({ caseId, numbered, dossier }: BindingBoxProps) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const { job, follow, cancel } = useJob();
  const [previewing, setPreviewing] = useState(false);
  const [viewing, setViewing] = useState(false);
  const [contents, setContents] = useState(false);
  const start = useCommand('mediation.bindDossier', { onDone: ({ jobId }) => follow(jobId) });
  const { bound, frozen } = dossier;
  const running = job?.state === 'running';
  const client = useQueryClient();
  // A job tells of documents only; what the case says of its dossier has changed with it.
  useEffect(() => {
    if (job?.state === 'done') void invalidate(client, ['mediation']);
  }, [client, job?.state]);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3}>{t('bind.title')}</Title>
        <Group gap="xs">
          {may('mediation.previewDossier') && !frozen ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconEye size="1.1rem" aria-hidden />}
              onClick={() => setPreviewing(true)}
            >
              {t('bind.preview')}
            </Button>
          ) : null}
          {may('mediation.bindDossier') && !frozen && numbered ? (
            <Button
              size="xs"
              leftSection={<IconBook size="1.1rem" aria-hidden />}
              disabled={running}
              loading={start.pending}
              onClick={() => void start.run({ caseId })}
            >
              {bound ? t('bind.again') : t('bind.bind')}
            </Button>
          ) : null}
          {bound ? (
            <Button size="xs" variant="default" onClick={() => setViewing(true)}>
              {t('bind.view')}
            </Button>
          ) : null}
        </Group>
      </Group>
      {running ? <JobProgress job={job} label={t('bind.running')} onCancel={cancel} /> : null}
      {job?.state === 'failed' ? (
        <Alert color="red" role="alert">
          {t('bind.failed', {
            message: errorMessage({ code: (job.errorCode ?? 'internal') as ErrorCode, message: '' }),
          })}
        </Alert>
      ) : null}
      {job?.state === 'cancelled' ? <Alert role="status">{t('bind.cancelled')}</Alert> : null}
      {bound ? (
        <>
          <Text role="status">
            {t('bind.current', { pages: bound.pages, at: instantText(bound.boundAt) })}
          </Text>
          {bound.current ? null : <Alert color="yellow">{t('bind.outOfDate')}</Alert>}
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            aria-expanded={contents}
            onClick={() => setContents((now) => !now)}
          >
            {t('bind.contents')}
          </Button>
          <Collapse expanded={contents}>
            <Table aria-label={t('bind.contents')} verticalSpacing={4} maw="44rem">
              <Table.Tbody>
                {bound.contents.map((one, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>{one.title}</Table.Td>
                    <Table.Td className="tabular" ta="end">
                      {one.from === null ? t('bind.apart') : t('bind.page', { n: one.from })}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Collapse>
          <DocumentDialog
            document={viewing ? { id: bound.documentId, title: bound.number } : undefined}
            onClose={() => setViewing(false)}
          />
        </>
      ) : (
        <Text c="dimmed">{t('bind.never')}</Text>
      )}
      {previewing ? <PreviewDialog caseId={caseId} onClose={() => setPreviewing(false)} /> : null}
    </Stack>
  );
}

function PreviewDialog({ caseId, onClose }: { caseId: string; onClose(): void }) {
  const { t } = useTranslation('dossier');
  const preview = useRoute('mediation.previewDossier', { caseId }, { staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('bind.preview')}
      fullScreen
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      {preview.error ? (
        <ErrorNotice error={preview.error.error} onRetry={() => void preview.refetch()} />
      ) : (
        <PdfViewer pdf={preview.data} loading={preview.isFetching} />
      )}
    </Modal>
  );
}
