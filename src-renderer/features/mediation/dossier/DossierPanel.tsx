import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { DossierView } from '../../../../src-main/contract/mediation/dossier.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { ArchiveBox } from './ArchiveBox.tsx';
import { BindingBox } from './BindingBox.tsx';
import { CompletenessRing } from './CompletenessRing.tsx';
import { DossierRows } from './DossierRows.tsx';
import { NoteBox } from './NoteBox.tsx';
import { ScoreReasons } from './ScoreReasons.tsx';

/** What belongs into the dossier and what is missing, its quality, the binding, and the way into the archive. */
export function DossierPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('dossier');
  const result = useRoute('mediation.readDossier', { caseId: view.id });
  return (
    <Section title={t('title')} id="case-dossier">
      <Loaded result={result}>{(dossier) => <Dossier view={view} dossier={dossier} />}</Loaded>
    </Section>
  );
}

function Dossier({ view, dossier }: { view: CaseView; dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const { must, present, missing, missingAsNeeded } = dossier.completeness;
  const mayEdit = may('mediation.saveDossier') && !dossier.frozen;
  return (
    <Stack gap="md">
      {dossier.frozen ? (
        <Alert icon={<IconLock size="1.2rem" aria-hidden />} color="gray">
          {t('frozen')}
        </Alert>
      ) : null}
      <Group gap="lg" wrap="wrap" align="center">
        <CompletenessRing must={must} present={present} />
        <Stack gap={2} flex="1 1 16rem">
          <Text fw={600}>{missing === 0 ? t('ring.complete') : t('ring.missing', { n: missing })}</Text>
          {missingAsNeeded > 0 ? (
            <Text c="dimmed">{t('ring.missingAsNeeded', { n: missingAsNeeded })}</Text>
          ) : null}
          <ScoreReasons score={dossier.score} />
        </Stack>
      </Group>
      <DossierRows dossier={dossier} mayEdit={mayEdit} />
      <NoteBox dossier={dossier} mayEdit={mayEdit} />
      <BindingBox caseId={view.id} numbered={view.number !== null} dossier={dossier} />
      <ArchiveBox view={view} dossier={dossier} />
    </Stack>
  );
}
