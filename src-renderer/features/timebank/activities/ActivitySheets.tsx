import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { navigate } from '../../../app/navigation.ts';
import { instantText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { SheetState } from '../SheetState.tsx';

/** Sheets that were entered for the activity, and those that were printed; a printed one comes out the same again. */
export function ActivitySheets({ activity }: { activity: ActivityView }) {
  const { t } = useTranslation('timebankActivities');
  return (
    <>
      <Section title={t('view.entered')}>
        {activity.sheetList.length === 0 ? (
          <Text c="dimmed">{t('view.enteredNone')}</Text>
        ) : (
          <Stack gap="xs">
            {activity.sheetList.map((sheet) => (
              <Group key={sheet.id} gap="sm">
                <SheetState state={sheet.state} />
                <Text>{[sheet.number, sheet.part].filter(Boolean).join(' · ')}</Text>
                <Button
                  size="compact-md"
                  variant="default"
                  onClick={() => navigate({ page: 'sheet', params: { id: sheet.id } })}
                >
                  {t('view.open', { number: sheet.number })}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Section>
      {activity.printed.length > 0 && (
        <Section title={t('view.printed')}>
          <Stack gap="sm">
            {activity.printed.map((sheet) => (
              <Group key={sheet.id} justify="space-between" gap="sm">
                <Text>
                  {t('view.printedLine', {
                    number: sheet.number,
                    lines: sheet.lines,
                    code: sheet.code,
                    at: instantText(sheet.printedAt),
                  })}
                </Text>
                <DocumentActions documentId={sheet.documentId} size="xs" />
              </Group>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
