import { Autocomplete } from '@mantine/core';
import { commonProps, useField, type FieldProps } from './field.ts';

/** Free text with suggestions. */
export function AutocompleteField(props: FieldProps & { suggestions: readonly string[] }) {
  const { value, set, error, onBlur, ref, name } = useField<string | undefined>(props.name);
  return (
    <Autocomplete
      {...commonProps(props)}
      name={name}
      ref={ref}
      data={[...props.suggestions]}
      value={value ?? ''}
      onChange={set}
      onBlur={onBlur}
      error={error}
      openOnFocus={false}
    />
  );
}
