import { useState } from 'react';
import { Badge, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../../src-main/contract/timebank/spending.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, instantText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { useAmountText } from './use-amount-text.ts';

const PAGE = 50;

/** Orders of the counter, newest first, and what can still be done with each. */
export function OrderList({ onShow }: { onShow(documentId: string): void }) {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const amountText = useAmountText();
  const [asking, setAsking] = useState<{ order: OrderView; how: 'cancel' | 'return' }>();
  const [offset, setOffset] = useState(0);
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 250);
  const orders = useRoute(
    'timebank.listOrders',
    { text, page: { offset, limit: PAGE } },
    { keepPrevious: true },
  );
  const done = (message: string) => {
    setAsking(undefined);
    notifyDone(message);
  };
  const cancel = useCommand('timebank.cancelOrder', { onDone: () => done(t('counter.cancelled')) });
  const takeBack = useCommand('timebank.returnOrder', { onDone: () => done(t('counter.returned')) });
  return (
    <>
      <TextInput
        maw="24rem"
        mb="sm"
        label={t('counter.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOffset(0);
        }}
      />
      <Loaded result={orders}>
        {({ rows, total }) =>
          total === 0 ? (
            <Text c="dimmed">{t(text === '' ? 'counter.none' : 'counter.notFound')}</Text>
          ) : (
            <Stack gap="xs">
              {rows.map((order) => (
                <Paper key={order.id} withBorder p="xs" component="article">
                  <Group justify="space-between">
                    <div>
                      <Text fw={600}>
                        {order.number} · {order.memberName}（{order.volunteerNumber}）
                      </Text>
                      <Text size="sm">
                        {t('counter.line', {
                          item: order.item,
                          quantity: order.quantity,
                          amount: amountText(order.unit, order.amount),
                        })}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {instantText(order.placedAt)}
                        {order.state === 'reserved'
                          ? ` · ${t('counter.expires', { date: dateText(order.expiresOn) })}`
                          : ` ${order.reason}`}
                      </Text>
                    </div>
                    <Group gap="xs">
                      <Badge variant="outline" color={order.state === 'reserved' ? 'blue.9' : 'gray.8'}>
                        {t(`orderState.${order.state}`)}
                      </Badge>
                      {order.documentId !== null && (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={`${t('counter.document')} ${order.number}`}
                          onClick={() => onShow(order.documentId ?? '')}
                        >
                          {t('counter.document')}
                        </Button>
                      )}
                      {order.state === 'reserved' && may('timebank.cancelOrder') && (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={`${t('counter.cancel')} ${order.number}`}
                          onClick={() => setAsking({ order, how: 'cancel' })}
                        >
                          {t('counter.cancel')}
                        </Button>
                      )}
                      {order.state === 'redeemed' && may('timebank.returnOrder') && (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={`${t('counter.return')} ${order.number}`}
                          onClick={() => setAsking({ order, how: 'return' })}
                        >
                          {t('counter.return')}
                        </Button>
                      )}
                    </Group>
                  </Group>
                </Paper>
              ))}
              <Pager label={t('counter.orders')} {...{ offset, limit: PAGE, total }} onMove={setOffset} />
            </Stack>
          )
        }
      </Loaded>
      {asking && (
        <ReasonDialog
          opened
          about={`order:${asking.how}:${asking.order.id}`}
          title={t(`counter.${asking.how}Title`, { number: asking.order.number })}
          consequence={t(`counter.${asking.how}Text`)}
          confirmLabel={t(`counter.${asking.how}`)}
          pending={cancel.pending || takeBack.pending}
          max={200}
          onConfirm={(reason) =>
            (asking.how === 'cancel' ? cancel : takeBack).run({
              id: asking.order.id,
              version: asking.order.version,
              reason,
            })
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
