import { useState } from 'react';
import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { monthText, todayText } from '../../i18n/format.ts';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { MonthSelect } from './MonthSelect.tsx';
import styles from './Statement.module.css';

/** The month's statement of one member: draft beside the choice, then issued, saved, printed. */
export function MemberStatement({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  const [month, setMonth] = useState(() => todayText().slice(0, 7));
  const [large, setLarge] = useState(false);
  const [issued, setIssued] = useState<{
    documentId: string;
    number: string;
    month: string;
    large: boolean;
  }>();
  const shown = issued?.month === month && issued.large === large ? issued : undefined;
  const preview = useRoute(
    'timebank.previewStatement',
    { memberId, month, large },
    { enabled: !shown, keepPrevious: true },
  );
  const document = useRoute(
    'documents.read',
    { id: shown?.documentId ?? '' },
    { enabled: shown !== undefined },
  );
  const issue = useCommand('timebank.issueStatement', {
    onDone: ({ documentId, number }) => setIssued({ documentId, number, month, large }),
  });
  const over = month < todayText().slice(0, 7);
  const failure = shown ? document.error : preview.error;

  return (
    <div className={styles.split}>
      <Stack gap="sm" className={styles.choice}>
        <MonthSelect value={month} onChange={setMonth} />
        <Checkbox
          label={t('statement.large')}
          checked={large}
          onChange={({ currentTarget }) => setLarge(currentTarget.checked)}
        />
        {may('timebank.issueStatement') && (
          <Button
            disabled={shown !== undefined}
            loading={issue.pending}
            onClick={() => void issue.run({ memberId, month, large })}
          >
            {t('statement.issue')}
          </Button>
        )}
        {shown && (
          <Stack gap="xs" role="status">
            <Text fw={600}>{t('statement.issued', { number: shown.number })}</Text>
            <DocumentActions documentId={shown.documentId} />
          </Stack>
        )}
        {over ? (
          <Text size="sm" c="dimmed">
            {t('statement.issueHint')}
          </Text>
        ) : (
          <Alert color="yellow" role="status">
            {t('statement.notOver', { month: monthText(month) })}
          </Alert>
        )}
        {failure && (
          <Group>
            <ErrorNotice error={failure.error} />
          </Group>
        )}
      </Stack>
      <div className={styles.viewer}>
        <PdfViewer
          pdf={shown ? document.data?.pdf : preview.data}
          loading={shown ? document.isFetching : preview.isFetching}
        />
      </div>
    </div>
  );
}
