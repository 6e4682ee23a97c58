import type { ReactNode } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CommandName, RouteInput, RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

export interface RecordDialogProps<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  title: string;
  schema: S;
  initial: z.input<S>;
  /** Names the form and its record; what is typed is kept under it. */
  draftKey: string;
  version?: number | undefined;
  command: N;
  /** Part of the command’s input that the form edits. */
  under?: string;
  toInput(values: z.output<S>): RouteInput<N>;
  doneText: string;
  /** Above the fields: what the entry means. */
  intro?: ReactNode;
  submitLabel?: string;
  danger?: boolean;
  size?: string;
  /** A dialog of a word or two: Enter in its line submits. */
  submitOnEnter?: boolean;
  /** A second way to submit, beside the first. */
  also?: { label: string; then(value: RouteOutput<N>): void };
  onClose(): void;
  onDone?(value: RouteOutput<N>): void;
  children: ReactNode | ((form: UseFormReturn<z.input<S>, unknown, z.output<S>>) => ReactNode);
}

/** The dialog of one record: its fields, its draft, one command. Mount it only while it is open. */
export function RecordDialog<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: RecordDialogProps<S, N>,
) {
  return (
    <FormDialog opened onClose={props.onClose} title={props.title} size={props.size ?? '46rem'}>
      <RecordForm {...props} />
    </FormDialog>
  );
}

function RecordForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>({
  title,
  schema,
  initial,
  draftKey,
  version,
  command,
  under,
  toInput,
  doneText,
  intro,
  submitLabel,
  danger = false,
  submitOnEnter = false,
  also,
  onClose,
  onDone,
  children,
}: RecordDialogProps<S, N>) {
  const { t } = useTranslation('common');
  const form = useAppForm(schema, initial);
  const draft = useDraft(draftKey, form, { version });
  const record = useCommand(command, { form, ...(under === undefined ? {} : { fieldsUnder: under }) });
  const send = async (values: z.output<S>, then?: (value: RouteOutput<N>) => void) => {
    const value = await record.run(toInput(values));
    if (value === undefined) return;
    await draft.discard();
    notifyDone(doneText);
    onDone?.(value);
    onClose();
    then?.(value);
  };
  return (
    <AppForm form={form} label={title} submitOnEnter={submitOnEnter} onSubmit={(values) => send(values)}>
      <Stack>
        {draft.notice}
        {intro}
        {typeof children === 'function' ? children(form) : children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          {also ? (
            <Button
              variant="default"
              loading={record.pending}
              onClick={() => void form.handleSubmit((values) => send(values, also.then))()}
            >
              {also.label}
            </Button>
          ) : null}
          <Button type="submit" loading={record.pending} {...(danger ? { color: 'red' } : {})}>
            {submitLabel ?? t('action.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
