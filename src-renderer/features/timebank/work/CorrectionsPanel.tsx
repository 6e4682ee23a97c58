import { useState } from 'react';
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../../src-main/contract/timebank/work-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';

const PAGE = 50;

/** What volunteers say is wrong with their record, those not yet checked first. */
export function CorrectionsPanel() {
  const { t } = useTranslation('timebankWork');
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [answering, setAnswering] = useState<{ row: CorrectionView; how: 'make' | 'refuse' }>();
  const [offset, setOffset] = useState(0);
  const corrections = useRoute(
    'timebank.listCorrections',
    { page: { offset, limit: PAGE } },
    { keepPrevious: true },
  );
  const close = () => setAnswering(undefined);
  const make = useCommand('timebank.makeCorrection', {
    onDone: ({ reversalSeq }) => {
      close();
      notifyDone(t('done.corrected', { reversal: reversalSeq }));
    },
  });
  const refuse = useCommand('timebank.refuseCorrection', {
    onDone: () => {
      close();
      notifyDone(t('done.refused'));
    },
  });
  const { row, how } = answering ?? {};
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" flex="1 1 20rem">
          {t('corrections.about')}
        </Text>
        {may('timebank.askCorrection') && (
          <Button onClick={() => setAsking(true)}>{t('corrections.new')}</Button>
        )}
      </Group>
      <Loaded result={corrections}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState text={t('corrections.empty')} />
          ) : (
            <Stack gap="xs">
              {rows.map((correction) => (
                <Paper key={correction.id} withBorder p="sm" component="article">
                  <Group justify="space-between" align="flex-start">
                    <Stack gap={4} flex="1 1 20rem">
                      <Text fw={600}>
                        {correction.member.name}（{correction.member.volunteerNumber}）
                      </Text>
                      <Text>
                        {t('corrections.line', {
                          text: correction.text,
                          date: dateText(correction.servedOn),
                          from: minutesText(correction.minutes),
                          to: minutesText(correction.wantedMinutes),
                        })}
                      </Text>
                      <Text>{correction.words}</Text>
                      {correction.answer !== '' && (
                        <Text c="dimmed">
                          {correction.answer} {linksOf(correction)}
                        </Text>
                      )}
                    </Stack>
                    <Group gap="xs">
                      <Badge variant="outline" color={correction.state === 'asked' ? 'orange.9' : 'gray.8'}>
                        {t(`corrections.${correction.state}`)}
                      </Badge>
                      {correction.state === 'asked' && may('timebank.makeCorrection') && (
                        <>
                          <Button size="sm" onClick={() => setAnswering({ row: correction, how: 'make' })}>
                            {t('corrections.make')}
                          </Button>
                          <Button
                            size="sm"
                            variant="default"
                            onClick={() => setAnswering({ row: correction, how: 'refuse' })}
                          >
                            {t('corrections.refuse')}
                          </Button>
                        </>
                      )}
                    </Group>
                  </Group>
                </Paper>
              ))}
              <Pager label={t('page.corrections')} {...{ offset, limit: PAGE, total }} onMove={setOffset} />
            </Stack>
          )
        }
      </Loaded>
      <CorrectionDialog opened={asking} onClose={() => setAsking(false)} />
      {row && (
        <ReasonDialog
          opened
          about={`correction:${how}:${row.id}`}
          title={t(how === 'make' ? 'corrections.makeTitle' : 'corrections.refuseTitle')}
          consequence={
            how === 'refuse'
              ? t('corrections.refuseText')
              : row.wantedMinutes === 0
                ? t('corrections.makeNothing')
                : t('corrections.makeText', { time: minutesText(row.wantedMinutes) })
          }
          confirmLabel={t(how === 'make' ? 'corrections.make' : 'corrections.refuse')}
          pending={make.pending || refuse.pending}
          max={300}
          onConfirm={(answer) =>
            (how === 'make' ? make : refuse).run({ id: row.id, version: row.version, answer })
          }
          onClose={close}
        />
      )}
    </Stack>
  );

  function linksOf({ reversalSeq, bookedSeq }: CorrectionView): string {
    if (reversalSeq === null) return '';
    return bookedSeq === null
      ? t('corrections.linkReversal', { reversal: reversalSeq })
      : t('corrections.links', { reversal: reversalSeq, booked: bookedSeq });
  }
}
