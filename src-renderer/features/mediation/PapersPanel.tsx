import { useState } from 'react';
import { Badge, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { IconFileCheck, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { PackPaper } from '../../../src-main/contract/mediation/dossier.ts';
import { useNavigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorNotice, Loaded } from '../../ui/states.tsx';
import { AttachDialog } from './dossier/AttachDialog.tsx';
import classes from './dossier/dossier.module.css';
import { PackLine } from './dossier/PackLine.tsx';
import { DocumentDialog } from './DocumentDialog.tsx';
import { IssuedPapers } from './IssuedPapers.tsx';

/** The papers of the case: what the stage asks for, issued one by one or as a set, and everything issued. */
export function PapersPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('dossier');
  const pack = useRoute('mediation.readPack', { caseId: view.id });
  const navigate = useNavigate();
  return (
    <Section
      title={t('mediation:papers.title')}
      id="case-papers"
      actions={
        <Button variant="subtle" size="xs" onClick={() => navigate({ page: 'forms' })}>
          {t('pack.blank')}
        </Button>
      }
    >
      <Stack gap="md">
        <Loaded result={pack}>
          {({ papers, frozen }) => <Pack caseId={view.id} papers={papers} frozen={frozen} />}
        </Loaded>
        <IssuedPapers caseId={view.id} />
      </Stack>
    </Section>
  );
}

const keyOf = (one: PackPaper) => `${one.paper}/${one.subject}`;

function Pack({ caseId, papers, frozen }: { caseId: string; papers: readonly PackPaper[]; frozen: boolean }) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const [all, setAll] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [made, setMade] = useState<string[]>([]);
  const [previewing, setPreviewing] = useState<PackPaper>();
  const [viewing, setViewing] = useState<{ id: string; title: string }>();
  const [signing, setSigning] = useState<{ documentId: string; name: string }>();
  const mayIssue = may('mediation.issuePapers') && !frozen;
  const issue = useCommand('mediation.issuePapers', {
    onDone: ({ issued }) => {
      setMade(issued.map((one) => one.documentId));
      setTicked(new Set());
      notifyDone(t('pack.issued', { n: issued.length }));
    },
  });
  const print = useCommand('mediation.printPapers', {
    onDone: ({ printed }) => printed && notifyDone(t('pack.printed')),
  });
  const shown = papers.filter((one) => one.need !== 'other' || (all && one.ready));
  const chosen = shown.filter((one) => ticked.has(keyOf(one)) && one.ready);
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          {mayIssue ? (
            <Button
              size="xs"
              leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
              disabled={chosen.length === 0}
              loading={issue.pending}
              onClick={() =>
                void issue.run({ caseId, papers: chosen.map(({ paper, subject }) => ({ paper, subject })) })
              }
            >
              {t('pack.issueSelected', { n: chosen.length })}
            </Button>
          ) : null}
          {made.length > 0 ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPrinter size="1.1rem" aria-hidden />}
              loading={print.pending}
              onClick={() => void print.run({ caseId, documentIds: made })}
            >
              {t('pack.printMade')}
            </Button>
          ) : null}
        </Group>
        <Checkbox
          size="sm"
          label={t('pack.showOther')}
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
      </Group>
      <div className={classes.pack} role="group" aria-label={t('pack.list')}>
        {shown.map((one) => (
          <PackLine
            key={keyOf(one)}
            paper={one}
            mayIssue={mayIssue}
            ticked={ticked.has(keyOf(one))}
            onTick={(now) =>
              setTicked((before) => {
                const next = new Set(before);
                if (now) next.add(keyOf(one));
                else next.delete(keyOf(one));
                return next;
              })
            }
            onPreview={() => setPreviewing(one)}
            onIssue={() => void issue.run({ caseId, papers: [{ paper: one.paper, subject: one.subject }] })}
            onView={(document) => setViewing(document)}
            onSignedCopy={(documentId, name) => setSigning({ documentId, name })}
          />
        ))}
      </div>
      {previewing ? (
        <PreviewDialog caseId={caseId} paper={previewing} onClose={() => setPreviewing(undefined)} />
      ) : null}
      <DocumentDialog document={viewing} onClose={() => setViewing(undefined)} />
      {signing ? (
        <AttachDialog caseId={caseId} target={signing} onClose={() => setSigning(undefined)} />
      ) : null}
    </div>
  );
}

function PreviewDialog({ caseId, paper, onClose }: { caseId: string; paper: PackPaper; onClose(): void }) {
  const { t } = useTranslation('common');
  const preview = useRoute(
    'mediation.previewPaper',
    { caseId, paper: paper.paper, subject: paper.subject },
    { staleTime: 0 },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Group gap="xs">
          <Text fw={600}>{t(`documents:kind.mediation.${paper.paper}`)}</Text>
          {paper.subjectTitle ? <Badge color="gray">{paper.subjectTitle}</Badge> : null}
        </Group>
      }
      fullScreen
      closeButtonProps={{ 'aria-label': t('action.close') }}
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
