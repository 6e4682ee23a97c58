import { Button, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../src-main/contract/index.ts';
import { useCommand } from '../../bridge/commands.ts';
import { applySession } from '../../bridge/session.tsx';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { PasswordField, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { EntryFrame } from './EntryFrame.tsx';

export function SignInPage() {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const form = useAppForm(routes['people.signIn'].input, { username: '', password: '' });
  const signIn = useCommand('people.signIn', {
    quiet: true,
    onDone: (session) => applySession(client, session),
  });
  return (
    <EntryFrame>
      <AppForm
        form={form}
        label={t('signIn.title')}
        submitOnEnter
        onSubmit={async (values) => {
          if (!(await signIn.run(values))) form.setFocus('password', { shouldSelect: true });
        }}
      >
        <Stack gap="md">
          <Title order={1}>{t('signIn.title')}</Title>
          {signIn.error ? <ErrorNotice error={signIn.error} /> : null}
          <TextField name="username" label={t('signIn.username')} required autoFocus />
          <PasswordField name="password" label={t('signIn.password')} required />
          <Button type="submit" size="md" loading={signIn.pending}>
            {t('signIn.submit')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('signIn.signedOutNote')}
          </Text>
        </Stack>
      </AppForm>
    </EntryFrame>
  );
}
