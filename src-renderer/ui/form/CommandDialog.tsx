import type { ReactNode } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CommandName, RouteInput, RouteOutput } from '../../../src-main/contract/index.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from './AppForm.tsx';
import { useAppForm } from './use-app-form.ts';
import { useDraft } from './use-draft.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { notifyDone } from '../notify.ts';

export interface CommandDialogProps<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  title: string;
  submit: string;
  /** What is said when it is done. */
  done: string | ((value: RouteOutput<N>) => string);
  route: N;
  schema: S;
  defaults: z.input<S>;
  draftKey: string;
  version?: number | undefined;
  /** Part of the input that the form edits: field errors come under it. */
  fieldsUnder?: string;
  input(values: z.output<S>): RouteInput<N>;
  size?: string;
  danger?: boolean;
  onClose(): void;
  children: ReactNode;
}

/**
 * A dialog that sends one command: its form keeps a draft, shows refusals beside the fields, and closes when it is done. It
 * is mounted while open.
 */
export function CommandDialog<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: CommandDialogProps<S, N>,
) {
  return (
    <FormDialog opened onClose={props.onClose} title={props.title} size={props.size ?? '40rem'}>
      <CommandForm {...props} />
    </FormDialog>
  );
}

function CommandForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: CommandDialogProps<S, N>,
) {
  const { t } = useTranslation('common');
  const form = useAppForm(props.schema, props.defaults);
  const draft = useDraft(props.draftKey, form, { version: props.version });
  const command = useCommand(props.route, {
    form,
    ...(props.fieldsUnder === undefined ? {} : { fieldsUnder: props.fieldsUnder }),
    onDone: (value) => {
      void draft.discard();
      notifyDone(typeof props.done === 'string' ? props.done : props.done(value));
      props.onClose();
    },
  });
  return (
    <AppForm form={form} label={props.title} onSubmit={(values) => void command.run(props.input(values))}>
      <Stack>
        {draft.notice}
        {props.children}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={command.pending} {...(props.danger ? { color: 'red' } : {})}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
