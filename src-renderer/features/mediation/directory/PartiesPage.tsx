import { useState } from 'react';
import { Box, Button, Group, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { partyKinds, type PartyView } from '../../../../src-main/contract/people.ts';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useMay } from '../../../bridge/session.tsx';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { Page } from '../../../ui/Page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DoublesDialog } from './DoublesDialog.tsx';

/** Everybody who was ever a party, masked; the one changed last at the top. */
export function PartiesPage({ params }: PageProps) {
  const { t } = useTranslation('people');
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [merging, setMerging] = useState(false);
  const [asked] = useDebouncedValue(text.trim(), 250);
  const kind = partyKinds.find((known) => known === params.kind);
  const filter = { text: asked, ...(kind ? { kind } : {}) };

  const columns: GridColumn<PartyView>[] = [
    { key: 'name', header: t('mediation:party.name'), width: 200, render: (row) => row.name },
    {
      key: 'kind',
      header: t('directory.kind'),
      width: 80,
      render: (row) => t(`mediation:partyKind.${row.kind}`),
    },
    { key: 'phone', header: t('mediation:party.phone'), width: 130, render: (row) => row.phone || '–' },
    {
      key: 'idNumber',
      header: t('directory.idNumber'),
      width: 190,
      render: (row) => row.idNumber || row.creditCode || '–',
    },
    { key: 'address', header: t('mediation:party.address'), width: 260, render: (row) => row.address || '–' },
  ];
  return (
    <Page
      fill
      title={t('directory.title')}
      subtitle={t('directory.hint')}
      actions={
        may('people.saveParty') && (
          <>
            <Button
              variant="default"
              leftSection={<IconUsers size="1.125rem" aria-hidden />}
              onClick={() => setMerging(true)}
            >
              {t('doubles.find')}
            </Button>
            <Button
              leftSection={<IconUserPlus size="1.125rem" aria-hidden />}
              onClick={() => navigate({ page: 'party', params: { id: 'new' } })}
            >
              {t('directory.new')}
            </Button>
          </>
        )
      }
    >
      <Stack h="100%" gap="sm">
        <Group align="flex-end" gap="sm">
          <SearchInput
            flex="1 1 18rem"
            label={t('directory.search')}
            placeholder={t('mediation:party.directoryPlaceholder')}
            value={text}
            onChange={setText}
          />
          <Select
            label={t('directory.kind')}
            placeholder={t('directory.all')}
            data={partyKinds.map((value) => ({ value, label: t(`mediation:partyKind.${value}`) }))}
            value={kind ?? null}
            onChange={(value) =>
              navigate({ page: 'parties', params: value === null ? {} : { kind: value }, replace: true })
            }
            clearable
            clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          />
        </Group>
        <Box flex={1} mih={0}>
          <DataGrid
            label={t('directory.title')}
            columns={columns}
            queryKey={['people.searchParties', filter]}
            fetchPage={(offset, limit) =>
              call('people.searchParties', { ...filter, page: { offset, limit } })
            }
            rowKey={(row) => row.id}
            onOpen={(row) => navigate({ page: 'party', params: { id: row.id } })}
            empty={
              <EmptyState text={asked !== '' || kind ? t('common:state.noMatch') : t('directory.none')} />
            }
          />
        </Box>
      </Stack>
      <DoublesDialog opened={merging} onClose={() => setMerging(false)} />
    </Page>
  );
}
