import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/api.ts';
import { useSession } from '../../bridge/session.tsx';
import { instantText } from '../../i18n/format.ts';

const PAUSE_MS = 800;
const flushers = new Set<() => Promise<void>>();

export interface Draft {
  /** Place it above the form: says that typed text came back, with a way to undo that. Empty when nothing did. */
  notice: ReactNode;
  /** Call after the form was saved or given up: the draft is forgotten. */
  discard(): Promise<void>;
  restored: boolean;
}

interface DraftOptions {
  /** Wait with reading (the form is not filled from the server yet). */
  enabled?: boolean;
  /** Version of the record that the form was filled from; a newer one on file is pointed out on restoring. */
  version?: number | undefined;
}

/**
 * Keeps what is being typed in a form, at the server and for the signed-in account: it survives lock, sign-out and crash.
 * @param key names the form and its record: `case.new`, `agreement:<case id>`.
 */
export function useDraft<V extends FieldValues, O>(
  key: string,
  form: UseFormReturn<V, unknown, O>,
  { enabled = true, version }: DraftOptions = {},
): Draft {
  const [restored, setRestored] = useState<{ savedAt: string; before: V; older: boolean }>();
  const session = useSession();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; body: string | undefined }>({
    timer: undefined,
    body: undefined,
  });
  const ready = useRef(false);
  const versionNow = useRef(version);
  versionNow.current = version;

  const flush = useCallback(async () => {
    const { body, timer } = waiting.current;
    clearTimeout(timer);
    if (body === undefined) return;
    waiting.current.body = undefined;
    try {
      await call('platform.saveDraft', { key, body }, crypto.randomUUID());
    } catch {
      // Locked or busy: keep it and try again with the next key or the unlocking, unless something newer waits by now.
      waiting.current.body ??= body;
    }
  }, [key]);

  useEffect(() => {
    if (!enabled) return;
    let gone = false;
    void readDraft<V>(key).then((draft) => {
      if (gone) return;
      if (draft) {
        const before = structuredClone(form.getValues());
        form.reset({ ...before, ...draft.values }, { keepDefaultValues: true });
        setRestored({ savedAt: draft.savedAt, before, older: draft.version !== versionNow.current });
      }
      ready.current = true;
    });
    return () => {
      gone = true;
    };
  }, [enabled, form, key]);

  useEffect(() => {
    if (!enabled) return;
    const stop = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        if (!ready.current || !isDirty) return;
        clearTimeout(waiting.current.timer);
        waiting.current.body = JSON.stringify({ version: versionNow.current, values });
        waiting.current.timer = setTimeout(() => void flush(), PAUSE_MS);
      },
    });
    flushers.add(flush);
    return () => {
      stop();
      flushers.delete(flush);
      void flush();
    };
  }, [enabled, flush, form]);

  useEffect(() => {
    if (session.state === 'open') void flush();
  }, [session.state, flush]);

  const discard = useCallback(async () => {
    clearTimeout(waiting.current.timer);
    waiting.current.body = undefined;
    setRestored(undefined);
    await call('platform.discardDraft', { key }, crypto.randomUUID()).catch(() => undefined);
  }, [key]);

  const notice = restored ? (
    <DraftNotice
      savedAt={restored.savedAt}
      older={restored.older}
      onUndo={() => {
        form.reset(restored.before);
        void discard();
      }}
      onClose={() => setRestored(undefined)}
    />
  ) : null;
  return { notice, discard, restored: restored !== undefined };
}

/** Writes every draft that still waits for its pause; called before locking and signing out. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...flushers].map((flush) => flush()));
}

interface KeptDraft<V> {
  values: Partial<V>;
  version: number | undefined;
  savedAt: string;
}

async function readDraft<V>(key: string): Promise<KeptDraft<V> | undefined> {
  try {
    const { draft } = await call('platform.readDraft', { key });
    if (!draft) return undefined;
    const body = JSON.parse(draft.body) as { version?: number; values?: Partial<V> };
    return body.values ? { values: body.values, version: body.version, savedAt: draft.savedAt } : undefined;
  } catch {
    return undefined;
  }
}

function DraftNotice({
  savedAt,
  older,
  onUndo,
  onClose,
}: {
  savedAt: string;
  older: boolean;
  onUndo(): void;
  onClose(): void;
}) {
  const { t } = useTranslation('common');
  return (
    <Alert
      role="status"
      color="yellow"
      c="var(--mantine-color-text)"
      icon={<IconHistory size="1.2rem" aria-hidden />}
      title={t('draft.restored')}
      withCloseButton
      closeButtonLabel={t('action.close')}
      onClose={onClose}
      mb="md"
    >
      <Group justify="space-between" wrap="wrap" gap="xs">
        <Text size="sm">
          {t('draft.restoredAt', { at: instantText(savedAt) })}
          {older ? ` · ${t('draft.changedSince')}` : ''}
        </Text>
        <Button size="xs" variant="default" onClick={onUndo}>
          {t('draft.undo')}
        </Button>
      </Group>
    </Alert>
  );
}
