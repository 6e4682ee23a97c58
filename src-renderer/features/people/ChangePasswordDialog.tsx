import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { PasswordField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const schema = z
  .object({ ...routes['people.changePassword'].input.shape, repeat: z.string() })
  .refine((value) => value.repeat === value.next, { path: ['repeat'], message: 'field.passwordsDiffer' });

export function ChangePasswordDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('people');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('password.change')} size="md">
      <ChangePasswordForm onClose={onClose} />
    </FormDialog>
  );
}

function ChangePasswordForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useAppForm(schema, { current: '', next: '', repeat: '' });
  const change = useCommand('people.changePassword', {
    form,
    onDone: () => {
      notifyDone(t('password.changed'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('password.change')}
      submitOnEnter
      onSubmit={({ current, next }) => void change.run({ current, next })}
    >
      <Stack>
        <PasswordField name="current" label={t('password.current')} required autoFocus />
        <PasswordField name="next" label={t('password.next')} description={t('password.hint')} required />
        <PasswordField name="repeat" label={t('password.repeat')} required />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={change.pending}>
            {t('password.change')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
