import { useState } from 'react';
import { TextInput, type TextInputProps } from '@mantine/core';

export interface ClockInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `HH:MM`, or text as typed while it cannot be read. */
  value: string;
  onChange: (value: string) => void;
}

/** A clock time typed as digits: `900` becomes 09:00 when the field is left. */
export function ClockInput({ value, onChange, onBlur, ...props }: ClockInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      inputMode="numeric"
      placeholder="09:00"
      {...props}
      value={typed ?? value}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(readClock(currentTarget.value) ?? currentTarget.value);
      }}
      onBlur={(event) => {
        setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}

/**
 * Clock time `HH:MM` (00:00 … 24:00) from what people type: `9`, `900`, `1430`, `9:05`, `9.30`, `9点半`, `14时30分`, also in
 * full-width characters. Undefined when it is no time of day.
 */
export function readClock(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(/半$/, '30').replace(/分$/, '');
  const match = /^(\d{1,2})(?:[:.,点时](\d{2})?)?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (minute > 59 || hour * 60 + minute > 1440) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
