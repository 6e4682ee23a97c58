import { ActionIcon, Button, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
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
      {fields.map((field, index) => (
        <Instalment key={field.key} at={`${list}.${index}`} n={index + 1} onRemove={() => remove(index)} />
      ))}
      <div>{button}</div>
    </div>
  );
}

interface InstalmentProps {
  at: `clauses.${number}.instalments.${number}`;
  n: number;
  onRemove(): void;
}

/** Amount and date; words for the date only where no date was agreed. */
function Instalment({ at, n, onRemove }: InstalmentProps) {
  const { t } = useTranslation('mediation');
  const [dueOn, dueText] = useWatch<AgreementForm, [`${typeof at}.dueOn`, `${typeof at}.dueText`]>({
    name: [`${at}.dueOn`, `${at}.dueText`],
  });
  return (
    <div className={classes.instalment}>
      <Text size="sm" className={classes.instalmentNumber}>
        {t('agreement.instalment', { n })}
      </Text>
      <MoneyField name={`${at}.amountFen`} label={t('agreement.instalmentAmount', { n })} labelHidden />
      <DateField name={`${at}.dueOn`} label={t('agreement.instalmentDue', { n })} labelHidden />
      <ActionIcon
        aria-label={t('agreement.removeInstalment', { n })}
        color="gray"
        c="var(--mantine-color-text)"
        onClick={onRemove}
      >
        <IconTrash size="1.1rem" aria-hidden />
      </ActionIcon>
      {dueOn === null || dueText ? (
        <div className={classes.instalmentWords}>
          <TextField
            name={`${at}.dueText`}
            label={t('agreement.instalmentDueText', { n })}
            labelHidden
            placeholder={t('agreement.dueTextHint')}
          />
        </div>
      ) : null}
    </div>
  );
}
