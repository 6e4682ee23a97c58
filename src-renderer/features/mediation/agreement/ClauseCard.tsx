import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { clauseKinds } from '../../../../src-main/contract/mediation/agreement-values.ts';
import { AutocompleteField } from '../../../ui/form/AutocompleteField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { MultiSelectField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import type { AgreementForm, ClauseParty } from './agreement-form.ts';
import classes from './agreement.module.css';
import { Instalments } from './Instalments.tsx';

interface ClauseCardProps {
  index: number;
  count: number;
  parties: readonly ClauseParty[];
  onMove(to: number): void;
  onRemove(): void;
}

/** One clause: who owes whom what, how much, by when, how. Its kind decides which fields it has. */
export function ClauseCard({ index, count, parties, onMove, onRemove }: ClauseCardProps) {
  const { t } = useTranslation('mediation');
  const at = `clauses.${index}` as const;
  const { getValues } = useFormContext<AgreementForm>();
  const kind = useWatch<AgreementForm, `clauses.${number}.kind`>({ name: `${at}.kind` }) ?? 'other';
  // Rarely used fields stay away until they are wanted or hold something.
  const [more, setMore] = useState(() =>
    Boolean(getValues(`${at}.amountText`) || getValues(`${at}.dueText`)),
  );
  const n = index + 1;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.shiftKey) return;
    // Alt+↓ in a date field opens its calendar.
    if (event.target instanceof HTMLElement && /On$/.test(event.target.getAttribute('name') ?? '')) return;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      onMove(event.key === 'ArrowUp' ? index - 1 : index + 1);
    }
  };
  const people = parties.map((party) => ({ value: party.id, label: party.name }));
  return (
    <div
      className={classes.clause}
      role="group"
      aria-label={t('agreement.clause', { n })}
      id={`place-${at}`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <Text fw={700} style={{ whiteSpace: 'nowrap' }}>
            {t('agreement.clause', { n })}
          </Text>
          <SelectField
            name={`${at}.kind`}
            label={t('agreement.clauseKind', { n })}
            labelHidden
            choices={clauseKinds.map((value) => ({ value, label: t(`agreement.kind.${value}`) }))}
          />
        </Group>
        <Group gap={2} wrap="nowrap">
          <IconAction
            label={t('agreement.moveUp', { n })}
            Sign={IconArrowUp}
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          />
          <IconAction
            label={t('agreement.moveDown', { n })}
            Sign={IconArrowDown}
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          />
          <IconAction label={t('agreement.remove', { n })} Sign={IconTrash} onClick={onRemove} />
        </Group>
      </Group>
      <div className={classes.grid}>
        <MultiSelectField name={`${at}.debtorIds`} label={t(`agreement.debtors.${kind}`)} choices={people} />
        <MultiSelectField
          name={`${at}.creditorIds`}
          label={t(`agreement.creditors.${kind}`)}
          choices={people}
        />
        <div className={classes.all}>
          <TextArea name={`${at}.text`} label={t(`agreement.text.${kind}`)} minRows={1} />
        </div>
        {kind === 'payment' ? <MoneyField name={`${at}.amountFen`} label={t('agreement.amount')} /> : null}
        <DateField name={`${at}.dueOn`} label={t('agreement.dueOn')} />
        <AutocompleteField
          name={`${at}.manner`}
          label={t('agreement.manner')}
          placeholder={t('agreement.mannerHint')}
          suggestions={
            kind === 'payment'
              ? (['transfer', 'wechat', 'cash', 'spot'] as const).map((manner) =>
                  t(`agreement.manners.${manner}`),
                )
              : []
          }
        />
        {more ? (
          <>
            {kind === 'payment' ? (
              <TextField
                name={`${at}.amountText`}
                label={t('agreement.amountText')}
                placeholder={t('agreement.amountTextHint')}
              />
            ) : null}
            <TextField
              name={`${at}.dueText`}
              label={t('agreement.dueText')}
              placeholder={t('agreement.dueTextHint')}
            />
          </>
        ) : null}
      </div>
      <Group gap="xs" mt={6} align="flex-start">
        {more ? null : (
          <Button variant="subtle" size="compact-sm" onClick={() => setMore(true)}>
            {kind === 'payment'
              ? `${t('agreement.amountText')} / ${t('agreement.dueText')}`
              : t('agreement.dueText')}
          </Button>
        )}
        {kind === 'payment' ? <Instalments clauseIndex={index} /> : null}
      </Group>
    </div>
  );
}

interface IconActionProps {
  label: string;
  Sign: typeof IconTrash;
  disabled?: boolean;
  onClick(): void;
}

function IconAction({ label, Sign, disabled = false, onClick }: IconActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        disabled={disabled}
        color="gray"
        c="var(--mantine-color-text)"
        onClick={onClick}
      >
        <Sign size="1.2rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
