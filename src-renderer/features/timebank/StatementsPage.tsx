import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../bridge/session.tsx';
import { Page } from '../../ui/Page.tsx';
import { Leaflet } from './closing/Leaflet.tsx';
import { LedgerCheck } from './LedgerCheck.tsx';
import { StatementBatch } from './StatementBatch.tsx';
import { TrialBalance } from './TrialBalance.tsx';

/** Month end: all statements as one PDF, the trial balance, and the proof that the ledger is whole. */
export function StatementsPage(_props: { params: Record<string, string> }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  return (
    <Page title={t('statement.title')}>
      <Stack gap="md">
        {may('timebank.issueStatementBatch') && <StatementBatch />}
        {may('timebank.readLeaflet') && <Leaflet />}
        <LedgerCheck />
        <TrialBalance />
      </Stack>
    </Page>
  );
}
