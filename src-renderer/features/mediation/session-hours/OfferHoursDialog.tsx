import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { SessionHoursView } from '../../../../src-main/contract/mediation/session-hours.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { IntegerField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface OfferHoursDialogProps {
  caseId: string;
  session: SessionHoursView | undefined;
  onClose(): void;
}

/** How much of a session is offered: all of it, unless the mediator says less. */
export function OfferHoursDialog({ caseId, session, onClose }: OfferHoursDialogProps) {
  const { t } = useTranslation('sessionHours');
  return (
    <FormDialog opened={session !== undefined} onClose={onClose} title={t('form.title')} size="md">
      {session ? <OfferForm caseId={caseId} session={session} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function OfferForm({ caseId, session, onClose }: OfferHoursDialogProps & { session: SessionHoursView }) {
  const { t } = useTranslation('sessionHours');
  const { lengthMinutes } = session;
  const form = useAppForm(
    z.strictObject({
      minutes: z.int().min(1, 'field.minutesTooFew').max(lengthMinutes, 'field.minutesTooMany'),
    }),
    { minutes: lengthMinutes },
  );
  const offer = useCommand('mediation.offerSessionHours', {
    form,
    onDone: () => {
      onClose();
      notifyDone(t('done.offered'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('form.title')}
      onSubmit={({ minutes }) => void offer.run({ caseId, sessionId: session.sessionId, minutes })}
    >
      <Stack>
        <Text className="tabular">
          {t('form.session', {
            date: dateText(session.heldOn),
            from: session.startsAt,
            to: session.endsAt,
            time: minutesText(lengthMinutes),
          })}
        </Text>
        {session.overlaps.length > 0 ? (
          <List role="note">
            {session.overlaps.map((other) => (
              <List.Item key={`${other.startsAt}${other.activity}`}>
                {t('form.overlap', {
                  from: other.startsAt,
                  to: other.endsAt,
                  activity: other.activity,
                })}
              </List.Item>
            ))}
          </List>
        ) : null}
        <IntegerField
          name="minutes"
          label={t('form.minutes')}
          description={t('form.minutesHint')}
          min={1}
          max={lengthMinutes}
          required
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={offer.pending}>
            {t('form.submit')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
