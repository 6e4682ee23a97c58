import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { ClosedMonths } from './ClosedMonths.tsx';
import { CloseWizard } from './CloseWizard.tsx';
import { LedgerExport } from './LedgerExport.tsx';
import { Liability } from './Liability.tsx';
import { SelfAudit } from './SelfAudit.tsx';

/** Month end and proof: close, what is owed, self-audit, the ledger for other programs. */
export function ClosingPage(_props: { params: Record<string, string> }) {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  const closings = useRoute('timebank.listClosings', {});
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Loaded result={closings}>
          {(data) => (
            <>
              {may('timebank.closeMonth') && <CloseWizard next={data.next} />}
              <ClosedMonths months={data.months} withdrawable={data.next.withdrawal} />
            </>
          )}
        </Loaded>
        <Liability />
        {may('timebank.startSelfAudit') && <SelfAudit />}
        {may('timebank.exportLedger') && <LedgerExport />}
      </Stack>
    </Page>
  );
}
