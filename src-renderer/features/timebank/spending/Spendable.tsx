import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { Facts } from '../Facts.tsx';

/** What the chosen member can spend today, and what the rules forbid him. */
export function Spendable({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankSpending');
  const { data } = useRoute('timebank.readSpendable', { memberId }, { enabled: memberId !== '' });
  if (!data || memberId === '') return null;
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          [t('spendable.available'), minutesText(data.availableMinutes)],
          [t('spendable.held'), minutesText(data.heldMinutes)],
          [t('spendable.points'), t('points', { n: data.points })],
        ]}
      />
      {!data.thresholdMet && (
        <Alert color="yellow" role="status">
          {t('spendable.threshold')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('spendable.rule', { rule: data.rule })}
      </Text>
    </Stack>
  );
}

/** Beside a form that asks for a service: why these coins cannot pay for one. */
export function ServiceRefusal({ memberId }: { memberId: string }) {
  const { t } = useTranslation('errors');
  const { data } = useRoute('timebank.readSpendable', { memberId }, { enabled: memberId !== '' });
  if (!data?.serviceRefusal || memberId === '') return null;
  return (
    <Alert color="yellow" c="var(--mantine-color-text)" role="status">
      {t(data.serviceRefusal)}
    </Alert>
  );
}
