import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { printedLinesAtMost } from '../../../../src-main/contract/timebank/activity-values.ts';
import { civilDate, id, optionalText } from '../../../../src-main/contract/values.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import filters from '../Filters.module.css';
import { GroupField } from './GroupField.tsx';

const schema = z.strictObject({
  activity: optionalText(80),
  servedOn: civilDate.nullable().default(null),
  place: optionalText(80),
  responsible: optionalText(40),
  groupId: id.nullable().default(null),
  blankLines: z.int().min(1).max(printedLinesAtMost),
});

/** Prints a sheet that belongs to no activity; what is not typed here is written by hand. */
export function BlankSheetDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('blank.title')} size="lg">
      <BlankSheetForm onClose={onClose} />
    </FormDialog>
  );
}

function BlankSheetForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  const form = useAppForm(schema, {
    activity: '',
    servedOn: null,
    place: '',
    responsible: '',
    groupId: null,
    blankLines: 20,
  });
  const draft = useDraft('signSheet:blank', form);
  const [printed, setPrinted] = useState<RouteOutput<'timebank.issueSignSheet'>>();
  const print = useCommand('timebank.issueSignSheet', {
    onDone: (issued) => {
      void draft.discard();
      setPrinted(issued);
    },
  });
  if (printed) return <PrintedSheet printed={printed} onClose={onClose} />;
  return (
    <AppForm
      form={form}
      label={t('blank.title')}
      onSubmit={({ blankLines, ...head }) => void print.run({ head, blankLines })}
    >
      <Stack>
        {draft.notice}
        <Text>{t('blank.text')}</Text>
        <div className={filters.fields}>
          <IntegerField
            name="blankLines"
            label={t('field.blankLines')}
            min={1}
            max={printedLinesAtMost}
            required
          />
          <TextField name="activity" label={t('field.title')} />
          <DateField name="servedOn" label={t('field.heldOn')} />
          <TextField name="place" label={t('field.place')} />
          <TextField name="responsible" label={t('field.responsible')} />
          <GroupField name="groupId" label={t('field.group')} />
        </div>
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

/** A sheet just made, with what can be done with it. */
export function PrintedSheet({
  printed,
  onClose,
}: {
  printed: RouteOutput<'timebank.issueSignSheet'>;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankActivities');
  const { number, pages, code } = printed;
  return (
    <Stack>
      <Text role="status" fw={600}>
        {t('view.printDone', { number, pages, code })}
      </Text>
      <DocumentActions documentId={printed.documentId} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      </Group>
    </Stack>
  );
}
