import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { Page } from '../../../ui/Page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { CovenantEditor } from './CovenantEditor.tsx';

/** One covenant: written, issued, followed up. */
export function CovenantPage({ params }: PageProps) {
  const { t } = useTranslation('lines');
  const id = params.id ?? 'new';
  if (id !== 'new') return <KnownCovenant key={id} id={id} />;
  return (
    <Page title={t('covenant.new')} actions={<BackButton />}>
      <CovenantEditor view={undefined} />
    </Page>
  );
}

function KnownCovenant({ id }: { id: string }) {
  const { t } = useTranslation('lines');
  const covenant = useRoute('mediation.readCovenant', { id });
  return (
    <Loaded result={covenant}>
      {(view) => (
        <Page
          title={view.title}
          subtitle={[t(`covenantKind.${view.kind}`), view.number ?? t('covenant.draft')].join(' · ')}
          actions={<BackButton />}
        >
          <CovenantEditor view={view} />
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
      onClick={() => navigate({ page: 'covenants' })}
    >
      {t('covenant.title')}
    </Button>
  );
}
