import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconEye, IconFileCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { DraftDialog } from '../DraftDialog.tsx';

/** The counted compensation as a reference sheet: looked at, or issued and filed on the case. */
export function CompensationPaper({ caseId }: { caseId: string }) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const [previewing, setPreviewing] = useState(false);
  const [paper, setPaper] = useState<{ id: string; title: string }>();
  const draft = useRoute(
    'mediation.previewCompensationSheet',
    { caseId },
    { enabled: previewing, staleTime: 0 },
  );
  const title = t('compensation.paper');
  const issue = useCommand('mediation.issueCompensationSheet', {
    onDone: ({ documentId, number }) => setPaper({ id: documentId, title: `${title} ${number}` }),
  });
  if (!may('mediation.issueCompensationSheet')) return null;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconEye size="1.1rem" aria-hidden />}
        onClick={() => setPreviewing(true)}
      >
        {t('compensation.preview')}
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
        loading={issue.pending}
        onClick={() => void issue.run({ caseId })}
      >
        {t('compensation.issue')}
      </Button>
      <DraftDialog opened={previewing} title={title} draft={draft} onClose={() => setPreviewing(false)} />
      <DocumentDialog document={paper} onClose={() => setPaper(undefined)} />
    </Group>
  );
}
