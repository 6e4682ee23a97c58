import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { BarChart } from './BarChart.tsx';

/** What the bank owes its members, how fast it is redeemed, and how that went month by month. */
export function Liability() {
  const { t } = useTranslation('timebankClosing');
  const liability = useRoute('timebank.readLiability', { months: 24 });
  return (
    <Section title={t('liability.title')}>
      <Loaded result={liability}>
        {({ rows, redemption, held, creditors, largest, waiting }) => (
          <Stack gap="md">
            <Facts
              facts={[
                [t('liability.owed'), minutesText(rows.at(-1)?.owed ?? 0)],
                [t('liability.redemption'), redemption === null ? '–' : `${(redemption / 100).toFixed(2)} %`],
                [t('liability.held'), minutesText(held)],
                [t('liability.creditors'), String(creditors)],
                [t('liability.largest'), minutesText(largest)],
                [
                  t('liability.waiting'),
                  waiting === null
                    ? t('liability.noRequests')
                    : t('liability.days', { days: waiting.medianDays, requests: waiting.requests }),
                ],
              ]}
            />
            {rows.length === 0 ? (
              <Text c="dimmed">{t('liability.empty')}</Text>
            ) : (
              <>
                <BarChart
                  title={t('liability.balance')}
                  months={rows.map(({ month }) => month)}
                  series={[{ name: t('liability.owed'), values: rows.map(({ owed }) => owed) }]}
                  format={minutesText}
                />
                <BarChart
                  title={t('liability.flow')}
                  months={rows.map(({ month }) => month)}
                  series={[
                    { name: t('liability.issued'), values: rows.map(({ issued }) => issued) },
                    { name: t('liability.redeemed'), values: rows.map(({ redeemed }) => redeemed) },
                    { name: t('liability.pooled'), values: rows.map(({ pooled }) => pooled) },
                  ]}
                  format={minutesText}
                />
              </>
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
