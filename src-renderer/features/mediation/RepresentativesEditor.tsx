import { Button, Group, Stack } from '@mantine/core';
import { IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/form/fields.tsx';
import { emptyRepresentative, type CaseForm } from './case-form.ts';
import classes from './mediation.module.css';

/** Agents with their authority, and guardians, of one party. */
export function RepresentativesEditor({ partyIndex }: { partyIndex: number }) {
  const { t } = useTranslation('mediation');
  const { control } = useFormContext<CaseForm>();
  const list = `parties.${partyIndex}.representatives` as const;
  const { fields, append, remove } = useFieldArray({ control, name: list, keyName: 'key' });
  return (
    <Stack gap="sm">
      {fields.map((field, index) => (
        <Representative key={field.key} at={`${list}.${index}`} onRemove={() => remove(index)} />
      ))}
      <Group>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconUserPlus size="1.1rem" aria-hidden />}
          onClick={() => append(emptyRepresentative(), { focusName: `${list}.${fields.length}.name` })}
        >
          {t('party.addRepresentative')}
        </Button>
      </Group>
    </Stack>
  );
}

function Representative({
  at,
  onRemove,
}: {
  at: `parties.${number}.representatives.${number}`;
  onRemove(): void;
}) {
  const { t } = useTranslation('mediation');
  const { setValue } = useFormContext<CaseForm>();
  const [kind, name] = useWatch<CaseForm, [`${typeof at}.kind`, `${typeof at}.name`]>({
    name: [`${at}.kind`, `${at}.name`],
  });
  return (
    <fieldset className={classes.card}>
      <legend>{t(`representativeKind.${kind ?? 'agent'}`)}</legend>
      <div className={classes.fields}>
        <SelectField
          name={`${at}.kind`}
          label={t('party.representativeKind')}
          choices={(['agent', 'guardian'] as const).map((value) => ({
            value,
            label: t(`representativeKind.${value}`),
          }))}
          onChosen={(chosen) =>
            setValue(`${at}.scope`, chosen === 'guardian' ? 'byLaw' : 'general', { shouldDirty: true })
          }
        />
        <TextField name={`${at}.name`} label={t('party.representativeName')} required />
        <TextField name={`${at}.relation`} label={t('party.relation')} />
        {kind === 'guardian' ? null : (
          <>
            <SelectField
              name={`${at}.scope`}
              label={t('party.scope')}
              choices={(['general', 'special'] as const).map((value) => ({
                value,
                label: t(`scope.${value}`),
              }))}
            />
            <TextField name={`${at}.authority`} label={t('party.authority')} />
          </>
        )}
        <TextField name={`${at}.phone`} label={t('party.phone')} inputMode="tel" />
        <TextField name={`${at}.idNumber`} label={t('party.idNumber')} />
      </div>
      <Group justify="flex-end" mt="xs">
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size="1rem" aria-hidden />}
          aria-label={t('party.removeRepresentative', { name: name || t('party.unnamed') })}
          onClick={onRemove}
        >
          {t('common:action.delete')}
        </Button>
      </Group>
    </fieldset>
  );
}
