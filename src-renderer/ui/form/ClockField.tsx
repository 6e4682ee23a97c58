import { ClockInput } from '../ClockInput.tsx';
import { commonProps, useField, type FieldProps } from './field.ts';

/** A clock time `HH:MM`, typed as digits. */
export function ClockField(props: FieldProps) {
  const { value, set, error, onBlur, ref, name } = useField<string | undefined>(props.name);
  return (
    <ClockInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      value={value ?? ''}
      onChange={set}
      onBlur={onBlur}
      error={error}
    />
  );
}
