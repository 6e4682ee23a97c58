import { useEffect, useRef } from 'react';
import { Box, Button, FocusTrap, Portal, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../src-main/contract/index.ts';
import { useCommand } from '../../bridge/commands.ts';
import { applySession, useSession } from '../../bridge/session.tsx';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { PasswordField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { EntryFrame } from './EntryFrame.tsx';

/**
 * Lies over everything without taking anything away: the forms below stay mounted with what was typed, but can be neither
 * seen nor reached.
 */
export function LockScreen() {
  return (
    <Portal reuseTargetNode={false}>
      <Cover />
    </Portal>
  );
}

function Cover() {
  const cover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = cover.current!;
    const others = [...document.body.children].filter(
      (child) => !child.contains(host) && !child.hasAttribute('inert'),
    );
    for (const other of others) other.setAttribute('inert', '');
    return () => others.forEach((other) => other.removeAttribute('inert'));
  }, []);
  return (
    <div ref={cover}>
      <FocusTrap active>
        <Box pos="fixed" inset={0} bg="var(--page-background)" style={{ zIndex: 100_000, overflow: 'auto' }}>
          <EntryFrame>
            <Unlock />
          </EntryFrame>
        </Box>
      </FocusTrap>
    </div>
  );
}

function Unlock() {
  const { t } = useTranslation('people');
  const { user } = useSession();
  const client = useQueryClient();
  const form = useAppForm(routes['people.unlock'].input, { password: '' });
  const unlock = useCommand('people.unlock', {
    quiet: true,
    onDone: (session) => applySession(client, session),
  });
  const signOut = useCommand('people.signOut', { onDone: (session) => applySession(client, session) });
  return (
    <AppForm
      form={form}
      label={t('lock.title')}
      submitOnEnter
      onSubmit={async (values) => {
        if (!(await unlock.run(values))) form.setFocus('password', { shouldSelect: true });
      }}
    >
      <Stack gap="md">
        <Title order={1}>{t('lock.title')}</Title>
        <Text>{t('lock.text', { name: user?.displayName ?? '' })}</Text>
        {unlock.error ? <ErrorNotice error={unlock.error} /> : null}
        <PasswordField name="password" label={t('signIn.password')} required autoFocus />
        <Button type="submit" size="md" loading={unlock.pending}>
          {t('lock.unlock')}
        </Button>
        <Button variant="subtle" onClick={() => void signOut.run({})}>
          {t('lock.signOut')}
        </Button>
      </Stack>
    </AppForm>
  );
}
