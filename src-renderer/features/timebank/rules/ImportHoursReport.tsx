import { useState } from 'react';
import { Box, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HoursField, HoursLine } from '../../../../src-main/contract/timebank/rules.ts';
import { navigate } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { findingText } from '../finding-text.ts';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { useRuleWords } from './rule-text.ts';

const shows = ['all', 'good', 'doubtful', 'bad', 'known'] as const;

/** The dry run: what each row would give or what is wrong with it, and the button that books the good ones at once. */
export function ImportHoursReport({ fileId, mapping }: { fileId: string; mapping: (HoursField | null)[] }) {
  const { t } = useTranslation('timebankRules');
  const say = useRuleWords();
  const may = useMay();
  const [only, setOnly] = useState<(typeof shows)[number]>('all');
  const [asking, setAsking] = useState(false);
  const input = { fileId, mapping };
  const report = useRoute('timebank.checkHoursFile', { ...input, page: { offset: 0, limit: 1 } });
  const accept = useCommand('timebank.acceptHoursFile', {
    onDone: ({ posted }) => {
      setAsking(false);
      notifyDone(t('import.done', { n: posted }));
      navigate({ page: 'members' });
    },
  });
  const columns: GridColumn<HoursLine>[] = [
    { key: 'line', header: t('import.line'), width: 60, align: 'end', render: (row) => row.line },
    { key: 'member', header: t('import.member'), width: 110, render: (row) => row.memberName || '–' },
    { key: 'servedOn', header: t('import.servedOn'), width: 145, render: (row) => dateText(row.servedOn) },
    { key: 'activity', header: t('import.activity'), width: 170, render: (row) => row.activity || '–' },
    {
      key: 'served',
      header: t('import.served'),
      width: 105,
      align: 'end',
      render: (row) => minutesText(row.servedMinutes),
    },
    {
      key: 'credit',
      header: t('import.credit'),
      width: 105,
      align: 'end',
      render: (row) => minutesText(row.coinMinutes),
    },
    {
      key: 'state',
      header: t('import.state'),
      width: 360,
      render: (row) =>
        row.problems.length > 0
          ? row.problems.map(({ code, params }) => say(`import.problem.${code}`, params)).join('；')
          : [
              t(`import.show.${row.state}`),
              ...(row.late ? [t('import.lateLine')] : []),
              ...row.doubts.map(findingText),
            ].join(' · '),
    },
  ];
  return (
    <Section title={t('import.report')}>
      <Loaded result={report}>
        {({ counts, coinMinutes, donatedMinutes, points }) => (
          <Stack gap="sm">
            <Text role="status">{t('import.counts', counts)}</Text>
            <Text>
              {t('import.totals', {
                coins: minutesText(coinMinutes),
                donated: minutesText(donatedMinutes),
                points,
              })}
            </Text>
            <Group justify="space-between">
              <SegmentedControl
                aria-label={t('import.only')}
                value={only}
                onChange={setOnly}
                data={shows.map((value) => ({ value, label: t(`import.show.${value}`) }))}
              />
              {may('timebank.acceptHoursFile') ? (
                <Button disabled={counts.good === 0} onClick={() => setAsking(true)}>
                  {t('import.accept')}
                </Button>
              ) : null}
            </Group>
            <Box h="26rem">
              <DataGrid
                label={t('import.report')}
                columns={columns}
                queryKey={['timebank.checkHoursFile', { ...input, only }]}
                fetchPage={(offset, limit) =>
                  call('timebank.checkHoursFile', { ...input, only, page: { offset, limit } })
                }
                rowKey={(row) => String(row.line)}
                empty={<EmptyState text={t('import.empty')} />}
              />
            </Box>
            {counts.doubtful > 0 ? <Text>{t('import.doubtful', { n: counts.doubtful })}</Text> : null}
            {counts.late > 0 ? <Text>{t('import.late', { n: counts.late })}</Text> : null}
            <ConfirmDialog
              opened={asking && counts.late === 0}
              title={t('import.acceptTitle', { n: counts.good })}
              confirmLabel={t('import.accept')}
              pending={accept.pending}
              onConfirm={() => void accept.run({ ...input, leaveOut: counts.bad })}
              onClose={() => setAsking(false)}
            >
              <Text>{t('import.acceptText', { n: counts.good, bad: counts.bad })}</Text>
            </ConfirmDialog>
            <ReasonDialog
              opened={asking && counts.late > 0}
              about={`import:${fileId}`}
              title={t('import.acceptTitle', { n: counts.good })}
              consequence={[
                t('import.acceptText', { n: counts.good, bad: counts.bad }),
                t('import.late', { n: counts.late }),
              ].join('')}
              confirmLabel={t('import.accept')}
              pending={accept.pending}
              max={200}
              onConfirm={(lateReason) => accept.run({ ...input, leaveOut: counts.bad, lateReason })}
              onClose={() => setAsking(false)}
            />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
