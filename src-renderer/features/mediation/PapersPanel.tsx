import { useState } from 'react';
import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { IconEye, IconFileCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { instantText } from '../../i18n/format.ts';
import { notifyDone } from '../../ui/notify.ts';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorNotice, Loaded } from '../../ui/states.tsx';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { DocumentDialog } from './DocumentDialog.tsx';
import { offers } from './stages.ts';

type FormPaper = 'applicationForm' | 'acceptanceForm';

/** The papers of the case: the two forms to preview and issue, and everything issued. The agreement is issued in its editor. */
export function PapersPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const can = offers(view);
  const [previewing, setPreviewing] = useState<FormPaper>();
  const mayIssue = may('mediation.issuePaper');
  return (
    <Section title={t('papers.title')} id="case-papers">
      <Stack gap="md">
        {mayIssue ? (
          <Group gap="md">
            {can.issueApplicationForm ? (
              <PaperButtons view={view} paper="applicationForm" onPreview={setPreviewing} />
            ) : null}
            {can.issueAcceptanceForm ? (
              <PaperButtons view={view} paper="acceptanceForm" onPreview={setPreviewing} />
            ) : null}
          </Group>
        ) : null}
        <IssuedPapers caseId={view.id} />
      </Stack>
      <PreviewDialog caseId={view.id} paper={previewing} onClose={() => setPreviewing(undefined)} />
    </Section>
  );
}

function PaperButtons({
  view,
  paper,
  onPreview,
}: {
  view: CaseView;
  paper: FormPaper;
  onPreview(paper: FormPaper): void;
}) {
  const { t } = useTranslation('mediation');
  const name = t(`papers.${paper}`);
  const issue = useCommand('mediation.issuePaper', {
    onDone: ({ number }) => notifyDone(t('papers.issued', { paper: name, number })),
  });
  return (
    <Button.Group>
      <Button
        variant="default"
        leftSection={<IconEye size="1.1rem" aria-hidden />}
        onClick={() => onPreview(paper)}
      >
        {t('papers.preview', { paper: name })}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
        loading={issue.pending}
        onClick={() => void issue.run({ caseId: view.id, paper })}
      >
        {t('papers.issue', { paper: name })}
      </Button>
    </Button.Group>
  );
}

function PreviewDialog({
  caseId,
  paper,
  onClose,
}: {
  caseId: string;
  paper: FormPaper | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('mediation');
  const preview = useRoute(
    'mediation.previewPaper',
    { caseId, paper: paper ?? 'applicationForm' },
    { enabled: paper !== undefined, staleTime: 0 },
  );
  return (
    <Modal
      opened={paper !== undefined}
      onClose={onClose}
      title={paper ? t(`papers.${paper}`) : ''}
      fullScreen
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      {preview.error ? (
        <ErrorNotice error={preview.error.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {paper ? <PdfViewer pdf={preview.data} loading={preview.isFetching} /> : null}
    </Modal>
  );
}

function IssuedPapers({ caseId }: { caseId: string }) {
  const { t } = useTranslation('mediation');
  const [open, setOpen] = useState<{ id: string; title: string }>();
  const documents = useRoute('documents.list', { owner: `case:${caseId}` });
  return (
    <Loaded result={documents}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Text c="dimmed">{t('papers.none')}</Text>
        ) : (
          <Table.ScrollContainer minWidth="40rem">
            <Table aria-label={t('papers.list')} verticalSpacing={6}>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>
                      <Text fw={600}>{row.title}</Text>
                      <Text size="sm" c="dimmed">
                        {row.number} · {t('common:pdf.pages', { pages: row.pages })} ·{' '}
                        {instantText(row.issuedAt)} · {row.issuedBy}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap="xs" justify="flex-end" role="group" aria-label={row.title}>
                        <Button
                          size="xs"
                          variant="default"
                          leftSection={<IconEye size="1.1rem" aria-hidden />}
                          onClick={() => setOpen({ id: row.id, title: row.title })}
                        >
                          {t('common:action.view')}
                        </Button>
                        <DocumentActions documentId={row.id} size="xs" />
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <DocumentDialog document={open} onClose={() => setOpen(undefined)} />
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}
