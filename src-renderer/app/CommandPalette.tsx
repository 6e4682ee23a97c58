import { useEffect, useState } from 'react';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../src-main/contract/mediation/search.ts';
import { useRoute } from '../bridge/queries.ts';
import { useMay } from '../bridge/session.tsx';
import { useCaseSearch } from '../features/mediation/use-case-search.ts';
import { MarkedText } from '../ui/MarkedText.tsx';
import { navigate, type Page } from './navigation.ts';
import { pageTable } from './routes.tsx';

const offeredPages = [
  'workbench',
  'cases',
  'enquiries',
  'subsidy',
  'parties',
  'members',
  'requests',
  'activities',
  'sheets',
  'spending',
  'statements',
  'closing',
  'timebankReview',
  'documents',
  'forms',
  'settings',
] as const;

/** Lines of an answer in each group. */
const CASES_SHOWN = 8;
const OTHERS_SHOWN = 5;

const [store, palette] = createSpotlight();

export const openPalette = (): void => palette.open();

/** Ctrl+K: pages and actions by name, cases and members by whatever the lists find. */
export function CommandPalette({ onLock }: { onLock(): void }) {
  const { t } = useTranslation('frame');
  const may = useMay();
  const [query, setQuery] = useState('');
  const [text] = useDebouncedValue(query.trim(), 180);
  const asked = text !== '';
  const cases = useCaseSearch(text, CASES_SHOWN, asked && may('mediation.search'));
  const ask = <
    N extends 'timebank.listMembers' | 'people.searchParties' | 'mediation.listEnquiries' | 'documents.list',
  >(
    route: N,
  ) => ({ enabled: asked && may(route), keepPrevious: true });
  const page = { offset: 0, limit: OTHERS_SHOWN };
  const members = useRoute('timebank.listMembers', { text, page }, ask('timebank.listMembers'));
  const parties = useRoute('people.searchParties', { text, page }, ask('people.searchParties'));
  const enquiries = useRoute('mediation.listEnquiries', { text, page }, ask('mediation.listEnquiries'));
  const papers = useRoute('documents.list', { text, page }, ask('documents.list'));

  const partial = t('search:pending', { n: cases.pending });
  const goTo = (page: Page, params?: Record<string, string>) => () =>
    navigate({ page, ...(params ? { params } : {}) });
  const rowsOf = <R,>(answer: { data: { rows: R[] } | undefined }): R[] =>
    asked ? (answer.data?.rows ?? []) : [];
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
      group: cases.pending > 0 ? `${t('search:cases')} · ${partial}` : t('search:cases'),
      actions: asked ? cases.hits.map((hit) => caseAction(hit, goTo('case', { id: hit.id }))) : [],
    },
    {
      group: t('search:parties'),
      actions: rowsOf(parties).map((row) => ({
        id: `party-${row.id}`,
        label: row.name,
        description: [row.phone, t('search:partyHint')].filter(Boolean).join(' · '),
        onClick: goTo('cases', { party: row.id }),
      })),
    },
    {
      group: t('palette.members'),
      actions: rowsOf(members).map((row) => ({
        id: row.id,
        label: row.name,
        description: row.volunteerNumber,
        onClick: goTo('member', { id: row.id }),
      })),
    },
    {
      group: t('search:enquiries'),
      actions: rowsOf(enquiries).map((row) => ({
        id: row.id,
        label: [row.number, row.personName].filter(Boolean).join(' '),
        description: row.question,
        onClick: goTo('enquiries', { id: row.id }),
      })),
    },
    {
      group: t('search:documents'),
      actions: rowsOf(papers).map((row) => ({
        id: row.id,
        label: row.title,
        description: row.number,
        onClick: row.owner.startsWith('case:')
          ? goTo('case', { id: row.owner.slice('case:'.length) })
          : row.owner.startsWith('member:')
            ? goTo('member', { id: row.owner.slice('member:'.length) })
            : goTo('documents'),
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
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('header.search') } }}
      scrollable
      maxHeight="60vh"
      nothingFound={
        cases.going
          ? t('search:going')
          : !asked
            ? t('search:start')
            : cases.pending > 0
              ? partial
              : t('palette.nothing')
      }
      searchProps={{
        leftSection: <IconSearch size="1.2rem" aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}

/** A case as a line of answers: number and title, the people, and where else the words stand. */
function caseAction(hit: SearchHit, onClick: () => void): SpotlightActionData {
  return { id: hit.id, label: hit.title.text, onClick, children: <CaseHit hit={hit} /> };
}

function CaseHit({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation('search');
  return (
    <Stack gap={2} flex={1} miw={0}>
      <Group gap="xs">
        {hit.number ? <MarkedText value={hit.number} /> : <span>{t('mediation:list.noNumber')}</span>}
        <Text component="span" fw={600}>
          <MarkedText value={hit.title} />
        </Text>
      </Group>
      <Text size="sm" component="div">
        {hit.parties.map((party, index) => (
          <span key={index}>
            {index > 0 ? '、' : ''}
            <MarkedText value={party} />
          </span>
        ))}
        {hit.found.map(({ field, snippet }, index) => (
          <div key={index}>
            {t(`field.${field}`)}
            {t('common:form.colon')}
            <MarkedText value={snippet} />
          </div>
        ))}
      </Text>
    </Stack>
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
