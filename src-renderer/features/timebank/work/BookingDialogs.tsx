import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  confirmationWays,
  type ConfirmationSide,
  type RequestView,
} from '../../../../src-main/contract/timebank/work-values.ts';
import { optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { minutesText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface DialogProps {
  request: RequestView;
  opened: boolean;
  onClose(): void;
}

/** After review: what will be reserved. */
export function PublishDialog({ request, opened, onClose }: DialogProps) {
  const { t } = useTranslation('timebankWork');
  const publish = useCommand('timebank.publishRequest', {
    onDone: ({ reservedMinutes }) => {
      onClose();
      notifyDone(t('done.publish', { time: minutesText(reservedMinutes) }));
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t('ask.publishTitle', { number: request.number })}
      confirmLabel={t('step.publish')}
      pending={publish.pending}
      onConfirm={() => void publish.run({ id: request.id, version: request.version })}
      onClose={onClose}
    >
      <Text>{t('ask.publishText', { time: minutesText(request.plannedMinutes) })}</Text>
      <Text>
        {t('detail.available')} {minutesText(request.availableMinutes)}
      </Text>
    </ConfirmDialog>
  );
}

/** What will be booked on both accounts. */
export function CompleteDialog({ request, opened, onClose }: DialogProps) {
  const { t } = useTranslation('timebankWork');
  const title = t('ask.completeTitle', { number: request.number });
  return (
    <FormDialog opened={opened} onClose={onClose} title={title} size="md">
      <CompleteForm request={request} onClose={onClose} label={title} />
    </FormDialog>
  );
}

function CompleteForm({ request, onClose, label }: Omit<DialogProps, 'opened'> & { label: string }) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(z.strictObject({ lateReason: optionalText(200) }), { lateReason: '' });
  const draft = useDraft(`requestCompletion:${request.id}`, form, { version: request.version });
  const complete = useCommand('timebank.completeRequest', {
    form,
    onDone: ({ chargedMinutes, coinMinutes }) => {
      void draft.discard();
      onClose();
      notifyDone(
        t('done.complete', { charged: minutesText(chargedMinutes), coins: minutesText(coinMinutes) }),
      );
    },
  });
  const { settlement } = request;
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={({ lateReason }) =>
        void complete.run({ id: request.id, version: request.version, lateReason })
      }
    >
      <Stack>
        {draft.notice}
        <Text>
          {t('ask.completeText', {
            charged: minutesText(settlement?.chargedMinutes),
            coins: minutesText(settlement?.coinMinutes),
          })}
        </Text>
        {settlement && settlement.donatedMinutes > 0 && (
          <Text>{t('ask.completeDonated', { time: minutesText(settlement.donatedMinutes) })}</Text>
        )}
        <TextField name="lateReason" label={t('field.lateReason')} description={t('field.lateReasonHint')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={complete.pending}>
            {t('step.complete')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** How one side said yes. */
export function ConfirmationDialog({
  request,
  side,
  onClose,
}: {
  request: RequestView;
  side: ConfirmationSide | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankWork');
  return (
    <FormDialog opened={side !== undefined} onClose={onClose} title={t('ask.confirmTitle')} size="md">
      {side && <ConfirmationForm request={request} side={side} onClose={onClose} />}
    </FormDialog>
  );
}

function ConfirmationForm({
  request,
  side,
  onClose,
}: {
  request: RequestView;
  side: ConfirmationSide;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(z.strictObject({ way: z.enum(confirmationWays) }), { way: 'inPerson' });
  const confirm = useCommand('timebank.confirmRequest', {
    onDone: () => {
      onClose();
      notifyDone(t('done.confirm'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('ask.confirmTitle')}
      onSubmit={({ way }) => void confirm.run({ id: request.id, version: request.version, side, way })}
    >
      <Stack>
        <Text>
          {t('ask.confirmText', {
            side: t(`side.${side}`),
            time: minutesText(request.served?.minutes),
          })}
        </Text>
        <RadioGroupField
          name="way"
          label={t('field.way')}
          choices={confirmationWays.map((value) => ({ value, label: t(`way.${value}`) }))}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={confirm.pending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
