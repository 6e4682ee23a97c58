import { useState } from 'react';
import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText, minutesText } from '../../../i18n/format.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { FundListSection } from '../circle/FundListSection.tsx';
import { InNeedSection } from '../circle/InNeedSection.tsx';
import { Facts } from '../Facts.tsx';
import { DonateForm, FundForm, GrantForm, TransferForm } from './GivingForms.tsx';

type Gift = RouteOutput<'timebank.readPools'>['rows'][number];

const PAGE = 25;

/** Coins that change hands without a service: between relatives and friends, into the pools, and out of them. */
export function GivingPanel() {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const [offset, setOffset] = useState(0);
  const pools = useRoute('timebank.readPools', { page: { offset, limit: PAGE } }, { keepPrevious: true });
  const [taken, setTaken] = useState<{ memberId: string; nth: number }>();
  const take = (memberId: string) => setTaken((last) => ({ memberId, nth: (last?.nth ?? 0) + 1 }));
  return (
    <Stack>
      <Loaded result={pools}>
        {(data) => (
          <Section title={t('giving.pools')}>
            <Facts
              facts={[
                [t('giving.donatedPool'), minutesText(data.donatedMinutes)],
                [t('giving.overcapPool'), minutesText(data.overcapMinutes)],
                [t('giving.issued'), minutesText(data.issuedMinutes)],
              ]}
            />
          </Section>
        )}
      </Loaded>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {may('timebank.transferCoins') && (
          <Section title={t('giving.transfer')}>
            <TransferForm />
          </Section>
        )}
        {may('timebank.donateCoins') && (
          <Section title={t('giving.donate')}>
            <DonateForm />
          </Section>
        )}
      </SimpleGrid>
      <InNeedSection onTake={may('timebank.grantFromPool') ? take : undefined} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {may('timebank.grantFromPool') && (
          <Section title={t('giving.grant')}>
            <GrantForm taken={taken} />
          </Section>
        )}
        {may('timebank.issueFund') && (
          <Section title={t('giving.fund')}>
            <FundForm />
          </Section>
        )}
      </SimpleGrid>
      <FundListSection />
      <Section title={t('giving.history')}>
        <Loaded result={pools}>
          {({ rows, total }) =>
            total === 0 ? (
              <Text c="dimmed">{t('giving.none')}</Text>
            ) : (
              <Stack gap="sm">
                <Stack gap={4} component="ul" m={0} pl="md">
                  {rows.map((row) => (
                    <li key={row.transactionId}>{giftText(row)}</li>
                  ))}
                </Stack>
                <Pager label={t('giving.history')} {...{ offset, limit: PAGE, total }} onMove={setOffset} />
              </Stack>
            )
          }
        </Loaded>
      </Section>
    </Stack>
  );

  function giftText(row: Gift): string {
    const kind = t(`kind.${row.kind as 'transfer' | 'donation' | 'poolGrant' | 'grant'}`);
    const undone = row.reversed ? ` · ${t('giving.reversed')}` : '';
    return `${instantText(row.on)} · ${kind} · ${row.members} · ${minutesText(row.minutes)} · ${row.text}${undone}`;
  }
}
