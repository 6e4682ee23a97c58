import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { BatchView } from '../../../../src-main/contract/mediation/batches.ts';
import { linesRoutes } from '../../../../src-main/contract/mediation/lines.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useSession } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { MediatorsField } from '../MediatorsField.tsx';
import classes from '../mediation.module.css';

const acceptForm = linesRoutes.openBatch.input.shape.accept
  .unwrap()
  .unwrap()
  .extend({ allConsent: z.boolean().refine((value) => value, 'field.allConsent') });

interface OpenBatchDialogProps {
  view: BatchView;
  version: number;
  rows: number;
  opened: boolean;
  onClose: () => void;
  onOpening: (jobId: string) => void;
}

/** Makes the cases: only registered, or accepted at once with their draft agreements. */
export function OpenBatchDialog(props: OpenBatchDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('batch.open')} size="48rem">
      {props.opened ? <OpenForm {...props} /> : null}
    </FormDialog>
  );
}

function OpenForm({ view, version, rows, onClose, onOpening }: OpenBatchDialogProps) {
  const { t } = useTranslation('lines');
  const { user } = useSession();
  const [atOnce, setAtOnce] = useState(true);
  const today = todayText();
  const form = useAppForm(acceptForm, {
    acceptedOn: today,
    rightsNotifiedOn: today,
    allConsent: false,
    concludedOn: today,
    place: '',
    recorder: user?.displayName ?? '',
    mediators: [{ userId: user?.id ?? '', lead: true, chosenBy: 'committee' as const }],
  });
  const open = useCommand('mediation.openBatch', {
    form,
    fieldsUnder: 'accept',
    onDone: ({ jobId }) => {
      onOpening(jobId);
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('batch.open')}
      onSubmit={(accept) => void open.run({ id: view.id, version, accept: { ...accept, allConsent: true } })}
    >
      <Stack>
        <Text>{t(view.state === 'draft' ? 'batch.openText' : 'batch.goOnText', { n: rows })}</Text>
        <Checkbox
          label={t('batch.atOnce')}
          checked={atOnce}
          onChange={({ currentTarget }) => setAtOnce(currentTarget.checked)}
        />
        {atOnce ? (
          <>
            <div className={classes.fields}>
              <DateField name="acceptedOn" label={t('mediation:accept.acceptedOn')} emptyValue="" required />
              <DateField
                name="rightsNotifiedOn"
                label={t('mediation:accept.rightsNotifiedOn')}
                emptyValue=""
                required
              />
              <DateField name="concludedOn" label={t('mediation:agreement.concludedOn')} />
              <TextField name="place" label={t('mediation:agreement.place')} />
              <TextField name="recorder" label={t('mediation:agreement.recorder')} />
            </div>
            <CheckboxField name="allConsent" label={t('batch.allConsent')} />
            <MediatorsField />
          </>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          {atOnce ? (
            <Button type="submit" loading={open.pending}>
              {t('batch.openConfirm', { n: rows })}
            </Button>
          ) : (
            <Button
              loading={open.pending}
              onClick={() => void open.run({ id: view.id, version, accept: null })}
            >
              {t('batch.registerConfirm', { n: rows })}
            </Button>
          )}
        </Group>
      </Stack>
    </AppForm>
  );
}
