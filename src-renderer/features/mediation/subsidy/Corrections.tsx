import { useState } from 'react';
import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { SubsidyCorrectionView } from '../../../../src-main/contract/mediation/subsidy-corrections.ts';
import type { SubsidySheetView } from '../../../../src-main/contract/mediation/subsidy.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText, moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { DraftDialog } from '../DraftDialog.tsx';
import classes from '../mediation.module.css';
import { CorrectionDecision } from './CorrectionDecision.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';

/** Corrections of an approved sheet: each with what stood, what stands instead, and who decided. */
export function Corrections({ sheet }: { sheet: SubsidySheetView }) {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const list = useRoute('mediation.listSubsidyCorrections', { sheetId: sheet.id });
  const [making, setMaking] = useState(false);
  const [deciding, setDeciding] = useState<{ id: string; step: 'approve' | 'refuse' }>();
  const [drawn, setDrawn] = useState<SubsidyCorrectionView>();
  const [paper, setPaper] = useState<{ id: string; title: string }>();
  const draft = useRoute(
    'mediation.previewSubsidyCorrection',
    { id: drawn?.id ?? sheet.id },
    { enabled: drawn !== undefined, staleTime: 0 },
  );
  return (
    <Section
      title={t('correction.label')}
      actions={
        may('mediation.saveSubsidyCorrection') && list.data ? (
          <AddButton
            size="xs"
            variant="default"
            disabled={list.data.corrections.some(({ state }) => state === 'submitted')}
            onClick={() => setMaking(true)}
          >
            {t('correction.new')}
          </AddButton>
        ) : null
      }
    >
      <Loaded result={list}>
        {({ corrections, standing, totalFen }) => (
          <Stack>
            {corrections.length === 0 ? (
              <Text c="dimmed">{t('correction.none')}</Text>
            ) : (
              <Text fw={600} role="status">
                {t('correction.total', {
                  before: moneyText(sheet.totalFen),
                  after: moneyText(totalFen),
                })}
              </Text>
            )}
            {corrections.map((one) => (
              <Card
                key={one.id}
                correction={one}
                onDecide={(step) => setDeciding({ id: one.id, step })}
                onPreview={() => setDrawn(one)}
                onPaper={(id) => setPaper({ id, title: t('correction.nth', { number: one.number }) })}
              />
            ))}
            {making ? (
              <CorrectionDialog sheet={sheet} standing={standing} onClose={() => setMaking(false)} />
            ) : null}
            {corrections
              .filter(({ id }) => id === deciding?.id)
              .map((one) => (
                <CorrectionDecision
                  key={one.id}
                  correction={one}
                  totalFen={totalFen}
                  step={deciding?.step ?? 'approve'}
                  onClose={() => setDeciding(undefined)}
                />
              ))}
          </Stack>
        )}
      </Loaded>
      <DraftDialog
        opened={drawn !== undefined}
        title={t('correction.nth', { number: drawn?.number ?? '' })}
        draft={draft}
        onClose={() => setDrawn(undefined)}
      />
      <DocumentDialog document={paper} onClose={() => setPaper(undefined)} />
    </Section>
  );
}

interface CardProps {
  correction: SubsidyCorrectionView;
  onDecide(step: 'approve' | 'refuse'): void;
  onPreview(): void;
  onPaper(documentId: string): void;
}

function Card({ correction: one, onDecide, onPreview, onPaper }: CardProps) {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const open = one.state === 'submitted';
  const name = t('correction.nth', { number: one.number });
  return (
    <article className={classes.card} aria-label={name}>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Title order={3}>{name}</Title>
          <Badge
            color={one.state === 'approved' ? 'pine' : 'gray'}
            c="var(--mantine-color-text)"
            variant="light"
          >
            {t(`correction.state.${one.state}`)}
          </Badge>
          <Text className="tabular" fw={600}>
            {difference(one.totalFen)}
          </Text>
        </Group>
        <Group gap="xs">
          {one.documentId === null ? (
            <Button size="compact-sm" variant="default" onClick={onPreview}>
              {t('correction.preview')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => onPaper(one.documentId!)}>
              {t('correction.document')}
            </Button>
          )}
          {open && may('mediation.decideSubsidyCorrection') ? (
            <>
              <Button
                size="compact-sm"
                variant="default"
                disabled={one.own}
                onClick={() => onDecide('refuse')}
              >
                {t('correction.refuse')}
              </Button>
              <Button size="compact-sm" disabled={one.own} onClick={() => onDecide('approve')}>
                {t('correction.approve')}
              </Button>
            </>
          ) : null}
        </Group>
      </Group>
      <Text>{t('correction.because', { reason: one.reason })}</Text>
      {one.refusal === '' ? null : <Text>{t('correction.refusedBecause', { reason: one.refusal })}</Text>}
      <Text size="sm" c="dimmed">
        {t('correction.made', { by: one.madeBy, at: instantText(one.madeAt) })}
        {one.decidedBy === null || one.decidedAt === null
          ? ''
          : t('correction.decided', { by: one.decidedBy, at: instantText(one.decidedAt) })}
      </Text>
      <Table mt="xs" aria-label={name}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.case')}</Table.Th>
            <Table.Th>{t('column.mediator')}</Table.Th>
            <Table.Th ta="end">{t('correction.before')}</Table.Th>
            <Table.Th ta="end">{t('correction.after')}</Table.Th>
            <Table.Th ta="end">{t('correction.difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="tabular">
          {one.entries.map((entry) => (
            <Table.Tr key={`${entry.lineId} ${entry.userId}`}>
              <Table.Td>{entry.caseNumber}</Table.Td>
              <Table.Td>{entry.name}</Table.Td>
              <Table.Td ta="end">{moneyText(entry.beforeFen)}</Table.Td>
              <Table.Td ta="end">{moneyText(entry.afterFen)}</Table.Td>
              <Table.Td ta="end">{difference(entry.afterFen - entry.beforeFen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </article>
  );
}

const difference = (amountFen: number): string =>
  `${amountFen < 0 ? '−' : '+'}${moneyText(Math.abs(amountFen))}`;
