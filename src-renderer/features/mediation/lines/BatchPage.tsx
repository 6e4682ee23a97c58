import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { Page } from '../../../ui/Page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { BatchEditor } from './BatchEditor.tsx';
import { BatchProgress } from './BatchProgress.tsx';

/** One batch: its sheet while it is a draft, the progress of its cases afterwards. */
export function BatchPage({ params }: PageProps) {
  const id = params.id ?? 'new';
  return id === 'new' ? <NewBatch /> : <KnownBatch key={id} id={id} />;
}

function NewBatch() {
  const { t } = useTranslation('lines');
  return (
    <Page title={t('batch.new')} actions={<BackButton />}>
      <BatchEditor view={undefined} />
    </Page>
  );
}

function KnownBatch({ id }: { id: string }) {
  const batch = useRoute('mediation.readBatch', { id });
  // The job that makes the cases is started by the editor and followed by what takes its place.
  const [opening, setOpening] = useState<string>();
  return (
    <Loaded result={batch}>
      {(view) => (
        <Page title={view.name} subtitle={view.firm.name} actions={<BackButton />}>
          {view.state === 'draft' ? (
            <BatchEditor view={view} onOpening={setOpening} />
          ) : (
            <BatchProgress view={view} opening={opening} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

function BackButton() {
  const { t } = useTranslation('lines');
  const navigate = useNavigate();
  return (
    <Button
      variant="subtle"
      leftSection={<IconArrowLeft size="1.1rem" aria-hidden />}
      onClick={() => navigate({ page: 'batches' })}
    >
      {t('batch.title')}
    </Button>
  );
}
