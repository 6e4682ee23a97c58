import { useState } from 'react';
import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { Pager } from '../../../ui/Pager.tsx';
import styles from '../TableBox.module.css';

const LIMIT = 20;

/** Certificates issued to a member, newest first, each with its paper and whether the record still says the same. */
export function CertificateRegister({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  const [offset, setOffset] = useState(0);
  const register = useRoute(
    'timebank.listCertificates',
    { memberId, page: { offset, limit: LIMIT } },
    { keepPrevious: true },
  );
  const open = useCommand('documents.open');
  if (!register.data || register.data.total === 0) return null;
  const { rows, total } = register.data;
  return (
    <>
      <div className={styles.box} tabIndex={0} role="region" aria-label={t('certificate.register')}>
        <Table aria-label={t('certificate.register')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('certificate.number')}</Table.Th>
              <Table.Th>{t('certificate.period')}</Table.Th>
              <Table.Th ta="end">{t('certificate.time')}</Table.Th>
              <Table.Th>{t('certificate.purpose')}</Table.Th>
              <Table.Th>{t('certificate.issuedBy')}</Table.Th>
              <Table.Th>{t('certificate.paper')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  {row.number}
                  {!row.stillTrue && <div className={styles.minor}>{t('certificate.changed')}</div>}
                </Table.Td>
                <Table.Td className="tabular">{`${dateText(row.from)} – ${dateText(row.to)}`}</Table.Td>
                <Table.Td ta="end">{minutesText(row.minutes)}</Table.Td>
                <Table.Td>{row.purpose === '' ? '–' : row.purpose}</Table.Td>
                <Table.Td>{`${row.issuedBy} · ${dateText(row.issuedOn)}`}</Table.Td>
                <Table.Td>
                  {may('documents.open') && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('certificate.openOf', { number: row.number })}
                      onClick={() => void open.run({ id: row.documentId })}
                    >
                      {t('common:action.open')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Pager
        label={t('certificate.register')}
        offset={offset}
        limit={LIMIT}
        total={total}
        onMove={setOffset}
      />
    </>
  );
}
