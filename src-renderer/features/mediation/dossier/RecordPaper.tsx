import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaperName } from '../../../../src-main/contract/mediation/case-papers.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { DocumentDialog } from '../DocumentDialog.tsx';

interface RecordPaperProps {
  caseId: string;
  paper: Exclude<PaperName, 'agreement'>;
  /** Id of the record that the paper is about. */
  subject: string;
  what: string;
}

/** The official paper about one record: shown when it was issued, else issued here. */
export function RecordPaper({ caseId, paper, subject, what }: RecordPaperProps) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const { data } = useRoute('mediation.readPack', { caseId });
  const [viewing, setViewing] = useState(false);
  const issue = useCommand('mediation.issuePapers', {
    onDone: ({ issued }) => {
      notifyDone(t('pack.issued', { n: issued.length }));
      setViewing(true);
    },
  });
  const line = data?.papers.find((one) => one.paper === paper && one.subject === subject);
  if (!line) return null;
  const name = t(`documents:kind.mediation.${paper}`);
  const latest = line.issued[0];
  const icon = <IconFileText size="0.9rem" aria-hidden />;
  if (latest) {
    return (
      <>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={icon}
          aria-label={t('proof.viewPaper', { paper: name, what })}
          onClick={() => setViewing(true)}
        >
          {name} {latest.number}
        </Button>
        <DocumentDialog
          document={viewing ? { id: latest.documentId, title: latest.title } : undefined}
          onClose={() => setViewing(false)}
        />
      </>
    );
  }
  if (!line.ready || !may('mediation.issuePapers')) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={icon}
      loading={issue.pending}
      aria-label={t('proof.issuePaperOf', { paper: name, what })}
      onClick={() => void issue.run({ caseId, papers: [{ paper, subject }] })}
    >
      {t('proof.issuePaper', { paper: name })}
    </Button>
  );
}
