import { useState } from 'react';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../bridge/queries.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './TableBox.module.css';

/** One button that recomputes the whole ledger and says what it found. */
export function LedgerCheck() {
  const { t } = useTranslation('timebank');
  const [asked, setAsked] = useState(false);
  const result = useRoute('timebank.verifyLedger', {}, { enabled: asked, staleTime: Infinity });
  const verify = () => {
    if (asked) void result.refetch();
    else setAsked(true);
  };
  return (
    <Section title={t('ledger.verify')}>
      <Group justify="space-between" gap="sm" mb={result.data || result.error ? 'sm' : 0}>
        <Text size="sm" c="dimmed" flex="1 1 16rem">
          {t('ledger.verifyHint')}
        </Text>
        <Button variant="default" loading={result.isFetching} onClick={verify}>
          {t('ledger.verify')}
        </Button>
      </Group>
      {result.error && <ErrorNotice error={result.error.error} onRetry={verify} />}
      {result.data && !result.isFetching && (
        <Alert
          role={result.data.intact ? 'status' : 'alert'}
          color={result.data.intact ? 'pine' : 'red'}
          icon={result.data.intact ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        >
          {result.data.intact ? (
            t('ledger.intact', { transactions: result.data.transactions, entries: result.data.entries })
          ) : (
            <>
              {t('ledger.broken', { n: result.data.problems.length })}
              <List size="sm">
                {result.data.problems.slice(0, 50).map((problem) => (
                  <List.Item key={problem}>{problem}</List.Item>
                ))}
              </List>
            </>
          )}
          <div className={styles.hash}>{`${t('ledger.head')} ${result.data.head}`}</div>
        </Alert>
      )}
    </Section>
  );
}
