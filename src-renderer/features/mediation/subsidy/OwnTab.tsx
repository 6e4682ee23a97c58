import { useState } from 'react';
import { Select, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, moneyText, todayText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { Why } from './Why.tsx';
import styles from './subsidy.module.css';

/** What the signed-in mediator was granted, case by case, and why. */
export function OwnTab() {
  const { t } = useTranslation('subsidy');
  const [year, setYear] = useState<string | null>(null);
  const own = useRoute('mediation.listOwnSubsidies', year === null ? {} : { year: Number(year) });
  const last = Number(todayText().slice(0, 4));
  const years = Array.from({ length: 6 }, (_, back) => String(last - back));
  return (
    <Section title={t('own.label')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('own.hint')}</Text>
        <Select
          label={t('own.year')}
          placeholder={t('own.allYears')}
          data={years}
          value={year}
          onChange={setYear}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          maw="12rem"
        />
        <Loaded result={own}>
          {({ rows, totalFen }) =>
            rows.length === 0 ? (
              <EmptyState text={t('own.empty')} />
            ) : (
              <>
                <div className={styles.box} tabIndex={0} role="region" aria-label={t('own.label')}>
                  <Table verticalSpacing={6} miw="54rem" aria-label={t('own.label')}>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('column.case')}</Table.Th>
                        <Table.Th>{t('column.endedOn')}</Table.Th>
                        <Table.Th>{t('column.class')}</Table.Th>
                        <Table.Th ta="end">{t('own.share')}</Table.Th>
                        <Table.Th>{t('column.why')}</Table.Th>
                        <Table.Th>{t('own.sheet')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {rows.map((row) => (
                        <Table.Tr key={row.lineId}>
                          <Table.Td>
                            {row.title}
                            <div className={styles.minor}>{row.caseNumber}</div>
                          </Table.Td>
                          <Table.Td className={styles.whole}>{dateText(row.endedOn)}</Table.Td>
                          <Table.Td>{row.className}</Table.Td>
                          <Table.Td ta="end" className="tabular">
                            {moneyText(row.shareFen)}
                            <div className={styles.minor}>
                              {t('own.whole', { amount: moneyText(row.lineFen) })}
                            </div>
                            {row.correctedFen === 0 ? null : (
                              <div className={styles.minor}>
                                {t('own.corrected', { amount: moneyText(row.correctedFen) })}
                              </div>
                            )}
                          </Table.Td>
                          <Table.Td>
                            <Why steps={row.steps} />
                          </Table.Td>
                          <Table.Td className={styles.whole}>{row.sheetNumber}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </div>
                <Text fw={600}>{t('own.total', { amount: moneyText(totalFen) })}</Text>
              </>
            )
          }
        </Loaded>
      </Stack>
    </Section>
  );
}
