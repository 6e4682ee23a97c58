import { DateInput } from '../DateInput.tsx';
import { commonProps, useField, type FieldProps } from './field.ts';

export interface DateFieldProps extends FieldProps {
  /** What the form holds when the field is empty: `null` (default) or `''` for required dates. */
  emptyValue?: null | '';
  minDate?: string;
  maxDate?: string;
}

/**
 * A civil date of a form. The form holds `YYYY-MM-DD`; text that is no date is held as typed, so that nothing is lost and
 * the schema refuses it in words.
 */
export function DateField({ emptyValue = null, minDate, maxDate, ...props }: DateFieldProps) {
  const { value, set, error, onBlur, ref, name } = useField<string | null | undefined>(props.name);
  const { label, labelHidden } = props;
  return (
    <DateInput
      {...commonProps(props)}
      label={label}
      labelHidden={labelHidden ?? false}
      name={name}
      ref={ref}
      value={value ?? ''}
      onChange={(text) => set(text === '' ? emptyValue : text)}
      onBlur={onBlur}
      error={error}
      {...(minDate === undefined ? {} : { minDate })}
      {...(maxDate === undefined ? {} : { maxDate })}
    />
  );
}
