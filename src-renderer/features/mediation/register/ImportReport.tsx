import { useState } from 'react';
import { Alert, Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../src-main/contract/errors.ts';
import type { ImportLine, ImportProblem } from '../../../../src-main/contract/mediation/register.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { useJob } from '../../timebank/use-job.ts';
import { JobProgress } from './JobProgress.tsx';

const states = ['all', 'bad', 'good', 'known'] as const;

/** What the dry run found, line by line, and the last step: write the good lines. */
export function ImportReport({ fileId }: { fileId: string }) {
  const { t } = useTranslation('register');
  const head = useRoute('mediation.readImport', { fileId, page: { offset: 0, limit: 1 } });
  return (
    <Section title={t('wizard.report')}>
      <Loaded result={head}>
        {({ counts, reasons, assumed, state, written }) => (
          <Stack>
            <Text role="status" fw={600}>
              {t('wizard.counts', counts)}
            </Text>
            {assumed.map(({ field, count }) => (
              <Text key={field}>{t(`wizard.assumed.${field}`, { n: count })}</Text>
            ))}
            <Lines fileId={fileId} bad={counts.bad} reasons={reasons} />
            <Accept
              fileId={fileId}
              good={counts.good}
              bad={counts.bad}
              accepted={state === 'accepted'}
              written={written}
            />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function Lines({
  fileId,
  bad,
  reasons,
}: {
  fileId: string;
  bad: number;
  reasons: { code: string; count: number }[];
}) {
  const { t } = useTranslation('register');
  const [only, setOnly] = useState<(typeof states)[number]>(bad > 0 ? 'bad' : 'all');
  const [reason, setReason] = useState('');
  const reasonText = useReasonText();
  const names = {
    all: t('wizard.onlyAll'),
    bad: t('wizard.onlyBad'),
    good: t('wizard.onlyGood'),
    known: t('wizard.onlyKnown'),
  };
  const columns: GridColumn<ImportLine>[] = [
    { key: 'line', header: t('wizard.line'), width: 60, align: 'end', render: (row) => row.line },
    { key: 'state', header: t('wizard.state'), width: 80, render: (row) => t(`wizard.${row.state}`) },
    { key: 'number', header: t('field.number'), width: 150, render: (row) => row.number },
    { key: 'title', header: t('wizard.caseTitle'), width: 150, render: (row) => row.title },
    {
      key: 'problem',
      header: t('wizard.problem'),
      width: 240,
      render: (row) => row.problems.map(reasonText).join('；'),
    },
    {
      key: 'value',
      header: t('wizard.value'),
      width: 120,
      render: (row) =>
        row.problems
          .map((one) => one.value)
          .filter(Boolean)
          .join('；'),
    },
  ];
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Select
          label={t('wizard.only')}
          data={states.map((value) => ({ value, label: names[value] }))}
          value={only}
          allowDeselect={false}
          onChange={(chosen) => setOnly(chosen ?? 'all')}
        />
        <Select
          label={t('wizard.reason')}
          data={[
            { value: '', label: t('wizard.reasonAll') },
            ...reasons.map(({ code, count }) => ({
              value: code,
              label: t('wizard.reasonCount', {
                reason: reasonText({ code, params: {}, field: null, value: '' }),
                n: count,
              }),
            })),
          ]}
          value={reason}
          allowDeselect={false}
          onChange={(chosen) => setReason(chosen ?? '')}
          w="22rem"
        />
      </Group>
      <div style={{ height: '22rem' }}>
        <DataGrid<ImportLine>
          label={t('wizard.label')}
          columns={columns}
          rowKey={(row) => String(row.line)}
          queryKey={['mediation.readImport', fileId, only, reason]}
          fetchPage={(offset, limit) =>
            call('mediation.readImport', { fileId, only, reason, page: { offset, limit } })
          }
          empty={<EmptyState text={t('wizard.noLines')} />}
        />
      </div>
    </Stack>
  );
}

/** A sentence for a reason; the field it stands in goes before it where it is known. */
function useReasonText(): (problem: ImportProblem) => string {
  const { t } = useTranslation('register');
  const find = t as unknown as (key: string, options: Record<string, unknown>) => string;
  return ({ code, params, field }) => {
    const sentence = find(`reason.${code}`, { first: '…', most: '…', ...params, defaultValue: code });
    const name = field === null ? '' : t(`field.${field}`);
    return sentence.includes(name) ? sentence : t('search:inField', { field: name, text: sentence });
  };
}

interface AcceptProps {
  fileId: string;
  good: number;
  bad: number;
  accepted: boolean;
  written: number;
}

function Accept({ fileId, good, bad, accepted, written }: AcceptProps) {
  const { t } = useTranslation('register');
  const navigate = useNavigate();
  const [leaveOut, setLeaveOut] = useState(false);
  const { job, follow, cancel } = useJob();
  const accept = useCommand('mediation.acceptImport', { onDone: ({ jobId }) => follow(jobId) });
  if (job?.state === 'running')
    return <JobProgress job={job} label={t('wizard.accepting')} onCancel={cancel} />;
  if (accepted || job?.state === 'done') {
    const count = accepted ? written : good;
    return (
      <Alert role="status" color="teal" c="var(--mantine-color-text)">
        <Group justify="space-between">
          <Text>{count > 0 ? t('wizard.done', { n: count }) : t('wizard.doneNothing')}</Text>
          <Button onClick={() => navigate({ page: 'cases' })}>{t('wizard.toList')}</Button>
        </Group>
      </Alert>
    );
  }
  const code = (job?.state === 'failed' ? (job.errorCode ?? 'internal') : null) as ErrorCode | null;
  return (
    <Stack gap="sm">
      {code ? (
        <Alert color="red" role="alert">
          {t('wizard.failed', { message: errorMessage({ code, message: code }) })}
        </Alert>
      ) : null}
      {bad > 0 ? (
        <Checkbox
          label={t('wizard.leaveOut', { n: bad })}
          checked={leaveOut}
          onChange={({ currentTarget }) => setLeaveOut(currentTarget.checked)}
        />
      ) : null}
      {good === 0 ? <Text>{t('wizard.nothing')}</Text> : null}
      <Group>
        <Button
          disabled={good === 0 || (bad > 0 && !leaveOut)}
          loading={accept.pending}
          onClick={() => void accept.run({ fileId, leaveOut: bad })}
        >
          {t('wizard.acceptDo', { n: good })}
        </Button>
      </Group>
    </Stack>
  );
}
