import type { ReactNode } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CommandName, RouteInput, RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';

export interface CircleDialogProps<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName> {
  title: string;
  submit: string;
  route: N;
  schema: S;
  defaults: z.input<S>;
  draftKey: string;
  /** Part of the input that the form edits: field errors come under it. */
  fieldsUnder?: string;
  input(values: z.output<S>): RouteInput<N>;
  danger?: boolean;
  onDone(value: RouteOutput<N>): void;
  onClose(): void;
  children: ReactNode;
}

/** A dialog that writes down one record for good: its form keeps a draft and shows refusals beside the fields. Mounted while open. */
export function CircleDialog<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: CircleDialogProps<S, N>,
) {
  return (
    <FormDialog opened onClose={props.onClose} title={props.title} size="42rem">
      <DialogForm {...props} />
    </FormDialog>
  );
}

function DialogForm<S extends z.ZodType<FieldValues, FieldValues>, N extends CommandName>(
  props: CircleDialogProps<S, N>,
) {
  const { t } = useTranslation('common');
  const form = useAppForm(props.schema, props.defaults);
  const draft = useDraft(props.draftKey, form);
  const command = useCommand(props.route, {
    form,
    ...(props.fieldsUnder === undefined ? {} : { fieldsUnder: props.fieldsUnder }),
    onDone: (value) => {
      void draft.discard();
      props.onDone(value);
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
