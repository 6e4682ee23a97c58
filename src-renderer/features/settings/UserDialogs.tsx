import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import type { UserView } from '../../../src-main/contract/people.ts';
import { roles, type Role } from '../../../src-main/contract/route.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { useField } from '../../ui/form/field.ts';
import { CheckboxField, PasswordField, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const update = routes['people.updateUser'].input.shape;
const create = routes['people.createUser'].input;
const updateSchema = z.object({
  displayName: update.displayName,
  roles: update.roles,
  areaId: update.areaId,
  active: update.active,
});
const resetSchema = z.object({ password: routes['people.resetPassword'].input.shape.password });

export function UserDialog({ user, onClose }: { user: UserView | 'new' | undefined; onClose(): void }) {
  const { t } = useTranslation('settings');
  const title =
    user === undefined || user === 'new' ? t('users.add') : t('users.edit', { name: user.displayName });
  return (
    <FormDialog opened={user !== undefined} onClose={onClose} title={title} size="lg">
      {user === 'new' ? (
        <CreateForm onClose={onClose} />
      ) : user ? (
        <UpdateForm user={user} onClose={onClose} />
      ) : null}
    </FormDialog>
  );
}

function CreateForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings');
  const form = useAppForm(create, { username: '', displayName: '', password: '', roles: [], areaId: null });
  const command = useCommand('people.createUser', {
    form,
    onDone: () => {
      notifyDone(t('users.created'));
      onClose();
    },
  });
  return (
    <AppForm form={form} label={t('users.add')} onSubmit={(values) => void command.run(values)}>
      <Stack>
        <TextField name="displayName" label={t('users.displayName')} required autoFocus />
        <TextField
          name="username"
          label={t('users.username')}
          description={t('people:setup.usernameHint')}
          required
        />
        <PasswordField
          name="password"
          label={t('users.password')}
          description={t('people:password.hint')}
          required
        />
        <RolesField />
        <AreaField name="areaId" label={t('users.area')} />
        <Buttons onClose={onClose} pending={command.pending} />
      </Stack>
    </AppForm>
  );
}

function UpdateForm({ user, onClose }: { user: UserView; onClose(): void }) {
  const { t } = useTranslation('settings');
  const { displayName, roles, areaId, active } = user;
  const form = useAppForm(updateSchema, { displayName, roles, areaId, active });
  const command = useCommand('people.updateUser', {
    form,
    onDone: () => {
      notifyDone(t('users.changed'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('users.edit', { name: displayName })}
      onSubmit={(values) => void command.run({ id: user.id, version: user.version, ...values })}
    >
      <Stack>
        <TextField name="displayName" label={t('users.displayName')} required autoFocus />
        <RolesField />
        <AreaField name="areaId" label={t('users.area')} />
        <CheckboxField name="active" label={t('users.active')} description={t('users.activeHint')} />
        <Buttons onClose={onClose} pending={command.pending} />
      </Stack>
    </AppForm>
  );
}

function RolesField() {
  const { t } = useTranslation('settings');
  const { value, set, error, onBlur } = useField<Role[]>('roles');
  return (
    <Checkbox.Group
      label={t('users.roles')}
      value={value}
      onChange={(chosen) => set(chosen)}
      onBlur={onBlur}
      error={error}
      withAsterisk={false}
      labelProps={{ 'data-star': true }}
    >
      <Stack gap={6} mt={6}>
        {roles.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={t(`people:role.${role}`)}
            description={t(`people:roleHint.${role}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

export function ResetPasswordDialog({ user, onClose }: { user: UserView | undefined; onClose(): void }) {
  const { t } = useTranslation('settings');
  return (
    <FormDialog
      opened={user !== undefined}
      onClose={onClose}
      title={t('users.reset', { name: user?.displayName ?? '' })}
      size="md"
    >
      {user ? <ResetForm user={user} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function ResetForm({ user, onClose }: { user: UserView; onClose(): void }) {
  const { t } = useTranslation('settings');
  const form = useAppForm(resetSchema, { password: '' });
  const command = useCommand('people.resetPassword', {
    form,
    onDone: () => {
      notifyDone(t('users.wasReset'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('users.resetTitle')}
      submitOnEnter
      onSubmit={({ password }) => void command.run({ id: user.id, password })}
    >
      <Stack>
        <PasswordField
          name="password"
          label={t('users.newPassword')}
          description={t('people:password.hint')}
          required
          autoFocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={command.pending}>
            {t('users.resetTitle')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Buttons({ onClose, pending }: { onClose(): void; pending: boolean }) {
  const { t } = useTranslation('settings');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('common:action.cancel')}
      </Button>
      <Button type="submit" loading={pending}>
        {t('users.save')}
      </Button>
    </Group>
  );
}
