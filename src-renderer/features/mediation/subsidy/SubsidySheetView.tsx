import { useState } from 'react';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SubsidySheetView as Sheet } from '../../../../src-main/contract/mediation/subsidy.ts';
import { navigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, instantText } from '../../../i18n/format.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { DraftDialog } from '../DraftDialog.tsx';
import { Facts } from '../Facts.tsx';
import { Corrections } from './Corrections.tsx';
import { LinesTable } from './LinesTable.tsx';
import { SheetActions } from './SheetActions.tsx';
import { SheetTotals } from './SheetTotals.tsx';
import { SubsidyState } from './SubsidyState.tsx';

/** A sheet on file: what it says, what is doubtful, and what can be done with it. */
export function SubsidySheetView({ sheet, onEdit }: { sheet: Sheet; onEdit: () => void }) {
  const { t } = useTranslation('subsidy');
  const [previewing, setPreviewing] = useState(false);
  const [paper, setPaper] = useState<{ id: string; title: string }>();
  const draft = useRoute(
    'mediation.previewSubsidySheet',
    { id: sheet.id },
    { enabled: previewing, staleTime: 0 },
  );
  const title = t('sheet.title', { number: sheet.number });
  const by = (name: string | null, at: string | null) =>
    name === null ? '' : [name, at === null ? '' : instantText(at)].filter(Boolean).join(' · ');
  return (
    <Page
      title={title}
      subtitle={
        <Group gap="xs" mt={4}>
          <SubsidyState state={sheet.state} />
          {`${dateText(sheet.periodFrom)}—${dateText(sheet.periodTo)}`}
        </Group>
      }
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size="1.1rem" aria-hidden />}
            onClick={() => navigate({ page: 'subsidy' })}
          >
            {t('sheet.back')}
          </Button>
          <SheetActions
            sheet={sheet}
            onEdit={onEdit}
            onPreview={() => setPreviewing(true)}
            onPaper={(id) => setPaper({ id, title })}
          />
        </>
      }
    >
      <Stack>
        {sheet.state === 'returned' || sheet.state === 'cancelled' ? (
          <Alert color="yellow" c="var(--mantine-color-text)">
            {t(sheet.state === 'returned' ? 'sheet.reasonReturned' : 'sheet.reasonCancelled', {
              reason: sheet.reason,
            })}
          </Alert>
        ) : null}
        {sheet.state === 'submitted' && sheet.ownSheet ? (
          <Alert color="blue" c="var(--mantine-color-text)">
            {t('sheet.ownSheet')}
          </Alert>
        ) : null}
        <Section title={t('sheet.head')}>
          <Facts
            entries={[
              [t('sheet.madeBy'), sheet.madeBy],
              [t('sheet.submittedBy'), by(sheet.submittedBy, sheet.submittedAt)],
              [t('sheet.approvedBy'), by(sheet.approvedBy, sheet.approvedAt)],
              [t('sheet.note'), sheet.note],
            ]}
          />
        </Section>
        <Section title={t('sheet.lines')}>
          {sheet.lines.length === 0 ? (
            <EmptyState text={t('sheet.emptyView')} />
          ) : (
            <LinesTable lines={sheet.lines} findings={sheet.findings} />
          )}
        </Section>
        <SheetTotals sheet={sheet} />
        {sheet.state === 'approved' ? <Corrections sheet={sheet} /> : null}
      </Stack>
      <DraftDialog opened={previewing} title={title} draft={draft} onClose={() => setPreviewing(false)} />
      <DocumentDialog document={paper} onClose={() => setPaper(undefined)} />
    </Page>
  );
}
