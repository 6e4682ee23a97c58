import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';

/** The membership form of this member: look, issue, print. */
export function PaperSection({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  const [shown, setShown] = useState(false);
  const [issued, setIssued] = useState<string>();
  const issue = useCommand('timebank.issueMembershipForm', {
    onDone: ({ documentId }) => {
      setIssued(documentId);
      notifyDone(t('paper.issued'));
    },
  });
  if (!may('timebank.issueMembershipForm')) return null;
  return (
    <Section title={t('paper.title')}>
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="sm" variant="default" onClick={() => setShown(true)}>
            {t('paper.preview')}
          </Button>
          <Button
            size="sm"
            variant="default"
            loading={issue.pending}
            onClick={() => void issue.run({ memberId })}
          >
            {t('paper.issue')}
          </Button>
        </Group>
        {issued !== undefined && <DocumentActions documentId={issued} />}
        {shown && (
          <FormDialog opened title={t('paper.title')} size="64rem" onClose={() => setShown(false)}>
            <Preview memberId={memberId} />
          </FormDialog>
        )}
      </Stack>
    </Section>
  );
}

function Preview({ memberId }: { memberId: string }) {
  const draft = useRoute('timebank.previewMembershipForm', { memberId });
  if (draft.error) return <ErrorNotice error={draft.error.error} />;
  return <PdfViewer pdf={draft.data} loading={draft.isPending} />;
}
