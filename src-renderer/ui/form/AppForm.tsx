import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import {
  FormProvider,
  type FieldErrors,
  type FieldValues,
  type SubmitHandler,
  type UseFormReturn,
} from 'react-hook-form';
import { i18n } from '../../i18n/index.ts';
import { notifications } from '@mantine/notifications';

export interface AppFormProps<V extends FieldValues, O> {
  form: UseFormReturn<V, unknown, O>;
  onSubmit: SubmitHandler<O>;
  /** Accessible name of the form. */
  label: string;
  children: ReactNode;
  id?: string;
  /** Enter in a one-line field submits (sign-in, small dialogs). Long forms are saved by button or Ctrl+S only. */
  submitOnEnter?: boolean;
  /** Ctrl+S saves this form from anywhere on the page, not only from inside it. */
  saveFromAnywhere?: boolean;
}

/**
 * A form of the design system: context for the fields below, Ctrl+S, and an Enter that can never submit while an input
 * method is composing (the Enter that takes a pinyin candidate).
 */
export function AppForm<V extends FieldValues, O>(props: AppFormProps<V, O>) {
  const { form, onSubmit, label, children, id, submitOnEnter = false, saveFromAnywhere = false } = props;
  const element = useRef<HTMLFormElement>(null);
  const submit = form.handleSubmit(onSubmit, (errors) => tellErrors(errors));

  useEffect(() => {
    if (!saveFromAnywhere) return;
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (!isSaveKey(event)) return;
      event.preventDefault();
      // A form in a dialog above takes its own Ctrl+S; see onKeyDown below.
      if (document.querySelector('[role="dialog"]') && !element.current?.closest('[role="dialog"]')) return;
      element.current?.requestSubmit();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [saveFromAnywhere]);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (isSaveKey(event.nativeEvent) && !saveFromAnywhere) {
      event.preventDefault();
      event.stopPropagation();
      element.current?.requestSubmit();
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'submit') {
      if (isComposing(event.nativeEvent) || !submitOnEnter) event.preventDefault();
    }
  };

  return (
    <FormProvider {...(form as unknown as UseFormReturn)}>
      <form
        ref={element}
        id={id}
        aria-label={label}
        noValidate
        autoComplete="off"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          // A dialog's form is, for React, inside the page's form: its submit must not save both.
          event.stopPropagation();
          void submit(event);
        }}
      >
        {children}
      </form>
    </FormProvider>
  );
}

/** True while a key belongs to an input method and not to the program. */
export function isComposing(event: globalThis.KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

const isSaveKey = (event: globalThis.KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 's';

/** How many fields need a change, said once and aloud; the fields themselves say what. */
function tellErrors(errors: FieldErrors): void {
  // Shown anew each time: one still on the screen would keep its old number.
  notifications.hide('form-errors');
  notifications.show({
    id: 'form-errors',
    message: i18n.t('common:form.errors', { n: countErrors(errors) }),
    color: 'red',
    autoClose: 8_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': i18n.t('common:action.close') },
  });
}

function countErrors(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (
    'type' in value &&
    'message' in value &&
    (typeof value.message === 'string' || value.message === undefined)
  )
    return 1;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => (key === 'ref' ? sum : sum + countErrors(inner)),
    0,
  );
}
