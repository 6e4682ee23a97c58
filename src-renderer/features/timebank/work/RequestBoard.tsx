import { useState, type KeyboardEvent } from 'react';
import { Badge, Box, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { navigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { areaChoices } from '../../../ui/form/AreaField.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { RequestCard } from './RequestCard.tsx';
import { RequestDrawer } from './RequestDrawer.tsx';
import { RequestDialog } from './RequestDialog.tsx';
import { useServiceTypes } from './use-service-types.ts';
import styles from './work.module.css';

type Columns = RouteOutput<'timebank.readRequestBoard'>['columns'];

/** Requests in columns; arrow keys move between cards, Enter opens one beside the board. */
export function RequestBoard({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation('timebankWork');
  const may = useMay();
  const types = useServiceTypes();
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [serviceType, setServiceType] = useState<string | null>(null);
  const [areaId, setAreaId] = useState<string | null>(null);
  const [writing, setWriting] = useState(false);
  const board = useRoute(
    'timebank.readRequestBoard',
    { text: asked, ...(serviceType ? { serviceType } : {}), ...(areaId ? { areaId } : {}) },
    { keepPrevious: true },
  );
  const lapse = useCommand('timebank.lapseRequests', {
    onDone: ({ timedOut }) =>
      notifyDone(timedOut === 0 ? t('page.nothingLapsed') : t('page.lapsed', { n: timedOut })),
  });
  const open = (id: string | undefined) =>
    navigate({ page: 'requests', params: id === undefined ? {} : { id }, replace: true });
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('common:action.clear') } };

  return (
    <Stack h="100%" gap="sm">
      <Group gap="sm" align="flex-end">
        <SearchInput
          flex="1 1 14rem"
          label={t('page.search')}
          placeholder={t('page.searchHint')}
          value={text}
          onChange={setText}
        />
        <Select
          flex="0 1 12rem"
          label={t('page.serviceType')}
          data={types.choices}
          value={serviceType}
          onChange={setServiceType}
          searchable
          {...clear}
        />
        <Select
          flex="0 1 14rem"
          label={t('page.area')}
          data={areaChoices(reference.data?.areas ?? [])}
          value={areaId}
          onChange={setAreaId}
          searchable
          {...clear}
        />
        {may('timebank.lapseRequests') && (
          <Button variant="default" loading={lapse.pending} onClick={() => void lapse.run({})}>
            {t('page.lapse')}
          </Button>
        )}
        {may('timebank.saveRequest') && (
          <AddButton onClick={() => setWriting(true)}>{t('page.new')}</AddButton>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('page.boardHint')}
      </Text>
      <Box flex={1} mih="18rem">
        <Loaded result={board}>
          {({ columns }) =>
            columns.every(({ total }) => total === 0) && asked === '' && !serviceType && !areaId ? (
              <EmptyState text={t('page.empty')} />
            ) : (
              <Board columns={columns} openId={openId} onOpen={open} />
            )
          }
        </Loaded>
      </Box>
      <RequestDrawer id={openId} onClose={() => open(undefined)} />
      <RequestDialog
        opened={writing}
        onClose={() => setWriting(false)}
        onSaved={(id) => {
          setWriting(false);
          open(id);
        }}
      />
    </Stack>
  );
}

function Board({
  columns,
  openId,
  onOpen,
}: {
  columns: Columns;
  openId: string | undefined;
  onOpen(id: string): void;
}) {
  const { t } = useTranslation('timebankWork');
  const [active, setActive] = useState<string>();
  const ids = columns.map(({ cards }) => cards.map(({ id }) => id));
  const known = ids.flat();
  // One card is in the Tab order; the arrows do the rest, so that a full board does not need fifty Tabs.
  const inTabOrder = [active, openId].find((id) => id !== undefined && known.includes(id)) ?? known[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const target = neighbour(ids, inTabOrder, event.key);
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
    document.getElementById(cardId(target))?.focus();
  };
  return (
    <div className={styles.board} onKeyDown={onKeyDown}>
      {columns.map(({ column, total, cards }) => (
        <section key={column} className={styles.column} aria-label={t(`column.${column}`)}>
          <Group justify="space-between" wrap="nowrap" mb="xs" px={4}>
            <Title order={2} size="h5">
              {t(`column.${column}`)}
            </Title>
            <Badge color="gray.8" variant="outline">
              {total}
            </Badge>
          </Group>
          <ul className={styles.cards}>
            {cards.map((card) => (
              <li key={card.id}>
                <RequestCard
                  card={card}
                  elementId={cardId(card.id)}
                  inTabOrder={card.id === inTabOrder}
                  onFocus={() => setActive(card.id)}
                  onOpen={() => onOpen(card.id)}
                />
              </li>
            ))}
          </ul>
          {total > cards.length && (
            <Text size="sm" c="dimmed" p="xs">
              {t('page.more', { n: total - cards.length })}
            </Text>
          )}
        </section>
      ))}
    </div>
  );
}

const cardId = (id: string) => `request-${id}`;

/** The card that an arrow key leads to: in the column, or at the same height in the next column that has any. */
function neighbour(
  ids: readonly (readonly string[])[],
  from: string | undefined,
  key: string,
): string | undefined {
  if (from === undefined) return undefined;
  const column = ids.findIndex((cards) => cards.includes(from));
  if (column < 0) return undefined;
  const row = ids[column]!.indexOf(from);
  if (key === 'ArrowDown') return ids[column]![row + 1];
  if (key === 'ArrowUp') return ids[column]![row - 1];
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  for (let at = column + step; at >= 0 && at < ids.length; at += step) {
    const cards = ids[at]!;
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
  }
  return undefined;
}
