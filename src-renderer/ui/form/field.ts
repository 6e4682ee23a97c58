import { useController, useFormContext } from 'react-hook-form';
import { decodeProblem, fieldMessage } from '../../i18n/messages.ts';

/** What every field of the kit takes. `name` is the dotted path in the form's values. */
export interface FieldProps {
  name: string;
  label: string;
  description?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  /** Hide the label from the eye (tables); it stays the accessible name. */
  labelHidden?: boolean;
  className?: string;
}

/** Value, change and error sentence of one field of the surrounding AppForm. */
export function useField<T>(name: string) {
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  const message = fieldState.error?.message;
  return {
    name: field.name,
    value: field.value as T,
    set: field.onChange as (value: T) => void,
    onBlur: field.onBlur,
    ref: field.ref,
    error: fieldState.error
      ? fieldMessage(decodeProblem(message === undefined || message === '' ? 'field.invalid' : message))
      : undefined,
  };
}

/** Props of Mantine's inputs that all fields share; a hidden label becomes an aria-label. */
export function commonProps({
  label,
  labelHidden,
  description,
  required,
  disabled,
  readOnly,
  placeholder,
  className,
}: FieldProps) {
  return {
    ...(labelHidden ? { 'aria-label': label } : { label }),
    ...(description === undefined ? {} : { description }),
    required: required ?? false,
    // The star is drawn by styles.css: as text it would become part of the field's accessible name.
    withAsterisk: false,
    ...(required ? { labelProps: { 'data-star': true } } : {}),
    disabled: disabled ?? false,
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(className === undefined ? {} : { className }),
  };
}
