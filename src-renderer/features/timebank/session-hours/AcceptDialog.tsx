import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { HourOfferView } from '../../../../src-main/contract/timebank/session-hours.ts';
import { optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { FindingList } from '../FindingList.tsx';

/** What will be booked, after the doubts. */
export function AcceptDialog({ offer, onClose }: { offer: HourOfferView | undefined; onClose(): void }) {
  const { t } = useTranslation('sessionHours');
  return (
    <FormDialog opened={offer !== undefined} onClose={onClose} title={t('accept.title')} size="md">
      {offer ? <AcceptForm offer={offer} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function AcceptForm({ offer, onClose }: { offer: HourOfferView; onClose(): void }) {
  const { t } = useTranslation('sessionHours');
  const form = useAppForm(z.strictObject({ lateReason: optionalText(200) }), { lateReason: '' });
  const accept = useCommand('timebank.acceptSessionHours', {
    onDone: ({ coinMinutes, donatedMinutes }) => {
      onClose();
      const coins = minutesText(coinMinutes);
      notifyDone(
        donatedMinutes > 0
          ? t('done.acceptedDonated', { coins, donated: minutesText(donatedMinutes) })
          : t('done.accepted', { coins }),
      );
    },
  });
  return (
    <AppForm
      form={form}
      label={t('accept.title')}
      onSubmit={({ lateReason }) => void accept.run({ id: offer.id, version: offer.version, lateReason })}
    >
      <Stack>
        <Text>
          {t('accept.text', {
            name: offer.member.name,
            date: dateText(offer.servedOn),
            service: offer.serviceName,
            time: minutesText(offer.minutes),
          })}
        </Text>
        {offer.doubts.length > 0 ? (
          <div>
            <Text fw={600}>{t('accept.doubts')}</Text>
            <FindingList findings={offer.doubts} />
          </div>
        ) : null}
        <TextField
          name="lateReason"
          label={t('accept.lateReason')}
          description={t('accept.lateReasonHint')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={accept.pending}>
            {t('list.accept')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
