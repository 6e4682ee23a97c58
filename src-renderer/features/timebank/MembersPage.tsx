import { useState } from 'react';
import { Box, Button, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import { memberKinds, type MemberView } from '../../../src-main/contract/timebank.ts';
import { standings } from '../../../src-main/contract/timebank/standings.ts';
import { navigate } from '../../app/navigation.ts';
import { call } from '../../bridge/api.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, minutesText } from '../../i18n/format.ts';
import { areaChoices, areaPath } from '../../ui/form/AreaField.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './Filters.module.css';
import { BlankFormDialog } from './membership/BlankFormDialog.tsx';
import { TwinsDialog } from './membership/TwinsDialog.tsx';

type Sort = NonNullable<RouteInput<'timebank.listMembers'>['sort']>;

/** All members, personal data masked, with hours and coins in columns of their own. */
export function MembersPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const areas = reference.data?.areas ?? [];
  const byId = new Map(areas.map((area) => [area.id, area]));

  const kind = memberKinds.find((known) => known === params['kind']);
  const standing = (['waiting', ...standings] as const).find((known) => known === params['standing']);
  const [dialog, setDialog] = useState<'twins' | 'blank'>();
  const waiting = useRoute('timebank.listMembers', { standing: 'waiting', page: { offset: 0, limit: 1 } });
  const areaId = params['area'];
  const filterBy = (name: 'kind' | 'standing' | 'area', value: string | null) => {
    const { [name]: _old, ...rest } = params;
    navigate({ page: 'members', params: value === null ? rest : { ...rest, [name]: value }, replace: true });
  };
  const filter = {
    text: asked,
    ...(kind ? { kind } : {}),
    ...(standing ? { standing } : {}),
    ...(areaId === undefined ? {} : { areaId }),
  };
  const filtered = asked !== '' || kind !== undefined || standing !== undefined || areaId !== undefined;
  const openNew = () => navigate({ page: 'member', params: { id: 'new' } });
  const clear = {
    clearable: true,
    clearButtonProps: { 'aria-label': t('common:action.clear') },
    placeholder: t('all'),
  };

  const columns: GridColumn<MemberView>[] = [
    {
      key: 'name',
      header: t('member.name'),
      width: 140,
      sortKey: 'name',
      render: (row) => (row.kind === 'group' ? t('members.groupName', { name: row.name }) : row.name),
    },
    {
      key: 'number',
      header: t('members.number'),
      width: 145,
      sortKey: 'volunteerNumber',
      render: (row) => row.volunteerNumber,
    },
    { key: 'phone', header: t('member.phone'), width: 120, render: (row) => row.phone || '–' },
    {
      key: 'area',
      header: t('head.area'),
      width: 140,
      render: (row) => placeText(areaPath(byId, row.areaId)),
    },
    {
      key: 'service',
      header: t('members.hours'),
      width: 115,
      align: 'end',
      sortKey: 'serviceMinutes',
      render: (row) => minutesText(row.serviceMinutes),
    },
    {
      key: 'coins',
      header: t('members.coins'),
      width: 125,
      align: 'end',
      sortKey: 'coinMinutes',
      render: (row) => minutesText(row.coinMinutes),
    },
    {
      key: 'joinedOn',
      header: t('members.joined'),
      width: 155,
      sortKey: 'joinedOn',
      render: (row) => dateText(row.joinedOn),
    },
    {
      key: 'standing',
      header: t('members.state'),
      width: 76,
      render: (row) => t(`timebankMembership:standing.${row.standing}`),
    },
  ];
  return (
    <Page
      fill
      title={t('members.title')}
      actions={
        <>
          {(waiting.data?.total ?? 0) > 0 && (
            <Button variant="default" onClick={() => filterBy('standing', 'waiting')}>
              {t('timebankMembership:waiting', { n: waiting.data?.total ?? 0 })}
            </Button>
          )}
          <Button variant="default" onClick={() => setDialog('twins')}>
            {t('timebankMembership:twins.open')}
          </Button>
          <Button variant="default" onClick={() => setDialog('blank')}>
            {t('timebankMembership:paper.blank')}
          </Button>
          {may('timebank.saveMember') && (
            <Button leftSection={<IconUserPlus size="1.125rem" aria-hidden />} onClick={openNew}>
              {t('members.new')}
            </Button>
          )}
        </>
      }
    >
      <Stack h="100%" gap="sm">
        <div className={styles.filters}>
          <SearchInput
            className={styles.wide}
            label={t('members.search')}
            placeholder={t('members.searchHint')}
            value={text}
            onChange={setText}
          />
          <Select
            label={t('member.kind')}
            data={memberKinds.map((value) => ({ value, label: t(`memberKind.${value}`) }))}
            value={kind ?? null}
            onChange={(value) => filterBy('kind', value)}
            {...clear}
          />
          <Select
            label={t('timebankMembership:filter')}
            data={(['waiting', ...standings] as const).map((value) => ({
              value,
              label: t(`timebankMembership:standing.${value}`),
            }))}
            value={standing ?? null}
            onChange={(value) => filterBy('standing', value)}
            {...clear}
          />
          <Select
            label={t('head.area')}
            data={areaChoices(areas)}
            value={areaId ?? null}
            onChange={(value) => filterBy('area', value)}
            searchable
            {...clear}
          />
        </div>
        {dialog === 'twins' && <TwinsDialog onClose={() => setDialog(undefined)} />}
        {dialog === 'blank' && <BlankFormDialog onClose={() => setDialog(undefined)} />}
        <Box flex={1} mih={0}>
          <DataGrid
            label={t('members.title')}
            columns={columns}
            queryKey={['timebank.listMembers', filter]}
            fetchPage={(offset, limit, sort) =>
              call('timebank.listMembers', {
                ...filter,
                ...(sort ? { sort: sort.key as Sort, descending: sort.descending } : {}),
                page: { offset, limit },
              })
            }
            initialSort={{ key: 'volunteerNumber', descending: false }}
            rowKey={(row) => row.id}
            onOpen={(row) => navigate({ page: 'member', params: { id: row.id } })}
            empty={
              <EmptyState text={filtered ? t('common:state.noMatch') : t('members.empty')}>
                {!filtered && may('timebank.saveMember') && (
                  <Button onClick={openNew}>{t('members.new')}</Button>
                )}
              </EmptyState>
            }
          />
        </Box>
      </Stack>
    </Page>
  );
}

/** Community and grid; the street is the same for nearly everyone and would push them out of sight. */
const placeText = (path: string) =>
  path
    .split(' / ')
    .slice(path.includes(' / ') ? 1 : 0)
    .join(' / ') || '–';
