import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  anyClass,
  type SubsidySample,
  type SubsidyRulesView,
} from '../../../../src-main/contract/mediation/subsidy.ts';
import { moneyText } from '../../../i18n/format.ts';
import styles from './subsidy.module.css';

interface Props {
  label: string;
  classes: SubsidyRulesView['classes'];
  rows: SubsidyRulesView['rows'] | SubsidySample['rows'];
}

/** A table of rates to read; what a sample’s source leaves open says so. */
export function RatesTable({ label, classes, rows }: Props) {
  const { t } = useTranslation('subsidy');
  const nameOf = (code: string) =>
    code === anyClass ? t('adopt.anyClass') : (classes.find((one) => one.code === code)?.name ?? code);
  const published = rows.some((row) => 'published' in row);
  return (
    <div className={styles.box} tabIndex={0} role="region" aria-label={label}>
      <Table verticalSpacing={4} miw="46rem" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.number')}</Table.Th>
            <Table.Th>{t('column.class')}</Table.Th>
            <Table.Th>{t('column.outcome')}</Table.Th>
            <Table.Th>{t('column.form')}</Table.Th>
            <Table.Th>{t('column.performed')}</Table.Th>
            <Table.Th ta="end">{t('column.minScore')}</Table.Th>
            <Table.Th ta="end">{t('column.pay')}</Table.Th>
            {published ? <Table.Th>{t('rules.published')}</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td className="tabular">{index + 1}</Table.Td>
              <Table.Td>{nameOf(row.class)}</Table.Td>
              <Table.Td>{t(`outcome.${row.outcome}`)}</Table.Td>
              <Table.Td>{t(`form.${row.form}`)}</Table.Td>
              <Table.Td>{t(`performed.${row.performed}`)}</Table.Td>
              <Table.Td ta="end">
                {row.minScore === null ? t('rules.open') : row.minScore === 0 ? '–' : row.minScore}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {row.amountFen === null ? t('rules.open') : moneyText(row.amountFen)}
              </Table.Td>
              {'published' in row ? <Table.Td>{row.published}</Table.Td> : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
