import { ActionIcon, Button, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import type { AgreementForm } from './agreement-form.ts';
import classes from './agreement.module.css';
import { nextInstalment } from './next-instalment.ts';

/** Payment in parts: one line each. A new line goes on as the lines above began. */
export function Instalments({ clauseIndex }: { clauseIndex: number }) {
  const { t } = useTranslation('mediation');
  const { control, getValues } = useFormContext<AgreementForm>();
  const list = `clauses.${clauseIndex}.instalments` as const;
  const { fields, append, remove } = useFieldArray({ control, name: list, keyName: 'key' });
  const add = () => {
    const clause = getValues(`clauses.${clauseIndex}`);
    append(nextInstalment(clause?.amountFen ?? null, clause?.dueOn ?? null, clause?.instalments ?? []), {
      focusName: `${list}.${fields.length}.amountFen`,
    });
  };
  const button = (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size="1rem" aria-hidden />}
      onClick={add}
    >
      {fields.length === 0 ? t('agreement.instalments') : t('agreement.addInstalment')}
    </Button>
  );
  if (fields.length === 0) return button;
  return (
    <div
      className={classes.instalments}
      role="group"
      aria-label={t('agreement.instalments')}
      style={{ flexBasis: '100%' }}
    >
      {fields.map((field, index) => {
        const n = index + 1;
        return (
          <div key={field.key} className={classes.instalment}>
            <Text size="sm" className={classes.instalmentNumber}>
              {t('agreement.instalment', { n })}
            </Text>
            <MoneyField
              name={`${list}.${index}.amountFen`}
              label={t('agreement.instalmentAmount', { n })}
              labelHidden
            />
            <DateField
              name={`${list}.${index}.dueOn`}
              label={t('agreement.instalmentDue', { n })}
              labelHidden
            />
            <TextField
              name={`${list}.${index}.dueText`}
              label={t('agreement.instalmentDueText', { n })}
              labelHidden
              placeholder={t('agreement.dueTextHint')}
            />
            <ActionIcon
              aria-label={t('agreement.removeInstalment', { n })}
              color="gray"
              c="var(--mantine-color-text)"
              onClick={() => remove(index)}
            >
              <IconTrash size="1.1rem" aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <div>{button}</div>
    </div>
  );
}
