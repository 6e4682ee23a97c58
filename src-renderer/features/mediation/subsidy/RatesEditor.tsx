import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { anyClass, subsidyForms, subsidyOutcomes } from '../../../../src-main/contract/mediation/subsidy.ts';
import { IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { blankRate, freeCode, type RulesTyping } from './rules-form.ts';
import styles from './subsidy.module.css';

/** The classes by name; their codes are made once and never shown. */
export function ClassesEditor() {
  const { t } = useTranslation('subsidy');
  const { control, getValues } = useFormContext<RulesTyping>();
  const { fields, append, remove } = useFieldArray({ control, name: 'classes', keyName: 'key' });
  const add = () =>
    append(
      { code: freeCode(getValues('classes')), name: '' },
      { focusName: `classes.${fields.length}.name` },
    );
  return (
    <Group gap="sm" align="flex-end">
      {fields.map((field, index) => (
        <Group key={field.key} gap={4} align="flex-end" wrap="nowrap">
          <TextField name={`classes.${index}.name`} label={t('adopt.className', { n: index + 1 })} required />
          <ActionIcon
            variant="subtle"
            size="lg"
            color="gray"
            c="var(--mantine-color-text)"
            aria-label={t('adopt.removeClass', { n: index + 1 })}
            disabled={fields.length === 1}
            onClick={() => remove(index)}
          >
            <IconTrash size="1.1rem" aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {fields.length < 10 ? (
        <Button variant="default" leftSection={<IconPlus size="1rem" aria-hidden />} onClick={add}>
          {t('adopt.addClass')}
        </Button>
      ) : null}
    </Group>
  );
}

/** The table of rates: one line of fields for each row. */
export function RatesEditor() {
  const { t } = useTranslation('subsidy');
  const { control } = useFormContext<RulesTyping>();
  const { fields, append, remove } = useFieldArray({ control, name: 'rows', keyName: 'key' });
  const classes = useWatch({ control, name: 'classes' });
  const words = (group: 'form' | 'outcome' | 'performed', codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: t(`${group}.${code}` as 'form.any') }));
  const classChoices = [
    { value: anyClass, label: t('adopt.anyClass') },
    ...classes.filter(({ name }) => name !== '').map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <>
      <div className={styles.box} tabIndex={0} role="region" aria-label={t('adopt.rows')}>
        <table className={styles.rates}>
          <thead>
            <tr>
              <th scope="col">{t('column.number')}</th>
              <th scope="col">{t('column.class')}</th>
              <th scope="col">{t('column.outcome')}</th>
              <th scope="col">{t('column.form')}</th>
              <th scope="col">{t('column.performed')}</th>
              <th scope="col">{t('column.minScore')}</th>
              <th scope="col">{t('column.amount')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {fields.map((field, index) => {
              const of = (column: Cell) => ({
                name: `rows.${index}.${fieldOf[column]}`,
                label: t('adopt.cell', { n: index + 1, column: t(`column.${column}`) }),
                labelHidden: true,
              });
              return (
                <tr key={field.key}>
                  <td className="tabular">{index + 1}</td>
                  <td>
                    <SelectField {...of('class')} choices={classChoices} searchable={false} />
                  </td>
                  <td>
                    <SelectField {...of('outcome')} choices={words('outcome', ['any', ...subsidyOutcomes])} />
                  </td>
                  <td>
                    <SelectField {...of('form')} choices={words('form', ['any', ...subsidyForms])} />
                  </td>
                  <td>
                    <SelectField {...of('performed')} choices={words('performed', ['any', 'yes', 'no'])} />
                  </td>
                  <td>
                    <IntegerField {...of('minScore')} min={0} max={100} required />
                  </td>
                  <td>
                    <MoneyField {...of('amount')} required />
                  </td>
                  <td>
                    <ActionIcon
                      variant="subtle"
                      size="lg"
                      color="gray"
                      c="var(--mantine-color-text)"
                      aria-label={t('adopt.removeRow', { n: index + 1 })}
                      disabled={fields.length === 1}
                      onClick={() => remove(index)}
                    >
                      <IconTrash size="1.1rem" aria-hidden />
                    </ActionIcon>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Button
        variant="default"
        mt="xs"
        leftSection={<IconPlus size="1rem" aria-hidden />}
        onClick={() => append(blankRate(), { focusName: `rows.${fields.length}.class` })}
      >
        {t('adopt.addRow')}
      </Button>
    </>
  );
}

const fieldOf = {
  class: 'class',
  outcome: 'outcome',
  form: 'form',
  performed: 'performed',
  minScore: 'minScore',
  amount: 'amountFen',
} as const;
type Cell = keyof typeof fieldOf;
