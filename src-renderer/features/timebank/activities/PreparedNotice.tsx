import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import type { SheetSource } from '../sheet-form.ts';

/** Whose sheet is being entered, and that one was entered already. */
export function PreparedNotice({ source: { prepared, part } }: { source: SheetSource }) {
  const { t } = useTranslation('timebankActivities');
  const twin = prepared.entered.find((sheet) => sheet.part === part);
  const words = [
    prepared.activityNumber === '' ? '' : t('sheet.of', { number: prepared.activityNumber }),
    part === '' ? '' : t('sheet.part', { part }),
    prepared.groupName === '' ? '' : t('sheet.group', { name: prepared.groupName }),
  ].filter((text) => text !== '');
  return (
    <>
      {words.length > 0 && <Text mb="sm">{words.join(' · ')}</Text>}
      {twin && (
        <Alert color="yellow" mb="sm" role="status">
          <Group justify="space-between">
            <Text>{t('sheet.entered', { number: twin.number })}</Text>
            <Button
              size="compact-md"
              variant="default"
              onClick={() => navigate({ page: 'sheet', params: { id: twin.id } })}
            >
              {t('view.open', { number: twin.number })}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
