import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { DeedForm } from './DeedForm.tsx';

type Table = RouteOutput<'timebank.readPointActions'>;

/** Points for reports, meetings, patrols, by the region’s table. */
export function DeedsPanel() {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const table = useRoute('timebank.readPointActions', {});
  return (
    <Loaded result={table}>
      {(data) =>
        data.actions.length === 0 ? (
          <EmptyState text={t('deeds.none')} />
        ) : (
          <Section title={t('deeds.title')}>
            <Stack gap="sm">
              <Text c="dimmed">{t('deeds.about')}</Text>
              <Text size="sm">
                {t('deeds.limits', { day: limitText(data.dayPoints), month: limitText(monthLimit(data)) })}
              </Text>
              {data.monthFen !== null && data.moneyPoints === null && (
                <Alert role="status" color="yellow" c="var(--mantine-color-text)">
                  {t('deeds.worthMissing', { money: moneyText(data.monthFen) })}
                </Alert>
              )}
              <Text size="sm" c="dimmed">
                {t('deeds.rule', { rule: data.rule })}
              </Text>
              {may('timebank.recordDeed') && <DeedForm actions={data.actions} />}
            </Stack>
          </Section>
        )
      }
    </Loaded>
  );

  function limitText(limit: number | null): string {
    return limit === null ? t('deeds.unlimited') : String(limit);
  }
}

/** The narrower of the limit in points and the one in money. */
function monthLimit({ monthPoints, moneyPoints }: Table): number | null {
  if (monthPoints === null || moneyPoints === null) return monthPoints ?? moneyPoints;
  return Math.min(monthPoints, moneyPoints);
}
