import { useState } from 'react';
import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { Certificate } from './Certificate.tsx';

/** What a member had on any day, and as it was known on any other; and the certificate of service. */
export function MemberProofs({ memberId }: { memberId: string }) {
  return (
    <Stack gap="md" mt="md">
      <BalanceAt memberId={memberId} />
      <Certificate memberId={memberId} />
    </Stack>
  );
}

const dateOnly = /^\d{4}-\d\d-\d\d$/;

function BalanceAt({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const [served, setServed] = useState('');
  const [known, setKnown] = useState('');
  const balance = useRoute(
    'timebank.readBalanceAt',
    {
      memberId,
      ...(dateOnly.test(served) ? { servedThrough: served } : {}),
      ...(dateOnly.test(known) ? { knownOn: known } : {}),
    },
    { keepPrevious: true },
  );
  return (
    <Section title={t('balance.title')}>
      <Group align="flex-end" mb="sm">
        <DateInput label={t('balance.served')} value={served} onChange={setServed} />
        <DateInput label={t('balance.known')} value={known} onChange={setKnown} />
      </Group>
      {balance.error && <ErrorNotice error={balance.error.error} />}
      {balance.data && (
        <Facts
          facts={[
            [t('balance.hours'), minutesText(balance.data.serviceMinutes)],
            [t('balance.coins'), minutesText(balance.data.coinMinutes)],
            [t('balance.points'), String(balance.data.points)],
          ]}
        />
      )}
    </Section>
  );
}
