import { useState } from 'react';
import { Select, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { areaChoices } from '../../../ui/form/AreaField.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import box from '../TableBox.module.css';

/** Who has served most, in one place or everywhere; names masked, so that it can be put up. */
export function RankingPanel() {
  const { t } = useTranslation('timebankSpending');
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const [areaId, setAreaId] = useState<string | null>(null);
  const ranking = useRoute('timebank.readRanking', areaId ? { areaId } : {}, { keepPrevious: true });
  return (
    <Stack>
      <Text c="dimmed">{t('ranking.hint')}</Text>
      <Select
        maw="24rem"
        label={t('ranking.area')}
        data={areaChoices(reference.data?.areas ?? [])}
        value={areaId}
        onChange={setAreaId}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      />
      <Loaded result={ranking}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState text={t('ranking.none')} />
          ) : (
            <div className={box.box} tabIndex={0} role="region" aria-label={t('ranking.table')}>
              <Table striped>
                <Table.Thead>
                  <Table.Tr>
                    {(['rank', 'name', 'number', 'grid', 'time', 'stars'] as const).map((column) => (
                      <Table.Th key={column}>{t(`ranking.${column}`)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.volunteerNumber}>
                      <Table.Td>{row.rank}</Table.Td>
                      <Table.Td>{row.name}</Table.Td>
                      <Table.Td>{row.volunteerNumber}</Table.Td>
                      <Table.Td>{row.grid}</Table.Td>
                      <Table.Td>{minutesText(row.minutes)}</Table.Td>
                      <Table.Td>
                        {row.stars === 0 ? t('ranking.noStar') : t('ranking.star', { n: row.stars })}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
    </Stack>
  );
}
