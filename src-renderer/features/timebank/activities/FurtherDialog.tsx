import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ActivityView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { navigate } from '../../../app/navigation.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';

/** A further paper of one activity is entered under a name, so that the same paper is never entered twice by mistake. */
export function FurtherDialog({
  activity,
  opened,
  onClose,
}: {
  activity: ActivityView;
  opened: boolean;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankActivities');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('view.furtherTitle')} size="md">
      <FurtherForm activity={activity} onClose={onClose} />
    </FormDialog>
  );
}

function FurtherForm({ activity, onClose }: { activity: ActivityView; onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  const form = useAppForm(z.strictObject({ part: text(40) }), { part: '' });
  return (
    <AppForm
      form={form}
      label={t('view.furtherTitle')}
      submitOnEnter
      onSubmit={({ part }) => navigate({ page: 'sheet', params: { id: 'new', activity: activity.id, part } })}
    >
      <Stack>
        <Text>{t('view.furtherText', { number: activity.sheetList[0]?.number ?? '' })}</Text>
        <TextField
          name="part"
          label={t('view.furtherName')}
          placeholder={t('view.furtherNameHint')}
          required
          autoFocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit">{t('view.further')}</Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
