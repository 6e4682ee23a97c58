import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Text, TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SignCodeView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { call, toCallError } from '../../../bridge/api.ts';
import { errorMessage } from '../../../i18n/messages.ts';
import { isComposing } from '../../../ui/form/AppForm.tsx';

export interface CodeAnswer {
  text: string;
  severity: 'done' | 'warning';
}

/**
 * Takes the code of a printed sheet or line, typed or from a scanner that types it and presses Enter. It is empty again
 * at once, so that the next can be scanned; a code that says nothing is told in words, and the cursor stays.
 */
export function CodeField({
  hint,
  onCode,
  onEmptyEnter,
  autoFocus = false,
  children,
}: {
  hint: string;
  /** What became of the code; nothing when the page is left. */
  onCode: (view: SignCodeView) => CodeAnswer | undefined;
  onEmptyEnter?: () => void;
  autoFocus?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation('timebankActivities');
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState('');
  const [answer, setAnswer] = useState<CodeAnswer>();
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useF9(() => input.current?.focus());

  // One after the other, however fast the scanner is.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const ask = (code: string) => {
    queue.current = queue.current.then(async () => {
      try {
        const view = await call('timebank.readSignCode', { code });
        const said = latest.current(view);
        if (said) setAnswer(said);
      } catch (thrown) {
        setAnswer({ text: `${code}：${errorMessage(toCallError(thrown))}`, severity: 'warning' });
      }
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    const code = value.trim();
    setValue('');
    if (code !== '') ask(code);
    else onEmptyEnter?.();
  };
  const warned = answer?.severity === 'warning';
  return (
    <div>
      <TextInput
        ref={input}
        label={t('code.label')}
        description={hint}
        leftSection={<IconQrcode size="1.125rem" aria-hidden />}
        value={value}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Text role={warned ? 'alert' : 'status'} mt={4} {...(warned ? { c: 'red.9', fw: 600 } : {})}>
        {answer?.text ?? ''}
      </Text>
      {children}
    </div>
  );
}

/** F9 from anywhere on the page. */
function useF9(go: () => void): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F9' || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
