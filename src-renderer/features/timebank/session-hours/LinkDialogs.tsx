import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { VolunteerMediator } from '../../../../src-main/contract/timebank/session-hours.ts';
import { id } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';

interface DialogProps {
  account: Pick<VolunteerMediator, 'userId' | 'displayName' | 'link'> | undefined;
  onClose(): void;
}

/** Which member the mediator of an account is. */
export function LinkDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation('sessionHours');
  return (
    <FormDialog opened={account !== undefined} onClose={onClose} title={t('links.formTitle')} size="md">
      {account ? <LinkForm account={account} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function LinkForm({ account, onClose }: { account: NonNullable<DialogProps['account']>; onClose(): void }) {
  const { t } = useTranslation('sessionHours');
  const form = useAppForm(z.strictObject({ memberId: id }), { memberId: '' });
  const link = useCommand('timebank.linkVolunteer', {
    form,
    onDone: () => {
      onClose();
      notifyDone(t('done.linked'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('links.formTitle')}
      onSubmit={({ memberId }) => void link.run({ userId: account.userId, memberId })}
    >
      <Stack>
        <Text>{t('links.formText', { name: account.displayName })}</Text>
        <MemberField name="memberId" label={t('links.member')} kind="person" required />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={link.pending}>
            {t('links.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** Ends a link; nothing that was offered under it changes. */
export function EndLinkDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation('sessionHours');
  const end = useCommand('timebank.endVolunteerLink', {
    onDone: () => {
      onClose();
      notifyDone(t('done.ended'));
    },
  });
  const link = account?.link;
  if (!account || !link) return null;
  return (
    <ReasonDialog
      opened
      about={`volunteerLink:${link.id}`}
      title={t('links.endTitle')}
      consequence={`${t('links.linkedTo', {
        member: link.member.name,
        number: link.member.volunteerNumber,
      })}${t('links.endText', { name: account.displayName })}`}
      confirmLabel={t('links.end')}
      pending={end.pending}
      max={200}
      onConfirm={(reason) => end.run({ id: link.id, version: link.version, reason })}
      onClose={onClose}
    />
  );
}
