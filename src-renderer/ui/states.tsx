import type { ReactNode } from 'react';
import { Alert, Button, Center, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../src-main/contract/errors.ts';
import { toCallError } from '../bridge/api.ts';
import { errorMessage } from '../i18n/messages.ts';

/** Nothing to show, in words, with the next useful step. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py="xl" px="md">
      <IconInbox size="2.5rem" stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text c="dimmed" ta="center">
        {text}
      </Text>
      {children}
    </Stack>
  );
}

export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation('common');
  return (
    <Center py="xl" role="status">
      <Group gap="sm">
        <Loader size="sm" aria-hidden />
        <Text c="dimmed">{label ?? t('state.loading')}</Text>
      </Group>
    </Center>
  );
}

/** A refusal in words, where the content would stand. */
export function ErrorNotice({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size="1.2rem" aria-hidden />}
      title={t('state.refused')}
    >
      <Group justify="space-between">
        <Text size="sm">{errorMessage(error)}</Text>
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}

export interface ReadResult<T> {
  data: T | undefined;
  error: unknown;
  refetch(): unknown;
}

/** What was read, or why not. Once read it stays, even if reading it again is refused (a locked session). */
export function Loaded<T>({ result, children }: { result: ReadResult<T>; children: (data: T) => ReactNode }) {
  if (result.data !== undefined) return <>{children(result.data)}</>;
  if (result.error)
    return <ErrorNotice error={toCallError(result.error)} onRetry={() => void result.refetch()} />;
  return <Loading />;
}
