import { useState } from 'react';
import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { enquiryKinds, enquiryResults } from '../../../../src-main/contract/mediation/enquiries.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { monthText, todayText } from '../../../i18n/format.ts';

/** Counts by month, kind and result of the days that the filter shows; this year when it shows all. */
export function EnquiryCounts({ from, to }: { from: string | undefined; to: string | undefined }) {
  const { t } = useTranslation('enquiries');
  const [open, setOpen] = useState(false);
  const today = todayText();
  const period = { from: from ?? `${today.slice(0, 4)}-01-01`, to: to ?? `${today.slice(0, 4)}-12-31` };
  const counts = useRoute('mediation.countEnquiries', period, { enabled: open });
  const rows = counts.data?.rows ?? [];
  const months = [...new Set(rows.map((row) => row.month))];
  const sum = (month: string, kind: string, result: string) =>
    rows.find((row) => row.month === month && row.kind === kind && row.result === result)?.count ?? 0;
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('counts')}
      </Button>
      {open ? (
        <Table.ScrollContainer minWidth={600} mah="14rem">
          <Table aria-label={t('countsLabel')} className="tabular">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('month')}</Table.Th>
                {enquiryKinds.flatMap((kind) =>
                  enquiryResults.map((result) => (
                    <Table.Th
                      key={`${kind}-${result}`}
                    >{`${t(`kind.${kind}`)} ${t(`result.${result}`)}`}</Table.Th>
                  )),
                )}
                <Table.Th>{t('total')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {months.map((month) => (
                <Table.Tr key={month}>
                  <Table.Td>{monthText(month)}</Table.Td>
                  {enquiryKinds.flatMap((kind) =>
                    enquiryResults.map((result) => (
                      <Table.Td key={`${kind}-${result}`}>{sum(month, kind, result)}</Table.Td>
                    )),
                  )}
                  <Table.Td>
                    {rows.filter((row) => row.month === month).reduce((total, row) => total + row.count, 0)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
    </div>
  );
}
