import { useState } from 'react';
import { Box, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EntryRow, ledgerUnits } from '../../../src-main/contract/timebank.ts';
import { call } from '../../bridge/api.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, instantText, minutesText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Facts } from './Facts.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { WhyDialog } from './rules/WhyDialog.tsx';

type Unit = (typeof ledgerUnits)[number];

/**
 * The coins or the points of a member line by line with the running balance; Enter on a line shows where it comes from and
 * offers its reversal.
 */
export function MemberEntries({ memberId, unit = 'minute' }: { memberId: string; unit?: Unit }) {
  const { t } = useTranslation('timebank');
  const { t: tRules } = useTranslation('timebankRules');
  const { amount, signed } = useAmounts(unit);
  const [opened, setOpened] = useState<EntryRow>();
  const [reversing, setReversing] = useState<EntryRow>();
  const [why, setWhy] = useState<string>();
  const ends = useRoute('timebank.listEntries', { memberId, unit, page: { offset: 0, limit: 1 } });
  const reverse = useCommand('timebank.reverseTransaction', {
    onDone: ({ seq }) => {
      setReversing(undefined);
      notifyDone(t('entries.reversed', { seq }));
    },
  });
  const columns: GridColumn<EntryRow>[] = [
    { key: 'seq', header: t('entries.seq'), width: 70, align: 'end', render: (row) => row.seq },
    { key: 'servedOn', header: t('entries.servedOn'), width: 148, render: (row) => dateText(row.servedOn) },
    { key: 'text', header: t('entries.text'), width: 250, render: (row) => row.text },
    { key: 'source', header: t('head.sourceClass'), width: 110, render: (row) => sourceText(row) },
    {
      key: 'minutes',
      header: t('entries.change'),
      width: 130,
      align: 'end',
      render: (row) => signed(row.minutes),
    },
    {
      key: 'balance',
      header: t('entries.balance'),
      width: 130,
      align: 'end',
      render: (row) => amount(row.balance),
    },
    { key: 'mark', header: t('entries.mark'), width: 140, render: (row) => markText(row) || '–' },
  ];
  return (
    <Stack gap="xs">
      <Box h="24rem">
        <DataGrid
          label={unit === 'point' ? tRules('points.entries') : t('entries.title')}
          columns={columns}
          queryKey={['timebank.listEntries', { memberId, unit }]}
          fetchPage={(offset, limit) =>
            call('timebank.listEntries', { memberId, unit, page: { offset, limit } })
          }
          rowKey={(row) => `${row.transactionId}:${row.seq}`}
          onOpen={setOpened}
          empty={<EmptyState text={unit === 'point' ? tRules('points.noEntries') : t('entries.empty')} />}
        />
      </Box>
      {ends.data && (
        <Text>
          {t('entries.ends', {
            opening: amount(ends.data.opening),
            closing: amount(ends.data.closing),
          })}
        </Text>
      )}
      <EntryDialog
        entry={opened}
        unit={unit}
        onClose={() => setOpened(undefined)}
        onWhy={(entry) => {
          setOpened(undefined);
          setWhy(entry.transactionId);
        }}
        onReverse={(entry) => {
          setOpened(undefined);
          setReversing(entry);
        }}
      />
      <WhyDialog transactionId={why} onClose={() => setWhy(undefined)} />
      <ReasonDialog
        opened={reversing !== undefined}
        about={`reverse:${reversing?.transactionId ?? ''}`}
        title={t('entries.reverseTitle', { seq: reversing?.seq ?? '' })}
        consequence={t('entries.reverseText', { time: signed(-(reversing?.minutes ?? 0)) })}
        confirmLabel={t('entries.reverse')}
        pending={reverse.pending}
        danger
        max={200}
        onConfirm={async (reason) =>
          reversing && reverse.run({ transactionId: reversing.transactionId, reason })
        }
        onClose={() => setReversing(undefined)}
      />
    </Stack>
  );

  function sourceText(row: EntryRow): string {
    return row.sourceClass === null ? '–' : t(`sourceClass.${row.sourceClass}`);
  }

  function markText(row: EntryRow): string {
    if (row.reversedBySeq !== null) return t('entries.reversedBy', { seq: row.reversedBySeq });
    return row.reversesSeq === null ? '' : t('entries.reverses', { seq: row.reversesSeq });
  }
}

interface EntryDialogProps {
  entry: EntryRow | undefined;
  unit: Unit;
  onClose: () => void;
  onWhy: (entry: EntryRow) => void;
  onReverse: (entry: EntryRow) => void;
}

function EntryDialog({ entry, unit, onClose, onWhy, onReverse }: EntryDialogProps) {
  const { t } = useTranslation('timebank');
  const { amount, signed } = useAmounts(unit);
  const may = useMay();
  const canReverse =
    entry?.reversedBySeq === null && entry.reversesSeq === null && may('timebank.reverseTransaction');
  return (
    <Modal
      opened={entry !== undefined}
      onClose={onClose}
      size="lg"
      title={t('entries.detail', { seq: entry?.seq ?? '' })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {entry && (
        <Stack>
          <Facts
            facts={[
              [t('entries.text'), entry.text],
              [t('entries.servedOn'), dateText(entry.servedOn)],
              [t('entries.recordedAt'), instantText(entry.recordedAt)],
              [
                t('head.sourceClass'),
                entry.sourceClass === null ? '' : t(`sourceClass.${entry.sourceClass}`),
              ],
              [t('entries.change'), signed(entry.minutes)],
              [t('entries.balance'), amount(entry.balance)],
              [t('entries.rule'), entry.rule],
            ]}
          />
          {entry.reversedBySeq !== null && (
            <Text>{t('entries.reversedBy', { seq: entry.reversedBySeq })}</Text>
          )}
          {entry.reversesSeq !== null && <Text>{t('entries.reverses', { seq: entry.reversesSeq })}</Text>}
          <Group justify="flex-end">
            {entry.rule !== '' && entry.reversesSeq === null && (
              <Button variant="default" onClick={() => onWhy(entry)}>
                {t('timebankRules:why.open')}
              </Button>
            )}
            {canReverse && (
              <Button color="red" variant="outline" onClick={() => onReverse(entry)}>
                {t('entries.reverse')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

/** Amounts of a unit as people write them. */
function useAmounts(unit: Unit) {
  const { t } = useTranslation('timebankRules');
  const amount = (of: number) => (unit === 'point' ? t('points.number', { n: of }) : minutesText(of));
  return { amount, signed: (of: number) => (of > 0 ? `+${amount(of)}` : amount(of)) };
}
