import { useState } from 'react';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exportFormats, type ExportFormat } from '../../../../src-main/contract/timebank/closing.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { useJob } from '../use-job.ts';
import { JobProgress } from './JobProgress.tsx';

/** The whole ledger for other programs, so that somebody else can compute every balance again. */
export function LedgerExport() {
  const { t } = useTranslation('timebankClosing');
  const [format, setFormat] = useState<ExportFormat>('hledger');
  const { job, follow, cancel } = useJob();
  const start = useCommand('timebank.exportLedger', { onDone: ({ jobId }) => follow(jobId) });
  const save = useCommand('timebank.saveLedgerExport', {
    onDone: ({ savedAs, transactions }) =>
      savedAs !== null && notifyDone(t('export.saved', { path: savedAs, transactions })),
  });
  return (
    <Section title={t('export.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('export.hint')}
        </Text>
        <Group align="flex-end" gap="md">
          <Select
            label={t('export.format')}
            data={exportFormats.map((value) => ({ value, label: t(`export.formats.${value}`) }))}
            value={format}
            allowDeselect={false}
            onChange={(value) => value !== null && setFormat(value)}
          />
          <Button
            loading={start.pending}
            disabled={job?.state === 'running'}
            onClick={() => void start.run({ format })}
          >
            {t('export.start')}
          </Button>
          {job?.state === 'done' && (
            <Button variant="default" loading={save.pending} onClick={() => void save.run({ jobId: job.id })}>
              {t('export.save')}
            </Button>
          )}
        </Group>
        {job && <JobProgress job={job} label={t('export.title')} onCancel={cancel} />}
      </Stack>
    </Section>
  );
}
