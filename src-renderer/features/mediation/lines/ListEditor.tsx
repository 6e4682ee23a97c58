import type { ReactNode } from 'react';
import { Button, Group, Stack, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import classes from '../mediation.module.css';

interface ListEditorProps {
  name: string;
  title: string;
  add: string;
  /** Accessible name of one entry, counted from 1. */
  nth: (n: number) => string;
  empty: () => Record<string, unknown>;
  /** First field of a new entry, which gets the cursor. */
  first: string;
  most?: number;
  children: (path: string, index: number) => ReactNode;
}

/** A list of small forms inside a form: added and removed by keyboard or mouse. */
export function ListEditor({ name, title, add, nth, empty, first, most = 50, children }: ListEditorProps) {
  const { t } = useTranslation('common');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name, keyName: 'key' });
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Title order={3}>{title}</Title>
      {fields.map((field, index) => (
        <fieldset key={field.key} className={classes.card}>
          <legend>{nth(index + 1)}</legend>
          {children(`${name}.${index}`, index)}
          <Group justify="flex-end" mt={4}>
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<IconTrash size="1rem" aria-hidden />}
              aria-label={`${t('action.delete')} ${nth(index + 1)}`}
              onClick={() => remove(index)}
            >
              {t('action.delete')}
            </Button>
          </Group>
        </fieldset>
      ))}
      {fields.length < most ? (
        <Group>
          <AddButton
            variant="default"
            size="xs"
            onClick={() => append(empty(), { focusName: `${name}.${fields.length}.${first}` })}
          >
            {add}
          </AddButton>
        </Group>
      ) : null}
    </Stack>
  );
}
