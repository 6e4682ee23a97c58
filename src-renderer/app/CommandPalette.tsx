import { useEffect, useState } from 'react';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../bridge/queries.ts';
import { useMay } from '../bridge/session.tsx';
import { navigate, type Page } from './navigation.ts';
import { pageTable } from './routes.tsx';

const offeredPages = [
  'workbench',
  'cases',
  'members',
  'sheets',
  'statements',
  'documents',
  'settings',
] as const;

const [store, palette] = createSpotlight();

export const openPalette = (): void => palette.open();

/** Ctrl+K: pages and actions by name, cases and members by whatever the lists find. */
export function CommandPalette({ onLock }: { onLock(): void }) {
  const { t } = useTranslation('frame');
  const may = useMay();
  const [query, setQuery] = useState('');
  const [text] = useDebouncedValue(query.trim(), 180);
  const asked = text !== '';
  const cases = useRoute(
    'mediation.listCases',
    { text, page: { offset: 0, limit: 8 } },
    { enabled: asked && may('mediation.listCases'), keepPrevious: true },
  );
  const members = useRoute(
    'timebank.listMembers',
    { text, page: { offset: 0, limit: 8 } },
    { enabled: asked && may('timebank.listMembers'), keepPrevious: true },
  );

  const goTo = (page: Page, params?: Record<string, string>) => () =>
    navigate({ page, ...(params ? { params } : {}) });
  const matches = (action: SpotlightActionData) =>
    action.label!.toLowerCase().includes(query.trim().toLowerCase());
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.actions'),
      actions: [
        ...(may('mediation.registerCase')
          ? [{ id: 'newCase', label: t('nav.newCase'), onClick: goTo('newCase') }]
          : []),
        ...(may('timebank.saveSheet')
          ? [{ id: 'newSheet', label: t('palette.newSheet'), onClick: goTo('sheet', { id: 'new' }) }]
          : []),
        { id: 'lock', label: t('palette.lock'), onClick: onLock },
      ].filter(matches),
    },
    {
      group: t('palette.pages'),
      actions: offeredPages
        .filter((page) => may(pageTable[page].needs))
        .map((page) => ({ id: `page-${page}`, label: t(`nav.${page}`), onClick: goTo(page) }))
        .filter(matches),
    },
    {
      group: t('palette.cases'),
      actions: (asked ? (cases.data?.rows ?? []) : []).map((row) => ({
        id: row.id,
        label: `${row.number ?? t('mediation:list.noNumber')} ${row.title}`,
        description: row.parties.join('、'),
        onClick: goTo('case', { id: row.id }),
      })),
    },
    {
      group: t('palette.members'),
      actions: (asked ? (members.data?.rows ?? []) : []).map((row) => ({
        id: row.id,
        label: row.name,
        description: row.volunteerNumber,
        onClick: goTo('member', { id: row.id }),
      })),
    },
  ].filter((group) => group.actions.length > 0);

  // Answers come after the typing: the first of them is chosen, so that Enter opens it.
  const listed = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join();
  useEffect(chooseFirst, [listed]);

  return (
    <Spotlight
      store={store}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // The lists have searched already, also by pinyin, which a filter over labels would throw away again.
      filter={(_query, actions) => actions}
      shortcut={['mod + K']}
      // Also from inside a text field.
      tagsToIgnore={[]}
      centered={false}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      attributes={{ content: { 'aria-label': t('header.search') } }}
      scrollable
      maxHeight="60vh"
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size="1.2rem" aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}

/** Mantine keeps the choice as an attribute of the row and an index, and makes it only when the query changes. */
function chooseFirst(): void {
  const { opened, listId } = store.getState();
  if (!opened) return;
  const rows = [...(document.getElementById(listId)?.querySelectorAll('[data-action]') ?? [])];
  for (const row of rows) row.removeAttribute('data-selected');
  rows[0]?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}
