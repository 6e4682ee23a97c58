import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { minutesText } from '../../../i18n/format.ts';
import { commonProps, useField, type FieldProps } from '../../../ui/form/field.ts';
import { readMinutes } from '../read-minutes.ts';

/**
 * A length of time, typed as `2小时`, `1.5小时` or `90`; the form holds minutes, `null` when empty, and NaN for what cannot be
 * read, which every schema refuses, so that it can neither be lost nor saved.
 */
export function DurationField(props: FieldProps) {
  const { value, set, error, onBlur, ref, name } = useField<number | null | undefined>(props.name);
  const [typing, setTyping] = useState<string>();
  const resting = value === null || value === undefined || Number.isNaN(value) ? '' : minutesText(value);
  return (
    <TextInput
      {...commonProps(props)}
      name={name}
      ref={ref}
      className="tabular"
      value={typing ?? resting}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value;
        setTyping(text);
        set(text.trim() === '' ? null : (readDuration(text) ?? Number.NaN));
      }}
      onBlur={() => {
        if (!Number.isNaN(value)) setTyping(undefined);
        onBlur();
      }}
      error={error}
    />
  );
}

/** Thousands of hours as well, with or without the comma that they are shown with. */
export function readDuration(text: string): number | undefined {
  const plain = text.replace(/[,，]/gu, '');
  const hours = /^\s*(\d{4,6})\s*(?:小时|h)(?:\s*(\d{1,2})\s*(?:分|min))?\s*$/u.exec(plain);
  return hours ? Number(hours[1]) * 60 + Number(hours[2] ?? 0) : readMinutes(plain);
}
