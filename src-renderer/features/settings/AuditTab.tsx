import { useState } from 'react';
import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { call, toCallError } from '../../bridge/api.ts';
import { instantText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { notifyError } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/states.tsx';

type AuditRow = RouteOutput<'platform.listAudit'>['rows'][number];
type Verdict = RouteOutput<'platform.verifyAudit'>;

/** Who did what and when; the chain of hashes shows whether anybody has altered the trail. */
export function AuditTab() {
  const { t } = useTranslation('settings');
  const [verdict, setVerdict] = useState<Verdict>();
  const [verifying, setVerifying] = useState(false);
  const verify = async () => {
    setVerifying(true);
    await call('platform.verifyAudit', {}).then(setVerdict, (thrown: unknown) =>
      notifyError(toCallError(thrown)),
    );
    setVerifying(false);
  };
  const say = t as unknown as (key: string, options: { defaultValue: string }) => string;
  const actionName = (route: string) => say(`audit.action.${route}`, { defaultValue: route });
  const columns: GridColumn<AuditRow>[] = [
    { key: 'seq', header: t('audit.seq'), width: 70, align: 'end', render: (row) => row.seq },
    {
      key: 'at',
      header: t('audit.at'),
      width: 170,
      render: (row) => <span className="tabular">{instantText(row.at)}</span>,
    },
    { key: 'user', header: t('audit.user'), width: 110, render: (row) => row.user || t('audit.system') },
    {
      key: 'route',
      header: t('audit.route'),
      width: 200,
      render: (row) =>
        row.confidential ? t('audit.confidential') : <span title={row.route}>{actionName(row.route)}</span>,
    },
    { key: 'outcome', header: t('audit.outcome'), width: 80, render: (row) => t(`audit.${row.outcome}`) },
    { key: 'about', header: t('audit.about'), width: 260, render: (row) => row.about.join(' ') },
  ];
  return (
    <Section
      title={t('audit.label')}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size="1.1rem" aria-hidden />}
          loading={verifying}
          onClick={() => void verify()}
        >
          {t('audit.verify')}
        </Button>
      }
    >
      <Stack>
        {verdict ? <VerdictNotice verdict={verdict} /> : null}
        <Box h="60vh" mih="16rem">
          <DataGrid<AuditRow>
            label={t('audit.label')}
            columns={columns}
            queryKey={['platform.listAudit', {}]}
            fetchPage={(offset, limit) => call('platform.listAudit', { page: { offset, limit } })}
            rowKey={(row) => String(row.seq)}
            empty={<EmptyState text={t('audit.none')} />}
          />
        </Box>
      </Stack>
    </Section>
  );
}

function VerdictNotice({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('settings');
  return (
    <Alert
      role="status"
      color={verdict.intact ? 'pine' : 'red'}
      icon={
        verdict.intact ? (
          <IconShieldCheck size="1.2rem" aria-hidden />
        ) : (
          <IconAlertTriangle size="1.2rem" aria-hidden />
        )
      }
      c="var(--mantine-color-text)"
    >
      <Group>
        <Text fw={600}>
          {verdict.intact
            ? t('audit.intact', { rows: verdict.rows })
            : t('audit.broken', { at: verdict.brokenAt ?? '–' })}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {t('audit.head', { head: verdict.head })}
        </Text>
      </Group>
    </Alert>
  );
}
