import { useState } from 'react';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GoodsView } from '../../../../src-main/contract/timebank/spending.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import box from '../TableBox.module.css';
import { GoodsDialog, StockDialog } from './GoodsDialogs.tsx';
import { useAmountText } from './use-amount-text.ts';

/** What partners give: prices and what is in stock. */
export function GoodsPanel() {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const amountText = useAmountText();
  const [editing, setEditing] = useState<GoodsView | 'new'>();
  const [moving, setMoving] = useState<GoodsView>();
  const goods = useRoute('timebank.listGoods', { withInactive: true });
  return (
    <Stack>
      {may('timebank.saveGoods') && (
        <Group justify="flex-end">
          <Button onClick={() => setEditing('new')}>{t('goods.new')}</Button>
        </Group>
      )}
      <Loaded result={goods}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState text={t('goods.none')} />
          ) : (
            <div className={box.box} tabIndex={0} role="region" aria-label={t('page.goods')}>
              <Table striped>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('goods.name')}</Table.Th>
                    <Table.Th>{t('goods.partner')}</Table.Th>
                    <Table.Th>{t('goods.price')}</Table.Th>
                    <Table.Th ta="end">{t('goods.stock')}</Table.Th>
                    <Table.Th>{t('goods.actions')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>
                        {row.name}
                        {!row.active && (
                          <Text span size="sm" c="dimmed">
                            {` ${t('goods.inactive')}`}
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td>{row.partner}</Table.Td>
                      <Table.Td>
                        {[
                          row.minutesPrice === null ? '' : amountText('minute', row.minutesPrice),
                          row.pointsPrice === null ? '' : amountText('point', row.pointsPrice),
                        ]
                          .filter(Boolean)
                          .join(' / ')}
                      </Table.Td>
                      <Table.Td ta="end">
                        {row.stock} {row.unitName}
                      </Table.Td>
                      <Table.Td>
                        {may('timebank.saveGoods') && (
                          <Group gap="xs" wrap="nowrap">
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={`${t('goods.move')} ${row.name}`}
                              onClick={() => setMoving(row)}
                            >
                              {t('goods.move')}
                            </Button>
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={`${t('goods.edit')} ${row.name}`}
                              onClick={() => setEditing(row)}
                            >
                              {t('goods.edit')}
                            </Button>
                          </Group>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
      <GoodsDialog goods={editing} onClose={() => setEditing(undefined)} />
      <StockDialog goods={moving} onClose={() => setMoving(undefined)} />
    </Stack>
  );
}
