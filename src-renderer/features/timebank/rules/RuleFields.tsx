import { useState } from 'react';
import { Button, Checkbox, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import type { RuleCode } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { minutesText } from '../../../i18n/format.ts';
import {
  CheckboxField,
  IntegerField,
  MultiSelectField,
  SelectField,
  TextField,
} from '../../../ui/form/fields.tsx';
import { useField } from '../../../ui/form/field.ts';
import { LinesField } from '../../../ui/form/LinesField.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { DurationField, readDuration } from './DurationField.tsx';
import { ExtraFields } from './ExtraFields.tsx';
import { ruleFields, type RuleField } from './rule-fields.ts';
import { choiceWord, fieldName, useRuleWords } from './rule-text.ts';
import styles from './rules.module.css';

/** The fields of one kind of rule, as `rule-fields.ts` lists them, over a form that holds `body`. */
export function RuleFields({ code, services }: { code: RuleCode; services: readonly Choice[] }) {
  const body = useWatch({ name: 'body' }) as Record<string, unknown>;
  const shown = ruleFields[code].filter((field) => field.when?.(body) ?? true);
  return (
    <div className={styles.fields}>
      {shown.map((field) =>
        typeof field.kind === 'object' && 'rows' in field.kind ? (
          <div key={field.path} className={styles.wide}>
            <Rows field={field} services={services} />
          </div>
        ) : (
          <One key={field.path} field={field} name={`body.${field.path}`} services={services} />
        ),
      )}
    </div>
  );
}

interface Choice {
  value: string;
  label: string;
}

interface OneProps {
  field: RuleField;
  name: string;
  services: readonly Choice[];
  /** For a cell of a row: its name with the number of the row. */
  label?: string;
}

function One({ field, name, services, label }: OneProps) {
  const say = useRuleWords();
  const { setValue } = useFormContext();
  const { kind, optional = false } = field;
  const shared = {
    name,
    label: label ?? fieldName(say, field),
    required: !optional,
    ...(optional && kind !== 'text' ? { placeholder: say('none') } : {}),
  };
  const become = (choice: string) => {
    const next = field.becomes?.(choice);
    if (next) setValue(`body.${next.path}`, next.value, { shouldDirty: true });
  };
  if (field.label === 'hoursGive') return <HoursGive label={shared.label} onChange={become} />;
  if (typeof kind === 'object') {
    if ('rows' in kind) return null;
    if ('choice' in kind) {
      const choices = kind.choice.map((value) => ({ value, label: choiceWord(say, field.path, value) }));
      return <SelectField {...shared} choices={choices} onChosen={(value) => become(value ?? '')} />;
    }
    const choices = kind.choices.map((value) => ({ value, label: choiceWord(say, field.path, value) }));
    return <MultiSelectField {...shared} required={false} choices={choices} />;
  }
  switch (kind) {
    case 'integer':
      return <IntegerField {...shared} />;
    case 'duration':
      return <DurationField {...shared} />;
    case 'money':
      return <MoneyField {...shared} />;
    case 'flag':
      return <CheckboxField name={name} label={shared.label} />;
    case 'lines':
      return <LinesField {...shared} required={false} />;
    case 'durations':
      return <Durations {...shared} />;
    case 'extra':
      return <ExtraFields name={name} label={shared.label} />;
    case 'service':
      return <SelectField {...shared} choices={services} searchable />;
    case 'text':
      return <TextField {...shared} />;
  }
}

/** Points for hours: yes with a rate, or not at all. */
function HoursGive({ label, onChange }: { label: string; onChange(choice: string): void }) {
  const perHour = useWatch({ name: 'body.perHour' }) as unknown;
  return (
    <Checkbox
      label={label}
      checked={perHour !== null}
      onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
    />
  );
}

/** A list of lengths of time, one a line: the stars. */
function Durations({ name, label }: { name: string; label: string }) {
  const { value, set, error, onBlur, ref } = useField<number[] | undefined>(name);
  const [typing, setTyping] = useState<string>();
  return (
    <Textarea
      label={label}
      autosize
      minRows={5}
      name={name}
      ref={ref}
      value={typing ?? (value ?? []).map((minutes) => minutesText(minutes)).join('\n')}
      onChange={({ currentTarget }) => {
        setTyping(currentTarget.value);
        const lines = currentTarget.value.split('\n').filter((line) => line.trim() !== '');
        set(lines.map((line) => readDuration(line) ?? Number.NaN));
      }}
      onBlur={() => {
        if (value?.every((minutes) => !Number.isNaN(minutes))) setTyping(undefined);
        onBlur();
      }}
      error={error}
    />
  );
}

/** A table of a rule: each row a small form of its own. */
function Rows({ field, services }: { field: RuleField; services: readonly Choice[] }) {
  const say = useRuleWords();
  const { control } = useFormContext();
  const name = `body.${field.path}`;
  const { fields, append, remove } = useFieldArray({ control, name, keyName: 'rowKey' });
  if (typeof field.kind !== 'object' || !('rows' in field.kind)) return null;
  const { rows, blank } = field.kind;
  const title = fieldName(say, field);
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Text fw={500}>{title}</Text>
      {fields.length === 0 ? <Text c="dimmed">{say('nothing')}</Text> : null}
      {fields.map((row, index) => (
        <Paper key={row['rowKey']} withBorder p="sm">
          <div className={styles.fields}>
            {rows.map((cell) => (
              <div key={cell.path} className={cell.kind === 'extra' ? (styles.wide ?? '') : ''}>
                <One
                  field={cell}
                  name={`${name}.${index}.${cell.path}`}
                  services={services}
                  label={fieldName(say, cell)}
                />
              </div>
            ))}
          </div>
          <Group justify="flex-end" mt="xs">
            <Button
              variant="subtle"
              size="xs"
              color="gray"
              c="var(--mantine-color-text)"
              leftSection={<IconTrash size="1rem" aria-hidden />}
              onClick={() => remove(index)}
            >
              {say('dialog.remove', { n: index + 1 })}
            </Button>
          </Group>
        </Paper>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size="1rem" aria-hidden />}
          onClick={() => append(blank())}
        >
          {say('dialog.add')}
        </Button>
      </Group>
    </Stack>
  );
}
