import { Button, Group, Stack, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import { useRoute } from '../../bridge/queries.ts';
import { CheckboxField, SelectField } from '../../ui/form/fields.tsx';
import classes from './mediation.module.css';

export interface MediatorsForm {
  mediators: { userId: string; lead: boolean; chosenBy: 'committee' | 'parties' }[];
}

/** Who mediates, who leads, and whether the committee or the parties chose them (人民调解法 art. 19). */
export function MediatorsField() {
  const { t } = useTranslation('mediation');
  const { control, setValue } = useFormContext<MediatorsForm>();
  const { fields, append, remove } = useFieldArray({ control, name: 'mediators', keyName: 'key' });
  const chosen = useWatch<MediatorsForm, 'mediators'>({ name: 'mediators' });
  const users = useRoute('people.listUsers', {});
  const able = (users.data?.rows ?? []).filter(
    (user) => user.active && user.roles.some((role) => role === 'mediator' || role === 'administrator'),
  );
  const choicesFor = (index: number) =>
    able
      .filter((user) => chosen.every((other, at) => at === index || other.userId !== user.id))
      .map((user) => ({ value: user.id, label: user.displayName }));
  const nameOf = (index: number) =>
    able.find((user) => user.id === chosen[index]?.userId)?.displayName ?? String(index + 1);
  return (
    <Stack gap="xs" role="group" aria-label={t('accept.mediators')}>
      <Title order={3}>{t('accept.mediators')}</Title>
      {fields.map((field, index) => (
        <Group key={field.key} gap="sm" align="flex-end" className={classes.card}>
          <SelectField
            name={`mediators.${index}.userId`}
            label={t('accept.mediator')}
            choices={choicesFor(index)}
            searchable
            required
          />
          <SelectField
            name={`mediators.${index}.chosenBy`}
            label={t('accept.chosenBy')}
            choices={(['committee', 'parties'] as const).map((value) => ({
              value,
              label: t(`accept.chosen.${value}`),
            }))}
          />
          <div style={{ paddingBottom: '0.5rem' }}>
            <CheckboxField
              name={`mediators.${index}.lead`}
              label={t('accept.lead')}
              onChecked={(lead) =>
                lead &&
                chosen.forEach(
                  (_, at) => at !== index && setValue(`mediators.${at}.lead`, false, { shouldDirty: true }),
                )
              }
            />
          </div>
          {fields.length > 1 ? (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size="1.1rem" aria-hidden />}
              aria-label={t('accept.removeMediator', { name: nameOf(index) })}
              onClick={() => remove(index)}
            >
              {t('common:action.delete')}
            </Button>
          ) : null}
        </Group>
      ))}
      <Group>
        <AddButton
          variant="default"
          size="xs"
          disabled={able.length > 0 && fields.length >= able.length}
          onClick={() => append({ userId: '', lead: fields.length === 0, chosenBy: 'committee' })}
        >
          {t('accept.addMediator')}
        </AddButton>
      </Group>
    </Stack>
  );
}
