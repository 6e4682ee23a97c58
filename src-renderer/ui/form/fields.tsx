import {
  Checkbox,
  PasswordInput,
  Radio,
  Group,
  Select,
  Textarea,
  TextInput,
  NumberInput,
  MultiSelect,
  type TextInputProps,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { commonProps, useField, type FieldProps } from './field.ts';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** One line of text. */
export function TextField(
  props: FieldProps & { maxLength?: number; autoFocus?: boolean; inputMode?: TextInputProps['inputMode'] },
) {
  const { value, set, error, onBlur, ref, name } = useField<string | undefined>(props.name);
  return (
    <TextInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={onBlur}
      error={error}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
    />
  );
}

export function PasswordField(props: FieldProps & { autoFocus?: boolean; autoComplete?: string }) {
  const { value, set, error, onBlur, ref, name } = useField<string | undefined>(props.name);
  const { t } = useTranslation('people');
  return (
    <PasswordInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={onBlur}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      {...(props.autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
    />
  );
}

/** Several lines; grows with its text. */
export function TextArea(props: FieldProps & { minRows?: number; maxRows?: number; autoFocus?: boolean }) {
  const { value, set, error, onBlur, ref, name } = useField<string | undefined>(props.name);
  return (
    <Textarea
      {...commonProps(props)}
      name={name}
      ref={ref}
      autosize
      minRows={props.minRows ?? 2}
      maxRows={props.maxRows ?? 16}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={onBlur}
      error={error}
      {...(props.autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}

export interface SelectFieldProps extends FieldProps {
  choices: readonly Choice[];
  /** Typing narrows the list; on by default above eight choices. */
  searchable?: boolean;
  clearable?: boolean;
  /** What the form holds when nothing is chosen; `''` unless told (`null` for ids). */
  emptyValue?: '' | null;
  onChosen?: (value: string | null) => void;
}

/** One of a list, by arrow keys, by typing or by mouse. */
export function SelectField(props: SelectFieldProps) {
  const { choices, searchable = choices.length > 8, clearable = false, emptyValue = '', onChosen } = props;
  const { value, set, error, onBlur, ref, name } = useField<string | null | undefined>(props.name);
  const { t } = useTranslation('common');
  return (
    <Select
      {...commonProps(props)}
      name={name}
      ref={ref}
      data={choices as Choice[]}
      value={value === '' || value === undefined ? null : value}
      onChange={(chosen) => {
        set(chosen ?? emptyValue);
        onChosen?.(chosen);
      }}
      onBlur={onBlur}
      error={error}
      searchable={searchable}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      allowDeselect={clearable}
      // A list that drops down on every Tab would cover the next field and the error below this one.
      openOnFocus={false}
      limit={200}
      nothingFoundMessage={t('state.noMatch')}
      {...(searchable && props.placeholder === undefined ? { placeholder: t('form.searchChoices') } : {})}
    />
  );
}

/** Several of a list; the form holds an array of values. */
export function MultiSelectField(props: FieldProps & { choices: readonly Choice[] }) {
  const { value, set, error, onBlur, ref, name } = useField<string[] | undefined>(props.name);
  const { t } = useTranslation('common');
  return (
    <MultiSelect
      {...commonProps(props)}
      name={name}
      ref={ref}
      data={props.choices as Choice[]}
      value={value ?? []}
      onChange={set}
      onBlur={onBlur}
      error={error}
      searchable
      // A list of thousands (cases of a sheet) is looked through by typing; drawn whole it would stop the window.
      limit={200}
      hidePickedOptions
      openOnFocus={false}
      nothingFoundMessage={t('state.noMatch')}
    />
  );
}

export function CheckboxField(props: FieldProps & { onChecked?: (checked: boolean) => void }) {
  const { value, set, error, onBlur, ref, name } = useField<boolean | undefined>(props.name);
  return (
    <Checkbox
      {...(props.labelHidden ? { 'aria-label': props.label } : { label: props.label })}
      {...(props.description === undefined ? {} : { description: props.description })}
      disabled={props.disabled ?? false}
      name={name}
      ref={ref}
      checked={value ?? false}
      onChange={(event) => {
        set(event.currentTarget.checked);
        props.onChecked?.(event.currentTarget.checked);
      }}
      onBlur={onBlur}
      error={error}
    />
  );
}

/** Few choices that are all seen at once. */
export function RadioGroupField(
  props: FieldProps & { choices: readonly Choice[]; onChosen?: (value: string) => void },
) {
  const { value, set, error, onBlur, name } = useField<string | undefined>(props.name);
  const {
    placeholder: _placeholder,
    readOnly: _readOnly,
    disabled: _disabled,
    ...shared
  } = commonProps(props);
  return (
    <Radio.Group
      {...shared}
      name={name}
      value={value ?? ''}
      onChange={(chosen) => {
        set(chosen);
        props.onChosen?.(chosen);
      }}
      onBlur={onBlur}
      error={error}
    >
      <Group gap="md" mt={6}>
        {props.choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.label}
            disabled={props.disabled || choice.disabled || false}
          />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** A whole number, or `null` when left empty. */
export function IntegerField(props: FieldProps & { min?: number; max?: number; suffix?: string }) {
  const { value, set, error, onBlur, ref, name } = useField<number | null | undefined>(props.name);
  return (
    <NumberInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      value={value ?? ''}
      onChange={(next) => set(next === '' ? null : Number(next))}
      onBlur={onBlur}
      error={error}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      {...(props.min === undefined ? {} : { min: props.min })}
      {...(props.max === undefined ? {} : { max: props.max })}
      {...(props.suffix === undefined ? {} : { suffix: props.suffix })}
    />
  );
}
