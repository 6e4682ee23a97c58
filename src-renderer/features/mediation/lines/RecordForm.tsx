import type { ReactNode } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AppForm } from '../../../ui/form/AppForm.tsx';

interface RecordFormProps<V extends FieldValues, O> {
  form: UseFormReturn<V, unknown, O>;
  label: string;
  notice: ReactNode;
  pending: boolean;
  onSubmit: (values: O) => void;
  onClose: () => void;
  children: ReactNode;
}

/** The form of a dialog of the lines: what came back from a draft, the fields, cancel and save. */
export function RecordForm<V extends FieldValues, O>(props: RecordFormProps<V, O>) {
  const { form, label, notice, pending, onSubmit, onClose, children } = props;
  const { t } = useTranslation('common');
  return (
    <AppForm form={form} label={label} onSubmit={(values) => onSubmit(values)}>
      <Stack>
        {notice}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
