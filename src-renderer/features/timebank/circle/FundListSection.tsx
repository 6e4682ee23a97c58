import { useState } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import styles from '../Statement.module.css';
import { FundListForm } from './FundListForm.tsx';

/** The fund issues to several members at once; each list stays with the paper that they sign. */
export function FundListSection() {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [shown, setShown] = useState<string>();
  const inNeed = useRoute('timebank.listInNeed', {});
  const lists = useRoute('timebank.listFundLists', {});
  return (
    <Section title={t('fund.title')}>
      <Stack gap="sm">
        <Loaded result={inNeed}>
          {({ rows, fundOpen }) => {
            const candidates = rows.filter(({ byFund }) => byFund);
            if (!fundOpen) return <Text>{t('fund.closed')}</Text>;
            if (candidates.length === 0) return <EmptyState text={t('need.empty')} />;
            return may('timebank.issueFundList') ? (
              <FundListForm rows={candidates} onShow={setShown} />
            ) : null;
          }}
        </Loaded>
        <Text fw={600}>{t('fund.lists')}</Text>
        <Loaded result={lists}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Text c="dimmed">{t('fund.none')}</Text>
            ) : (
              <Stack gap={6} component="ul" m={0} pl="md">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Group gap="xs">
                      <span>
                        {t('fund.line', {
                          ...{ number: row.number, reason: row.reason, n: row.members, by: row.issuedBy },
                          ...{ time: minutesText(row.minutes), on: dateText(row.issuedOn) },
                        })}
                      </span>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t('fund.showOf', { number: row.number })}
                        onClick={() => setShown(row.documentId)}
                      >
                        {t('fund.show')}
                      </Button>
                    </Group>
                  </li>
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Stack>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={t('fund.paper')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {shown !== undefined && <Paper documentId={shown} />}
      </Modal>
    </Section>
  );
}

function Paper({ documentId }: { documentId: string }) {
  const document = useRoute('documents.read', { id: documentId }, { staleTime: Infinity });
  return (
    <Stack>
      <Group justify="flex-end">
        <DocumentActions documentId={documentId} />
      </Group>
      <div className={styles.viewer}>
        <PdfViewer pdf={document.data?.pdf} loading={document.isPending} />
      </div>
    </Stack>
  );
}
