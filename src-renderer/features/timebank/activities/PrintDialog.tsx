import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  printedLinesAtMost,
  type ActivityView,
} from '../../../../src-main/contract/timebank/activity-values.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { PrintedSheet } from './BlankSheetDialog.tsx';

const schema = z.strictObject({ blankLines: z.int().min(0).max(printedLinesAtMost) });

/** Prints the list of an activity, with some lines for people who come without having signed up. */
export function PrintDialog({
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
    <FormDialog opened={opened} onClose={onClose} title={t('view.printTitle')} size="lg">
      <PrintForm activity={activity} onClose={onClose} />
    </FormDialog>
  );
}

function PrintForm({ activity, onClose }: { activity: ActivityView; onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  const form = useAppForm(schema, { blankLines: 5 });
  const [printed, setPrinted] = useState<RouteOutput<'timebank.issueSignSheet'>>();
  const print = useCommand('timebank.issueSignSheet', { onDone: setPrinted });
  if (printed) return <PrintedSheet printed={printed} onClose={onClose} />;
  return (
    <AppForm
      form={form}
      label={t('view.printTitle')}
      submitOnEnter
      onSubmit={({ blankLines }) => void print.run({ activityId: activity.id, blankLines })}
    >
      <Stack>
        <Text>{t('view.printText', { n: activity.signedUp })}</Text>
        <IntegerField
          name="blankLines"
          label={t('field.blankLines')}
          min={0}
          max={printedLinesAtMost}
          required
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={print.pending}>
            {t('blank.print')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
