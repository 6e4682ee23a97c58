import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type {
  CompensationResult,
  CompensationStep,
} from '../../../../src-main/contract/mediation/compensation.ts';
import { moneyText } from '../../../i18n/format.ts';

/** The reference sheet: each item with its formula, its amount and where the rule stands. */
export function CompensationSteps({ result }: { result: CompensationResult }) {
  const { t } = useTranslation('lines');
  return (
    <Table withTableBorder aria-label={t('compensation.sheet')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('compensation.item')}</Table.Th>
          <Table.Th>{t('compensation.formula')}</Table.Th>
          <Table.Th ta="end">{t('compensation.amount')}</Table.Th>
          <Table.Th>{t('compensation.source')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="tabular">
        {result.steps.map((step, index) => (
          <Table.Tr key={index}>
            <Table.Td>{[t(`compensation.name.${step.item}`), step.name].filter(Boolean).join(' ')}</Table.Td>
            <Table.Td>{t(`compensation.step.${step.item}`, readable(step))}</Table.Td>
            <Table.Td ta="end">{moneyText(step.amountFen)}</Table.Td>
            <Table.Td>{step.source}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={700}>
          <Table.Td>{t('compensation.total')}</Table.Td>
          <Table.Td />
          <Table.Td ta="end">{moneyText(result.totalFen)}</Table.Td>
          <Table.Td />
        </Table.Tr>
        <Table.Tr fw={700}>
          <Table.Td>{t('compensation.due')}</Table.Td>
          <Table.Td>{t('compensation.dueText', { shared: moneyText(result.sharedFen) })}</Table.Td>
          <Table.Td ta="end">{moneyText(result.dueFen)}</Table.Td>
          <Table.Td />
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

const readable = (step: CompensationStep): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(step.params).map(([name, value]) => [
      name,
      name.endsWith('Fen') && typeof value === 'number' ? moneyText(value) : value,
    ]),
  );
