import { useEffect, type ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { markSaved, typedNow } from '../../../ui/form/saved.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';

export interface GivingForm<S extends z.ZodType<FieldValues, FieldValues>> {
  form: UseFormReturn<z.input<S>, unknown, z.output<S>>;
  /** Says that typed text came back; above the form. */
  notice: ReactNode;
  /** Runs the command and empties the form when it was done, unless something else was typed meanwhile. */
  send(run: () => Promise<unknown>): Promise<void>;
}

/** A form of giving stays on the page: what is typed is kept as a draft, and forgotten once it was booked. */
export function useGivingForm<S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
  empty: z.input<S>,
  key: string,
): GivingForm<S> {
  const form = useAppForm(schema, empty);
  const draft = useDraft(`giving:${key}`, form);
  // Several such forms stand on one page: one that was only passed through on the way to another says nothing.
  useEffect(
    () =>
      form.subscribe({
        formState: { errors: true, isDirty: true },
        callback: ({ errors = {}, isDirty, isSubmitted, isSubmitting }) => {
          if (!isDirty && !isSubmitted && !isSubmitting && Object.keys(errors).length > 0) form.clearErrors();
        },
      }),
    [form],
  );
  return {
    form,
    notice: draft.notice,
    async send(run) {
      const sent = typedNow(form);
      if ((await run()) === undefined || !markSaved(form, sent)) return;
      await draft.discard();
      form.reset(empty);
    },
  };
}

/** Puts a member who was chosen elsewhere on the page into a form, once for each choice. */
export function useTaken(
  form: Pick<UseFormReturn<{ memberId: string }>, 'setValue' | 'setFocus'>,
  taken: { memberId: string; nth: number } | undefined,
): void {
  useEffect(() => {
    if (!taken) return;
    form.setValue('memberId', taken.memberId, { shouldDirty: true, shouldValidate: true });
    form.setFocus('memberId');
    // `nth` counts the choices: the same member may be taken again.
  }, [form, taken]);
}
