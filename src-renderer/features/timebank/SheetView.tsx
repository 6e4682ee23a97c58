import { useEffect, useState } from 'react';
import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { navigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, instantText, minutesText } from '../../i18n/format.ts';
import { areaPath } from '../../ui/form/AreaField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Facts } from './Facts.tsx';
import { FindingList } from './FindingList.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { SheetLinesTable } from './SheetLinesTable.tsx';
import { SheetState } from './SheetState.tsx';
import { findingsByLine } from './sheet-findings.ts';

type Sheet = RouteOutput<'timebank.readSheet'>;
type Dialog = 'approve' | 'return' | 'cancel' | 'late';

/** A sheet on file: what it says, what is doubtful, what each line is credited and why, and what can be done with it. */
export function SheetView({ sheet, onEdit }: { sheet: Sheet; onEdit: () => void }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const areas = new Map((reference.data?.areas ?? []).map((area) => [area.id, area]));

  const done = (message: string) => () => {
    close();
    notifyDone(message);
  };
  const approve = useCommand('timebank.approveSheet', {
    onDone: ({ posted, coinMinutes, donatedMinutes }) => {
      close();
      const donated =
        donatedMinutes > 0 ? t('sheet.approvedDonated', { time: minutesText(donatedMinutes) }) : '';
      notifyDone(t('sheet.approvedDone', { lines: posted, time: minutesText(coinMinutes) }) + donated);
    },
  });
  // A service of a closed month is not refused for good: the reason is asked, and it goes into the open month.
  const late = approve.error?.code === 'ledger.monthClosed';
  useEffect(() => {
    if (late) setDialog('late');
  }, [late]);
  const giveBack = useCommand('timebank.returnSheet', { onDone: done(t('sheet.returnedDone')) });
  const cancel = useCommand('timebank.cancelSheet', { onDone: done(t('sheet.cancelledDone')) });

  const threadOf = ({ activityNumber, groupName, part }: Sheet): (readonly [string, string])[] => [
    ...(activityNumber === '' ? [] : [[t('timebankActivities:page.title'), activityNumber] as const]),
    ...(part === '' ? [] : [[t('timebankActivities:view.furtherName'), part] as const]),
    ...(groupName === '' ? [] : [[t('timebankActivities:field.group'), groupName] as const]),
  ];

  const open = sheet.state === 'entered' || sheet.state === 'returned';
  const { lines: byLine, head } = findingsByLine(
    sheet.findings,
    sheet.lines.map(({ id }) => id),
  );
  const errors = sheet.findings.filter(({ severity }) => severity === 'error').length;
  const warnings = sheet.findings.filter(({ severity }) => severity === 'warning').length;
  const coins = sheet.credits.reduce((sum, { coinMinutes }) => sum + coinMinutes, 0);
  const donated = sheet.credits.reduce((sum, { donatedMinutes }) => sum + donatedMinutes, 0);
  const total = sheet.lines.reduce((sum, { minutes }) => sum + minutes, 0);
  const target = { id: sheet.id, version: sheet.version };

  return (
    <Page
      title={t('sheet.title', { number: sheet.number })}
      subtitle={
        <Group gap="xs" mt={4}>
          <SheetState state={sheet.state} />
          {sheet.activity}
        </Group>
      }
      actions={
        <>
          <Button variant="default" onClick={() => navigate({ page: 'sheet', params: { id: 'new' } })}>
            {t('sheets.new')}
          </Button>
          {open && may('timebank.cancelSheet') && (
            <Button variant="default" onClick={() => setDialog('cancel')}>
              {t('sheet.cancel')}
            </Button>
          )}
          {open && may('timebank.saveSheet') && (
            <Button variant="default" onClick={onEdit}>
              {t('sheet.edit')}
            </Button>
          )}
          {sheet.state === 'entered' && may('timebank.returnSheet') && (
            <Button variant="default" onClick={() => setDialog('return')}>
              {t('sheet.return')}
            </Button>
          )}
          {sheet.state === 'entered' && may('timebank.approveSheet') && (
            <Button
              leftSection={<IconCheck size="1.125rem" aria-hidden />}
              disabled={errors > 0}
              onClick={() => setDialog('approve')}
            >
              {t('sheet.approve')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {sheet.state === 'returned' && (
          <Alert color="yellow" title={t('sheet.returnedTitle')}>
            {sheet.returnReason}
          </Alert>
        )}
        <Section title={t('sheet.head')}>
          <Facts
            facts={[
              [t('head.activity'), sheet.activity],
              [t('head.servedOn'), dateText(sheet.servedOn)],
              [t('head.place'), sheet.place],
              [t('head.area'), areaPath(areas, sheet.areaId)],
              [t('head.responsible'), sheet.responsible],
              [t('head.sourceClass'), t(`sourceClass.${sheet.sourceClass}`)],
              [t('sheet.enteredBy'), sheet.enteredBy],
              ...(sheet.approvedBy === null
                ? []
                : ([
                    [t('sheet.approvedBy'), `${sheet.approvedBy} · ${instantText(sheet.approvedAt ?? '')}`],
                  ] as const)),
              [t('head.note'), sheet.note],
              ...threadOf(sheet),
            ]}
          />
          {head.length > 0 && (
            <Box mt="sm">
              <FindingList findings={head} />
            </Box>
          )}
        </Section>
        <Section title={t('sheet.linesAndCredits')}>
          <SheetLinesTable sheet={sheet} findings={byLine} services={reference.data?.serviceTypes ?? []} />
          <Text mt="sm" role="status" aria-label={t('sheet.totals')}>
            {t('sheet.totalLine', { lines: sheet.lines.length, time: minutesText(total) })}
            {` · ${t(sheet.state === 'approved' ? 'sheet.creditedCoins' : 'sheet.totalCoins', { time: minutesText(coins) })}`}
            {donated > 0 && ` · ${t('sheet.totalDonated', { time: minutesText(donated) })}`}
            {open && ` · ${t('sheet.doubts', { errors, warnings })}`}
          </Text>
        </Section>
      </Stack>
      <ConfirmDialog
        opened={dialog === 'approve'}
        title={t('sheet.approveTitle', { number: sheet.number })}
        confirmLabel={t('sheet.approve')}
        pending={approve.pending}
        onConfirm={() => void approve.run(target)}
        onClose={close}
      >
        <Text>{t('sheet.approveText', { lines: sheet.lines.length, time: minutesText(coins) })}</Text>
        {donated > 0 && <Text>{t('sheet.approveDonated', { time: minutesText(donated) })}</Text>}
        {warnings > 0 && <Text fw={600}>{t('sheet.approveWarnings', { n: warnings })}</Text>}
        <Text>{t('sheet.approveFinal')}</Text>
      </ConfirmDialog>
      <ReasonDialog
        opened={dialog === 'late'}
        about={`late:${sheet.id}`}
        title={t('timebankClosing:late.title')}
        consequence={t('timebankClosing:late.text')}
        confirmLabel={t('timebankClosing:late.confirm')}
        pending={approve.pending}
        max={200}
        onConfirm={(lateReason) => approve.run({ ...target, lateReason })}
        onClose={close}
      />
      <ReasonDialog
        opened={dialog === 'return'}
        about={`return:${sheet.id}`}
        title={t('sheet.returnTitle', { number: sheet.number })}
        consequence={t('sheet.returnText')}
        confirmLabel={t('sheet.return')}
        pending={giveBack.pending}
        max={500}
        onConfirm={(reason) => giveBack.run({ ...target, reason })}
        onClose={close}
      />
      <ReasonDialog
        opened={dialog === 'cancel'}
        about={`cancel:${sheet.id}`}
        title={t('sheet.cancelTitle', { number: sheet.number })}
        consequence={t('sheet.cancelText')}
        confirmLabel={t('sheet.cancel')}
        pending={cancel.pending}
        danger
        max={200}
        onConfirm={(reason) => cancel.run({ ...target, reason })}
        onClose={close}
      />
    </Page>
  );
}
