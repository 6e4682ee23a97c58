import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { commonProps, useField, type FieldProps } from './field.ts';

/** A list of sentences typed one per line; the form holds them as an array without blank ones. */
export function LinesField(props: FieldProps) {
  const { value, set, error, onBlur, ref, name } = useField<string[] | undefined>(props.name);
  const [typing, setTyping] = useState<string>();
  return (
    <Textarea
      {...commonProps(props)}
      name={name}
      ref={ref}
      autosize
      minRows={2}
      maxRows={12}
      value={typing ?? (value ?? []).join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping(text);
        set(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        );
      }}
      onBlur={() => {
        setTyping(undefined);
        onBlur();
      }}
      error={error}
    />
  );
}
