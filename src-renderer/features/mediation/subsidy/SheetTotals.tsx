import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';

type Assessed = RouteOutput<'mediation.checkSubsidySheet'>;

/** What the sheet comes to, in digits and capitals, and what each mediator gets of it. */
export function SheetTotals({ sheet }: { sheet: Assessed }) {
  const { t } = useTranslation('subsidy');
  const count = (severity: string) => sheet.findings.filter((one) => one.severity === severity).length;
  return (
    <Section title={t('sheet.summary')}>
      <Stack gap="sm">
        <Table verticalSpacing={4} maw="36rem" aria-label={t('sheet.summary')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.mediator')}</Table.Th>
              <Table.Th ta="end">{t('column.cases')}</Table.Th>
              <Table.Th ta="end">{t('column.pay')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sheet.summary.map((one) => (
              <Table.Tr key={one.userId}>
                <Table.Td>{one.name}</Table.Td>
                <Table.Td ta="end" className="tabular">
                  {one.cases}
                </Table.Td>
                <Table.Td ta="end" className="tabular">
                  {moneyText(one.amountFen)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <div role="status">
          <Text fw={700}>
            {t('sheet.total', { amount: moneyText(sheet.totalFen), capitals: sheet.totalCapitals })}
          </Text>
          {sheet.findings.length > 0 ? (
            <Text size="sm">{t('sheet.doubts', { errors: count('error'), warnings: count('warning') })}</Text>
          ) : null}
        </div>
      </Stack>
    </Section>
  );
}
